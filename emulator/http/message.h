// What travels between a connection and those who answer: requests, replies, a reply that is to be
// asked for later, and one that comes by itself.
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

// A reply that is ready to leave. `settle`, when there is one, is told once what became of it.
struct Departure {
  Reply reply;
  std::function<void(const Delivered&)> settle = {};
};

// The reply is not decided yet: wait, then call `resume` once. No thread has to wait in between.
struct Later {
  std::chrono::milliseconds wait{0};
  std::function<Departure()> resume;
};

// The reply comes from somebody else, whenever it is ready: `begin` is called once, with what to
// give it to. That is called once, too, by any thread, and while the server still runs. No thread
// has to wait in between.
struct Pending {
  std::function<void(std::function<void(Departure&&)> give)> begin;
};

using Answer = std::variant<Departure, Later, Pending>;

// Why a connection could not hand on a whole request.
enum class Refusal { kBadRequest, kBodyTooLarge, kTooSlow };

// What a server puts its requests to. All are called from several threads and do not throw.
struct Endpoint {
  std::function<Answer(Request&&)> answer;
  // Answers for the connection; of the request, what could be read is there.
  std::function<Departure(Request&& head, Refusal refusal, const std::string& why)> refuse;
  // Whether the answer may take so long that the event loop should not wait for it. None: never.
  std::function<bool(const Request&)> is_long = {};
  // How fast the body of this head is to be read; nothing: as it comes. None: always so.
  std::function<std::optional<Pace>(const Request& head)> reading = {};
};

}  // namespace virga::http
