#include "http/listener.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace virga::http {
namespace {

// A burst of connects waits here instead of being tried again by the kernel a second later.
constexpr int kBacklog = 4096;
constexpr int kMostAttempts = 16;  // at a port that is free for every address of a name

struct Addresses {
  addrinfo* first = nullptr;
  ~Addresses() {
    if (first != nullptr) ::freeaddrinfo(first);
  }
};

// The address may be used again right after a restart, but never shared: SO_REUSEPORT would let a
// second server start on the same port and the kernel split the clients between the two.
int open_listener(const addrinfo& address) {
  const int socket = ::socket(address.ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (socket < 0) return -1;
  const int on = 1, off = 0;
  ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (address.ai_family == AF_INET6)  // `::` takes IPv4 as well
    ::setsockopt(socket, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
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

void set_port(sockaddr& address, int port) {
  auto& field = address.sa_family == AF_INET6 ? reinterpret_cast<sockaddr_in6&>(address).sin6_port
                                              : reinterpret_cast<sockaddr_in&>(address).sin_port;
  field = htons(static_cast<std::uint16_t>(port));
}

// localhost may stand for ::1 on a machine that has no IPv6.
bool is_absent(int reason) {
  return reason == EADDRNOTAVAIL || reason == EAFNOSUPPORT || reason == EPROTONOSUPPORT;
}

// Nothing but a reason in errno when an address that exists refuses.
bool open_all(const Addresses& addresses, int port, Listening& listening) {
  int absent = EADDRNOTAVAIL;
  listening.port = port;
  for (addrinfo* each = addresses.first; each != nullptr; each = each->ai_next) {
    set_port(*each->ai_addr, listening.port);
    const int socket = open_listener(*each);
    if (socket >= 0) {
      listening.sockets.push_back(socket);
      listening.port = port_of(socket);
    } else if (is_absent(errno)) {
      absent = errno;
    } else {
      const int reason = errno;
      for (const int opened : listening.sockets) ::close(opened);
      listening.sockets.clear();
      errno = reason;
      return false;
    }
  }
  errno = absent;
  return !listening.sockets.empty();
}

}  // namespace

Listening listen_on(const std::string& host, int port) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  Addresses addresses;
  const std::string place = host + ":" + std::to_string(port);
  if (const int failure =
          ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &wanted, &addresses.first))
    throw ListenFailure("cannot listen on " + place + ": " + ::gai_strerror(failure));
  Listening listening;
  // A free port of one address may be taken at another.
  for (int attempt = 0; attempt < kMostAttempts; ++attempt) {
    if (open_all(addresses, port, listening)) return listening;
    if (port != 0 || errno != EADDRINUSE) break;
  }
  throw ListenFailure("cannot listen on " + place + ": " + std::strerror(errno));
}

}  // namespace virga::http
