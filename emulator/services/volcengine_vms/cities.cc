#include "services/volcengine_vms/cities.h"

#include <algorithm>

namespace virga::vms {
namespace {

constexpr std::string_view kBeijingCode = "010";

struct City {
  std::string_view code;
  std::string_view name;
  std::string_view capital = {};  // of its province; empty: itself
};

constexpr City kCities[] = {
    {"010", "北京"},  {"020", "广州"},         {"021", "上海"},    {"022", "天津"},
    {"023", "重庆"},  {"024", "沈阳"},         {"025", "南京"},    {"027", "武汉"},
    {"028", "成都"},  {"029", "西安"},         {"0311", "石家庄"}, {"0351", "太原"},
    {"0371", "郑州"}, {"0431", "长春"},        {"0451", "哈尔滨"}, {"0471", "呼和浩特"},
    {"0531", "济南"}, {"0551", "合肥"},        {"0571", "杭州"},   {"0591", "福州"},
    {"0731", "长沙"}, {"0755", "深圳", "020"}, {"0771", "南宁"},   {"0791", "南昌"},
    {"0851", "贵阳"}, {"0871", "昆明"},        {"0891", "拉萨"},   {"0898", "海口"},
    {"0931", "兰州"}, {"0951", "银川"},        {"0971", "西宁"},   {"0991", "乌鲁木齐"}};

const City* find_city(std::string_view code) {
  const auto* found = std::find_if(std::begin(kCities), std::end(kCities),
                                   [&](const City& city) { return city.code == code; });
  return found == std::end(kCities) ? nullptr : found;
}

}  // namespace

std::string home_city(std::string_view number) {
  if (!number.starts_with('0')) return std::string(kBeijingCode);
  for (const City& city : kCities)
    if (number.starts_with(city.code)) return std::string(city.code);
  return std::string(number.substr(0, 4));  // codes that the table lacks have four digits
}

std::string provincial_capital(std::string_view code) {
  const City* city = find_city(code);
  return std::string(city == nullptr || city->capital.empty() ? code : city->capital);
}

std::string city_name(std::string_view code) {
  const City* city = find_city(code);
  return std::string(city == nullptr ? code : city->name);
}

}  // namespace virga::vms
