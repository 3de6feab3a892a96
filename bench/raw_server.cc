// The ceiling: what a socket of this machine gives when nobody thinks. Loops over epoll that look
// for the end of a request and answer with the bytes of a file in one send.
//
//   virga_raw GET_ANSWER POST_ANSWER LOOPS     files with head and body; prints `raw listening on
//   http://127.0.0.1:PORT`, runs until it is killed
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "static_answers.h"

namespace {

using virga::bench::StaticAnswers;

struct Connection {
  int socket;
  std::string unread;  // the beginning of a request whose end has not arrived
};

void watch(int epoll, int socket, Connection* connection) {
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = connection;
  ::epoll_ctl(epoll, EPOLL_CTL_ADD, socket, &event);
}

// False when the client left.
bool serve(Connection& connection, const StaticAnswers& answers) {
  std::array<char, 16 << 10> buffer;
  const ssize_t count = ::recv(connection.socket, buffer.data(), buffer.size(), 0);
  if (count <= 0) return false;
  std::string_view bytes(buffer.data(), static_cast<std::size_t>(count));
  if (!connection.unread.empty()) bytes = connection.unread.append(bytes);
  while (const std::size_t length = virga::bench::request_length(bytes)) {
    const std::string& answer = answers.to(bytes);
    if (::send(connection.socket, answer.data(), answer.size(), MSG_NOSIGNAL) < 0) return false;
    bytes.remove_prefix(length);
  }
  connection.unread = std::string(bytes);
  return true;
}

// Connections go to the loops in turn.
void accept_one(int listener, const std::vector<int>& loops, std::size_t turn) {
  const int socket = ::accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
  if (socket < 0) return;
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  watch(loops[turn % loops.size()], socket, new Connection{socket, {}});
}

void run(int epoll, int listener, const std::vector<int>& loops, const StaticAnswers& answers) {
  std::array<epoll_event, 256> events;
  for (std::size_t turn = 0;;) {
    const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < ready; ++i) {
      auto* connection = static_cast<Connection*>(events[static_cast<std::size_t>(i)].data.ptr);
      if (connection == nullptr) {
        accept_one(listener, loops, turn++);
      } else if (!serve(*connection, answers)) {
        ::close(connection->socket);
        delete connection;
      }
    }
  }
}

int listen_on_any_port(int& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  if (::bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 ||
      ::listen(listener, SOMAXCONN) != 0)
    return -1;
  ::getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size);
  port = ntohs(address.sin_port);
  return listener;
}

}  // namespace

int main(int argc, char** argv) {
  const int count = argc == 4 ? std::atoi(argv[3]) : 0;
  if (count < 1) {
    std::cerr << "usage: virga_raw GET_ANSWER POST_ANSWER LOOPS\n";
    return 2;
  }
  const StaticAnswers answers{virga::bench::contents(argv[1]), virga::bench::contents(argv[2])};
  int port = 0;
  const int listener = listen_on_any_port(port);
  if (listener < 0) {
    std::cerr << "no port is free\n";
    return 4;
  }
  std::vector<int> loops;
  for (int i = 0; i < count; ++i) loops.push_back(::epoll_create1(EPOLL_CLOEXEC));
  watch(loops.front(), listener, nullptr);
  std::vector<std::thread> threads;
  for (const int loop : loops)
    threads.emplace_back([&, loop] { run(loop, listener, loops, answers); });
  std::cout << "raw listening on http://127.0.0.1:" << port << std::endl;
  for (std::thread& thread : threads) thread.join();
}
