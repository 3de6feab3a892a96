// Answers that never change, and where a request ends: all that a baseline has to know of HTTP.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace virga::bench {

// What a file holds. Ends the program with exit code 1 when it cannot be read.
std::string contents(const char* path);

struct StaticAnswers {
  std::string get;  // a body, or a whole answer with its head
  std::string post;

  const std::string& to(std::string_view request) const {
    return request.front() == 'P' ? post : get;
  }
};

// Bytes of the request at the front, with its counted body; 0 while it has not arrived as a whole.
std::size_t request_length(std::string_view bytes);

}  // namespace virga::bench
