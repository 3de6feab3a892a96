#include "services/volcengine_sts/role.h"

#include <algorithm>

namespace virga::sts {
namespace {

constexpr std::string_view kHead = "trn:iam::";
constexpr std::string_view kMiddle = ":role/";

bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("+=,.@-_").find(c) != std::string_view::npos;
  });
}

}  // namespace

std::optional<Role> read_role(std::string_view trn) {
  const auto middle = trn.find(kMiddle);
  if (!trn.starts_with(kHead) || middle == std::string_view::npos || middle <= kHead.size())
    return std::nullopt;
  Role role{std::string(trn.substr(kHead.size(), middle - kHead.size())),
            std::string(trn.substr(middle + kMiddle.size()))};
  if (!is_name(role.name)) return std::nullopt;
  return role;
}

}  // namespace virga::sts
