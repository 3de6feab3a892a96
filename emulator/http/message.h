// What travels between the wire and the gateway: requests, replies, and a reply that is to be asked
// for later.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <variant>

namespace virga::http {

// The first value of that name, or nullptr.
const std::string* find_header(const Headers& headers, std::string_view name);
std::string_view header(const Headers& headers, std::string_view name);  // "" when there is none

std::string_view path_of(std::string_view target);   // raw, up to the first `?`
std::string_view query_of(std::string_view target);  // raw, behind the first `?`

// The reply is not decided yet: wait, then call `resume` once. No thread has to wait in between.
struct Later {
  std::chrono::milliseconds wait{0};
  std::function<Reply()> resume;
};

using Answer = std::variant<Reply, Later>;

// Why the wire could not hand on a whole request.
enum class Refusal { kBadRequest, kBodyTooLarge };

// What a server puts its requests to. Both are called from several threads and do not throw.
struct Endpoint {
  std::function<Answer(Request&&)> answer;
  std::function<Reply(Request&& head, Refusal refusal, const std::string& why)>
      refuse;  // answers for the wire
};

}  // namespace virga::http
