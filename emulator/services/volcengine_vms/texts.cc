#include "services/volcengine_vms/texts.h"

#include <algorithm>
#include <cctype>
#include <span>

namespace virga::vms {
namespace {

struct Label {
  std::int64_t code;
  std::string_view text;
};

// 106 to 108 come from vendor samples, which print no Chinese label; theirs are [inferred].
constexpr Label kServices[] = {
    {100, "普通号码"},   {200, "隐私号"},   {101, "语音SIP"},  {102, "语音通知"},
    {103, "双向呼叫"},   {104, "智能外呼"}, {105, "双呼lite"}, {106, "双呼移动版"},
    {107, "云联络中心"}, {108, "号码托管"}, {201, "AXB"},      {202, "AXN"},
    {203, "AXNE"},       {204, "AXYB"},     {205, "PAXYB"},    {206, "AXG"}};

constexpr Label kNumberStatuses[] = {{1, "使用中"},   {2, "用户停用"}, {3, "平台停用"},
                                     {4, "用户注销"}, {6, "平台注销"}, {-1, "异常状态"}};

// 手机 is in a documented answer, 固话 is [inferred].
constexpr Label kNumberTypes[] = {{0, "手机"}, {1, "固话"}};

constexpr Label kDisplays[] = {
    {1, "不透传"}, {2, "A看见B的真实号码"}, {3, "B看见A的真实号码"}, {4, "看见对方真实号码"}};

std::string text_of(std::span<const Label> labels, std::int64_t code) {
  for (const Label& label : labels)
    if (label.code == code) return std::string(label.text);
  return {};
}

}  // namespace

std::string service_label(const Json& type) { return text_of(kServices, type.get<std::int64_t>()); }
std::string number_status_label(std::int64_t code) { return text_of(kNumberStatuses, code); }
std::string number_type_label(std::int64_t code) { return text_of(kNumberTypes, code); }
std::string display_label(std::int64_t type) { return text_of(kDisplays, type); }

std::string text_of(const Json& document, std::string_view name) {
  const auto found = document.find(name);
  return found == document.end() || !found->is_string() ? "" : found->get<std::string>();
}

Json lower_camel(const Json& record) {
  Json lowered = Json::object();
  for (const auto& [name, value] : record.items()) {
    std::string key = name;
    key.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(key.front())));
    lowered[key] = value;
  }
  return lowered;
}

std::string beijing_text(Time time) {
  const std::string digits = beijing_digits(time);
  return digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2) + " " +
         digits.substr(8, 2) + ":" + digits.substr(10, 2) + ":" + digits.substr(12, 2);
}

std::optional<Time> parse_beijing(std::string_view text) {
  if (text.size() != 19 || text[10] != ' ') return std::nullopt;
  const auto time = parse_time(text);
  if (!time) return std::nullopt;
  return *time - kBeijing;
}

Time at_second(std::int64_t unix_seconds) {
  constexpr std::int64_t kLast = 253402300799;
  return Time(std::chrono::seconds(std::clamp<std::int64_t>(unix_seconds, 0, kLast)));
}

std::int64_t milliseconds_of(Time time) { return time.time_since_epoch().count(); }

std::int64_t seconds_of(Time time) {
  return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

}  // namespace virga::vms
