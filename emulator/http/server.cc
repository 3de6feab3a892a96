#include "http/server.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "http/wire.h"

namespace virga::http {
namespace {

constexpr int kBacklog =
    4096;  // a burst of connects waits here instead of being retried after a second

constexpr std::chrono::milliseconds kFullPause{50};

struct Addresses {
  addrinfo* first = nullptr;
  ~Addresses() {
    if (first != nullptr) ::freeaddrinfo(first);
  }
};

// The address may be used again right after a restart, but never shared: SO_REUSEPORT would let a
// second server start on the same port and the kernel split the clients between the two.
int open_listener(const addrinfo& address) {
  const int socket = ::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket < 0) return -1;
  const int on = 1;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::bind(socket, address.ai_addr, address.ai_addrlen) == 0 && ::listen(socket, kBacklog) == 0)
    return socket;
  const int reason = errno;
  ::close(socket);
  errno = reason;
  return -1;
}

int port_of(int socket) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  return ntohs(address.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6&>(address).sin6_port
                                             : reinterpret_cast<sockaddr_in&>(address).sin_port);
}

void turn_away(int socket) {
  static constexpr std::string_view kBusy =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  ::send(socket, kBusy.data(), kBusy.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
  ::close(socket);
}

}  // namespace

void Server::listen(const std::string& host, int port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  Addresses addresses;
  const std::string place = host + ":" + std::to_string(port);
  if (const int failure =
          ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &addresses.first))
    throw ListenFailure("cannot listen on " + place + ": " + ::gai_strerror(failure));
  listener_ = open_listener(*addresses.first);
  if (listener_ < 0) throw ListenFailure("cannot listen on " + place + ": " + std::strerror(errno));
  port_ = port_of(listener_);
  acceptor_ = std::thread([this] { accept_all(); });
}

void Server::accept_all() {
  for (;;) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) {
      const int reason = errno;
      std::unique_lock lock(mutex_);
      if (stopping_) return;
      // Out of descriptors: the connection stays in the backlog; waiting for one to end beats
      // spinning. The emulator's process may free one that is not of a connection, so not for long.
      if (reason == EMFILE || reason == ENFILE) ended_.wait_for(lock, kFullPause);
      continue;
    }
    const int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const std::lock_guard lock(mutex_);
    if (stopping_ || threads_ >= kMostConnections) {
      turn_away(socket);
      continue;
    }
    ++threads_;
    std::thread([this, socket] { serve(socket); }).detach();
  }
}

void Server::serve(int socket) {
  {
    Wire wire(socket, endpoint_);
    {
      const std::lock_guard lock(mutex_);
      open_.insert(&wire);
      if (stopping_) wire.interrupt(false);
    }
    wire.serve();
    const std::lock_guard lock(mutex_);
    open_.erase(&wire);
  }
  const std::lock_guard lock(mutex_);
  --threads_;
  ended_.notify_all();  // under the lock: the server may be gone right after
}

void Server::stop(std::chrono::milliseconds grace) {
  if (!acceptor_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    for (Wire* wire : open_) wire->interrupt(false);
  }
  ::shutdown(listener_, SHUT_RDWR);  // wakes the acceptor
  acceptor_.join();
  ::close(listener_);
  std::unique_lock lock(mutex_);
  const auto all_ended = [this] { return threads_ == 0; };
  if (!ended_.wait_for(lock, grace, all_ended)) {
    for (Wire* wire : open_) wire->interrupt(true);
    ended_.wait(lock, all_ended);
  }
}

}  // namespace virga::http
