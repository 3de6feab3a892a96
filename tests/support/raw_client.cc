#include "support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdlib>

#include "base/text.h"

namespace virga {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

bool wait_for(int socket, short what, steady_clock::time_point deadline) {
  for (;;) {
    const auto left =
        std::chrono::ceil<milliseconds>(std::max(deadline - steady_clock::now(), {})).count();
    pollfd waiting{socket, what, 0};
    const int outcome = ::poll(&waiting, 1, static_cast<int>(left));
    if (outcome >= 0 || errno != EINTR) return outcome > 0;
  }
}

void read_head(std::string_view head, RawAnswer& answer) {
  bool first = true;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(head.size(), end + 2));
    if (line.empty()) continue;
    if (first) {
      const auto blank = line.find(' ');
      answer.status = std::atoi(std::string(line.substr(blank + 1, 3)).c_str());
      answer.reason = line.substr(std::min(line.size(), blank + 5));
    } else {
      const auto colon = line.find(':');
      answer.headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
    }
    first = false;
  }
}

}  // namespace

Json RawAnswer::json() const { return parse_json(body).value_or(nullptr); }

std::string RawAnswer::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_letters(key, name)) return value;
  return {};
}

std::size_t RawAnswer::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(),
                    [&](const auto& header) { return same_letters(header.first, name); }));
}

RawClient::RawClient(const std::string& url) {
  const auto slashes = url.find("//");
  const auto colon = url.rfind(':');
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(url.c_str() + colon + 1)));
  const std::string host = url.substr(slashes + 2, colon - slashes - 2);
  REQUIRE(::inet_pton(AF_INET, host.c_str(), &address.sin_addr) == 1);
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(socket_ >= 0);
  const int on = 1;  // bytes leave when they are sent, not gathered
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

bool RawClient::send(std::string_view bytes) {
  const auto deadline = steady_clock::now() + kPatience;
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return false;
    if (!wait_for(socket_, POLLOUT, deadline)) return false;
  }
  return true;
}

void RawClient::finish_sending() { ::shutdown(socket_, SHUT_WR); }

bool RawClient::receive(Deadline deadline) {
  if (line_ != Line::kOpen || !wait_for(socket_, POLLIN, deadline)) return false;
  char bytes[64 << 10];
  const ssize_t count = ::recv(socket_, bytes, sizeof bytes, 0);
  if (count == 0) line_ = Line::kEof;
  if (count < 0) line_ = Line::kReset;
  if (count < 0) CHECK(errno == ECONNRESET);
  if (count <= 0) return false;
  input_.append(bytes, static_cast<std::size_t>(count));
  return true;
}

std::string RawClient::read(std::size_t count, milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  while (input_.size() < count && receive(deadline)) {
  }
  std::string taken = input_.substr(0, count);
  input_.erase(0, taken.size());
  return taken;
}

std::string RawClient::read_rest(milliseconds patience) {
  return read(std::string::npos, patience);
}

bool RawClient::readable(milliseconds patience) {
  return !input_.empty() || wait_for(socket_, POLLIN, steady_clock::now() + patience);
}

RawAnswer RawClient::read_answer(bool with_body, milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  while (input_.find("\r\n\r\n") == std::string::npos)
    if (!receive(deadline)) return {};
  const std::size_t end = input_.find("\r\n\r\n") + 4;
  RawAnswer answer;
  read_head(std::string_view(input_).substr(0, end), answer);
  input_.erase(0, end);
  if (!with_body || answer.status < 200) return answer;
  const auto length = parse_integer(answer.header("Content-Length"));
  REQUIRE(length.has_value());
  const auto left = std::max(deadline - steady_clock::now(), {});
  answer.body = read(static_cast<std::size_t>(*length), std::chrono::ceil<milliseconds>(left));
  if (answer.body.size() != static_cast<std::size_t>(*length)) answer.status = 0;
  return answer;
}

std::string raw_request(std::string_view method, std::string_view target, std::string_view body,
                        const Headers& headers) {
  std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
  text += "Host: 127.0.0.1\r\n";
  for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + std::string(body);
}

RawAnswer ask_once(const std::string& url, std::string_view bytes) {
  return RawClient(url).ask(bytes);
}

}  // namespace virga
