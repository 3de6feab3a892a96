// What travels between a connection and those who answer: requests, replies, a reply that is to be
// asked for later, one that comes by itself, and one that goes on.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

namespace virga::http {

using Instant = std::chrono::steady_clock::time_point;

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

// Takes the bytes of an answer that goes on. Safe to use from several threads, also when the
// connection and its server are gone.
class Sink {
 public:
  virtual ~Sink() = default;
  // False: the client is gone, and nobody needs to write any more.
  virtual bool write(std::string bytes) = 0;
  virtual std::size_t unsent() const = 0;  // bytes that the client has not taken yet
  virtual void end() = 0;                  // behind what was written; nothing is written after it
};

// The reply is the beginning of an answer whose length nobody knows: the connection ends with it.
// `begin` is called once, when the reply is on its way, by any thread. Injected delays and endings
// have no meaning here.
struct Stream {
  Reply reply;
  std::function<void(std::shared_ptr<Sink>)> begin;
};

using Answer = std::variant<Departure, Later, Pending, Stream>;

// Why a connection could not hand on a whole request.
enum class Refusal { kBadRequest, kBodyTooLarge, kTooSlow };

// What a server puts its requests to. All are called from several threads and do not throw.
struct Endpoint {
  // `asked`: when the request was whole, for it may have waited.
  std::function<Answer(Request&&, Instant asked)> answer;
  // Answers for the connection; of the request, what could be read is there.
  std::function<Departure(Request&& head, Refusal refusal, const std::string& why)> refuse;
  // Whether the answer may take so long that the event loop should not wait for it. None: never.
  std::function<bool(const Request&)> is_long = {};
  // How fast the body of this head is to be read; nothing: as it comes. None: always so.
  std::function<std::optional<Pace>(const Request& head)> reading = {};
};

}  // namespace virga::http
