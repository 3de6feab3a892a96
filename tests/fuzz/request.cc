#include "fuzz/request.h"

#include "base/text.h"

namespace virga::fuzz {
namespace {

// What stands before `at`; the text moves behind it.
std::string_view take(std::string_view& text, char at) {
  const auto end = text.find(at);
  const std::string_view taken = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return taken;
}

}  // namespace

Request read_request(std::string_view bytes) {
  Request request;
  std::string_view first = take(bytes, '\n');
  request.method = take(first, ' ');
  request.target = first;
  while (!bytes.empty()) {
    std::string_view line = take(bytes, '\n');
    if (line.empty()) break;
    const std::string_view name = take(line, ':');
    request.headers.emplace_back(name, trim(line));
  }
  request.body = bytes;
  return request;
}

}  // namespace virga::fuzz
