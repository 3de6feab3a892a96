#include "http/wire.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>

#include "base/text.h"

namespace virga::http {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kIdle = std::chrono::seconds(60);          // between requests
constexpr milliseconds kHeadPatience = std::chrono::seconds(10);  // between bytes of a head
constexpr milliseconds kBodyPatience = std::chrono::seconds(30);  // between bytes of a body
constexpr milliseconds kDrain = std::chrono::milliseconds(500);
constexpr std::size_t kMostDrained = 64 << 20;
constexpr std::size_t kChunk = 16 << 10;
constexpr std::size_t kLongestChunkLine = 4 << 10;  // a size and its extensions, or a trailer
constexpr const char* kTooLarge = "the body is larger than 10 MiB";

bool wait_for(int socket, short what, milliseconds patience) {
  pollfd waiting{socket, what, 0};
  int outcome = 0;
  do {
    outcome = ::poll(&waiting, 1, static_cast<int>(patience.count()));
  } while (outcome < 0 && errno == EINTR);
  return outcome > 0;
}

// Hexadecimal digits, perhaps blanks, perhaps extensions behind a semicolon.
std::optional<std::uint64_t> chunk_size(std::string_view line) {
  const std::string_view digits = trim(line.substr(0, line.find(';')));
  std::uint64_t size = 0;
  const auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
  const bool whole = problem == std::errc() && end == digits.data() + digits.size();
  return whole && line.starts_with(digits) ? std::optional(size) : std::nullopt;
}

}  // namespace

bool WireStream::receive(milliseconds patience) {
  char bytes[kChunk];
  // Often the bytes are there already: ask first, wait only if not.
  ssize_t count = ::recv(socket_, bytes, sizeof bytes, MSG_DONTWAIT);
  if (count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR) &&
      wait_for(socket_, POLLIN, patience))
    count = ::recv(socket_, bytes, sizeof bytes, 0);
  input_.erase(0, at_);
  at_ = 0;
  if (count > 0) input_.append(bytes, static_cast<std::size_t>(count));
  return count > 0;
}

WireStream::Arrival WireStream::await_head(milliseconds idle) {
  for (;;) {
    const std::string_view bytes = std::string_view(input_).substr(at_);
    const auto length = head_length(bytes);
    if (length ? *length > kLargestHead : bytes.size() > kLargestHead) return Arrival::kTooLarge;
    if (length) return Arrival::kHead;
    if (!receive(bytes.empty() ? idle : kHeadPatience))
      return input_.empty() ? Arrival::kNothing : Arrival::kPartial;
  }
}

Head WireStream::take_head() {
  const std::string_view bytes = std::string_view(input_).substr(at_);
  const std::size_t length = head_length(bytes).value_or(bytes.size());
  Head head = read_head(bytes.substr(0, length));
  at_ += length;
  return head;
}

void WireStream::show(const Head& head, bool without_body) {
  reduced_ = "POST / HTTP/1.1\r\n";
  const auto length = without_body || head.chunked ? 0 : head.length;
  reduced_ += "Content-Length: " + std::to_string(length) + "\r\n";
  if (head.expects_continue && !without_body) reduced_ += "Expect: 100-continue\r\n";
  if (head.close) reduced_ += "Connection: close\r\n";
  reduced_ += "\r\n";
  reduced_at_ = 0;
}

ssize_t WireStream::read(char* to, size_t size) {
  if (reduced_at_ < reduced_.size()) {
    const std::size_t count = std::min(size, reduced_.size() - reduced_at_);
    std::memcpy(to, reduced_.data() + reduced_at_, count);
    reduced_at_ += count;
    return static_cast<ssize_t>(count);
  }
  if (at_ == input_.size()) {
    if (!output_.empty() && !flush())
      return -1;  // "100 Continue" has to leave before the body can come
    if (!receive(kBodyPatience)) return -1;
  }
  const std::size_t count = std::min(size, input_.size() - at_);
  std::memcpy(to, input_.data() + at_, count);
  at_ += count;
  return static_cast<ssize_t>(count);
}

// Without its CR LF; bare ones are left in, where nothing takes them.
WireStream::Chunks WireStream::read_line(std::string& line) {
  line.clear();
  for (char c = 0; !line.ends_with("\r\n"); line += c) {
    if (line.size() == kLongestChunkLine) return Chunks::kUnreadable;
    if (read(&c, 1) != 1) return Chunks::kCut;
  }
  line.resize(line.size() - 2);
  return Chunks::kWhole;
}

WireStream::Chunks WireStream::read_chunks(std::string& body) {
  std::string line;
  for (;;) {
    if (const auto outcome = read_line(line); outcome != Chunks::kWhole) return outcome;
    const auto size = chunk_size(line);
    if (!size) return Chunks::kUnreadable;
    if (*size == 0) break;
    if (*size > kLargestBody - body.size()) return Chunks::kTooLarge;
    for (std::size_t left = *size; left > 0;) {
      char bytes[16 << 10];
      const ssize_t count = read(bytes, std::min(left, sizeof bytes));
      if (count <= 0) return Chunks::kCut;
      body.append(bytes, static_cast<std::size_t>(count));
      left -= static_cast<std::size_t>(count);
    }
    if (const auto outcome = read_line(line); outcome != Chunks::kWhole) return outcome;
    if (!line.empty()) return Chunks::kUnreadable;
  }
  for (std::size_t trailers = 0; trailers <= kMostHeaders; ++trailers) {  // read, and forgotten
    if (const auto outcome = read_line(line); outcome != Chunks::kWhole) return outcome;
    if (line.empty()) return Chunks::kWhole;
  }
  return Chunks::kUnreadable;
}

ssize_t WireStream::write(const char* from, size_t size) {
  output_.append(from, size);
  return static_cast<ssize_t>(size);
}

bool WireStream::flush() {
  std::string_view rest = output_;
  while (!rest.empty()) {
    const ssize_t sent = ::send(socket_, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(sent));
  }
  const bool whole = rest.empty();
  output_.clear();
  return whole;
}

void WireStream::drain() {
  ::shutdown(socket_, SHUT_WR);
  std::size_t drained = 0;
  do {
    drained += input_.size();
    input_.clear();
    at_ = 0;
  } while (drained < kMostDrained && receive(kDrain));
}

Wire::Wire(int socket, const Endpoint& endpoint)
    : socket_(socket), endpoint_(endpoint), stream_(socket) {
  set_keep_alive_timeout(kIdle.count() / 1000);
  set_keep_alive_max_count(1'000'000);  // only announced; connections are not counted
  set_payload_max_length(kLargestBody);
  Post(".*", [this](const httplib::Request&, httplib::Response& response,
                    const httplib::ContentReader& reader) { answer(reader, response); });
}

Wire::~Wire() { ::close(socket_); }

void Wire::serve() {
  while (serve_one()) {
  }
  if (ending_ == Ending::kReset) {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    return;  // closing now sends a reset
  }
  if (broken_ || ending_ == Ending::kEmpty) stream_.drain();
}

bool Wire::serve_one() {
  const auto arrival = stream_.await_head(kIdle);
  if (arrival == WireStream::Arrival::kNothing) return false;
  {
    const std::lock_guard lock(mutex_);
    idle_ = false;
  }
  head_ = stream_.take_head();
  if (arrival == WireStream::Arrival::kPartial)
    head_.refusal = "the request ends in the middle of its head";
  if (arrival == WireStream::Arrival::kTooLarge)
    head_.refusal = "the request head is larger than " + std::to_string(kLargestHead) + " bytes";
  broken_ = !head_.refusal.empty() || head_.length > kLargestBody;
  bool closed = false;
  const std::function<void(httplib::Request&)> nothing_to_set_up;
  head_.close = head_.close || broken_;
  // Of a refused request no body is read: the library is shown one without a body, and the
  // connection ends.
  stream_.show(head_, broken_);
  const bool served = process_request(stream_, head_.close, closed, nothing_to_set_up);
  if (ending_ != Ending::kWhole) return false;
  const bool sent = stream_.flush();
  const std::lock_guard lock(mutex_);
  idle_ = true;
  return served && sent && !closed && !head_.close && !broken_ && !stopping_;
}

// Called by the library with the head consumed and the body still to be read.
void Wire::answer(const httplib::ContentReader& reader, httplib::Response& response) {
  bool large = broken_ && head_.refusal.empty();
  std::string body, why = large ? kTooLarge : head_.refusal;
  if (!broken_) why = read_body(reader, body, large);
  if (!why.empty()) {
    // Of the end of the connection the library announces only what its head foretold.
    if (!head_.close) response.set_header("Connection", "close");
    broken_ = true;
    head_.close = true;
    return put(endpoint_.refuse(std::move(head_.request),
                                large ? Refusal::kBodyTooLarge : Refusal::kBadRequest, why),
               response);
  }
  Request request = std::move(head_.request);
  request.body = std::move(body);
  const bool head_only = request.method == "HEAD";
  Reply reply = decide(std::move(request));
  if (head_only) {
    response.set_header("Content-Length", std::to_string(reply.body.size()));
    reply.body.clear();
  }
  put(std::move(reply), response);
}

// What is wrong with the body; nothing when it is whole.
std::string Wire::read_body(const httplib::ContentReader& reader, std::string& body, bool& large) {
  using Chunks = WireStream::Chunks;
  auto outcome = Chunks::kWhole;
  if (head_.chunked)
    outcome = stream_.read_chunks(body);
  else if (!reader([&](const char* data, size_t size) {
             body.append(data, size);
             return true;
           }))
    outcome = Chunks::kCut;
  large = outcome == Chunks::kTooLarge;
  switch (outcome) {
    case Chunks::kWhole: return {};
    case Chunks::kTooLarge: return kTooLarge;
    case Chunks::kCut: return "the request ends in the middle of its body";
    case Chunks::kUnreadable: return "the chunks of the body cannot be told apart";
  }
  return {};
}

Reply Wire::decide(Request&& request) {
  Answer answer = endpoint_.answer(std::move(request));
  if (auto* later = std::get_if<Later>(&answer)) {
    pause(later->wait);
    return later->resume();
  }
  return std::get<Reply>(std::move(answer));
}

void Wire::put(Reply&& reply, httplib::Response& response) {
  pause(reply.delivery.delay);
  ending_ = reply.delivery.ending;
  response.status = reply.status == 0 ? 200 : reply.status;
  for (const auto& [name, value] : reply.headers) response.set_header(name, value);
  if (head_.http_1_0 && !head_.close) response.set_header("Connection", "keep-alive");
  response.body = std::move(reply.body);
}

void Wire::pause(milliseconds wait) {
  if (wait.count() <= 0) return;
  std::unique_lock lock(mutex_);
  interrupted_.wait_for(lock, wait, [this] { return hurry_; });
}

void Wire::interrupt(bool at_once) {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  hurry_ = hurry_ || at_once;
  interrupted_.notify_all();
  if (idle_ || at_once) ::shutdown(socket_, SHUT_RDWR);
}

}  // namespace virga::http
