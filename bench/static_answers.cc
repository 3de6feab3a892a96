#include "static_answers.h"

#include <strings.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace virga::bench {
namespace {

constexpr std::string_view kEnd = "\r\n\r\n";
constexpr std::string_view kLength = "\r\ncontent-length: ";

std::size_t body_length(std::string_view head) {
  for (std::size_t line = head.find('\r'); line + kLength.size() < head.size();
       line = head.find('\r', line + 1)) {
    if (::strncasecmp(head.data() + line, kLength.data(), kLength.size()) != 0) continue;
    std::size_t length = 0;
    std::from_chars(head.data() + line + kLength.size(), head.data() + head.size(), length);
    return length;
  }
  return 0;
}

}  // namespace

std::string contents(const char* path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::cerr << path << ": cannot be read\n";
    std::exit(1);
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

std::size_t request_length(std::string_view bytes) {
  const std::size_t end = bytes.find(kEnd);
  if (end == std::string_view::npos) return 0;
  const std::size_t head = end + kEnd.size();
  const std::size_t whole = bytes.front() == 'P' ? head + body_length(bytes.substr(0, head)) : head;
  return whole <= bytes.size() ? whole : 0;
}

}  // namespace virga::bench
