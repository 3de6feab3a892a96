#include "client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <thread>
#include <utility>

namespace virga::bench {
namespace {

constexpr std::string_view kEnd = "\r\n\r\n";
constexpr std::string_view kLength = "Content-Length: ";
constexpr int kSources = 8;

sockaddr_in address_of(int last_byte, int port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl((127U << 24) | static_cast<unsigned>(last_byte));
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  return address;
}

bool is_whole(std::string_view answer) {
  const std::size_t end = answer.find(kEnd);
  if (end == std::string_view::npos) return false;
  const std::size_t at = answer.find(kLength);
  if (at == std::string_view::npos || at > end)
    throw std::runtime_error("an answer without length");
  return answer.size() >=
         end + kEnd.size() + std::strtoul(answer.data() + at + kLength.size(), nullptr, 10);
}

}  // namespace

std::string get(std::string_view target, std::string_view header) {
  std::string request = "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n";
  if (!header.empty()) request.append(header) += "\r\n";
  return request += "\r\n";
}

std::string put(std::string_view target, std::string_view body) {
  return "PUT " + std::string(target) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + std::to_string(body.size()) +
         "\r\n\r\n" + std::string(body);
}

Client::Client(int port, int source) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  ::setsockopt(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
  const sockaddr_in from = address_of(source, 0), to = address_of(1, port);
  if (socket_ < 0 || ::bind(socket_, reinterpret_cast<const sockaddr*>(&from), sizeof from) != 0 ||
      ::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0)
    throw std::runtime_error(std::string("cannot connect: ") + std::strerror(errno));
}

Client::~Client() {
  if (socket_ >= 0) ::close(socket_);
}

Client::Client(Client&& other) noexcept
    : socket_(std::exchange(other.socket_, -1)), answer_(std::move(other.answer_)) {}

void Client::send(std::string_view request) {
  answer_.clear();
  if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size()))
    throw std::runtime_error("the server does not take a request");
}

bool Client::receive() {
  std::array<char, 8 << 10> bytes;
  const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  if (count <= 0) throw std::runtime_error("the server hung up");
  answer_.append(bytes.data(), static_cast<std::size_t>(count));
  if (!is_whole(answer_)) return false;
  if (!answer_.starts_with("HTTP/1.1 200 ")) throw std::runtime_error("answered " + answer_);
  return true;
}

std::vector<double> latencies(Client& client, std::string_view request,
                              std::chrono::milliseconds length, std::chrono::microseconds pause) {
  using Clock = std::chrono::steady_clock;
  std::vector<double> taken;
  for (const auto end = Clock::now() + length; Clock::now() < end;) {
    const auto begin = Clock::now();
    client.ask(request);
    taken.push_back(std::chrono::duration<double, std::micro>(Clock::now() - begin).count());
    if (pause.count() > 0) std::this_thread::sleep_for(pause);
  }
  return taken;
}

Crowd::Crowd(int port, std::size_t size) : epoll_(::epoll_create1(EPOLL_CLOEXEC)) {
  clients_.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    clients_.emplace_back(port, 2 + static_cast<int>(i % kSources));
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, clients_.back().socket(), &event);
  }
}

Crowd::~Crowd() { ::close(epoll_); }

void Crowd::send(std::string_view request) {
  for (Client& client : clients_) client.send(request);
}

void Crowd::await() {
  std::array<epoll_event, 256> events;
  for (std::size_t open = clients_.size(); open > 0;) {
    const int ready = ::epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i)
      if (clients_[events[static_cast<std::size_t>(i)].data.u64].receive()) --open;
  }
}

}  // namespace virga::bench
