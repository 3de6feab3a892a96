#include "http/message.h"

#include "base/text.h"

namespace virga::http {

const std::string* find_header(const Headers& headers, std::string_view name) {
  for (const auto& [key, value] : headers)
    if (same_letters(key, name)) return &value;
  return nullptr;
}

std::string_view header(const Headers& headers, std::string_view name) {
  const std::string* found = find_header(headers, name);
  return found == nullptr ? std::string_view() : std::string_view(*found);
}

std::string_view path_of(std::string_view target) { return target.substr(0, target.find('?')); }

std::string_view query_of(std::string_view target) {
  const auto mark = target.find('?');
  return mark == std::string_view::npos ? std::string_view() : target.substr(mark + 1);
}

}  // namespace virga::http
