// What benchmarks compare with: cpp-httplib and nothing else. Answers every GET with the bytes of
// one file and every POST with those of another, as JSON, from a thread for each connection.
//
//   virga_bare GET_ANSWER POST_ANSWER     prints `bare listening on http://127.0.0.1:PORT`, runs
//   until it is killed
#include <httplib.h>
#include <sys/socket.h>

#include <cstddef>
#include <functional>
#include <iostream>
#include <limits>
#include <string>
#include <thread>

#include "static_answers.h"

namespace {

class ThreadPerConnection : public httplib::TaskQueue {
 public:
  void enqueue(std::function<void()> serve) override { std::thread(std::move(serve)).detach(); }
  void shutdown() override {}
};

// The library listens with a backlog of five, which makes some of many clients that connect at once
// wait for a second.
class BareServer : public httplib::Server {
 public:
  int listen_on_any_port() {
    const int port = bind_to_any_port("127.0.0.1");
    ::listen(svr_sock_, SOMAXCONN);
    return port;
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: virga_bare GET_ANSWER POST_ANSWER\n";
    return 2;
  }
  const virga::bench::StaticAnswers answers{virga::bench::contents(argv[1]),
                                            virga::bench::contents(argv[2])};

  BareServer server;
  server.new_task_queue = [] { return new ThreadPerConnection; };
  server.set_tcp_nodelay(true);
  server.set_keep_alive_max_count(std::numeric_limits<std::size_t>::max());
  server.Get(".*", [&](const httplib::Request&, httplib::Response& response) {
    response.set_content(answers.get, "application/json");
  });
  server.Post(".*", [&](const httplib::Request&, httplib::Response& response) {
    response.set_content(answers.post, "application/json");
  });

  const int port = server.listen_on_any_port();
  if (port < 0) {
    std::cerr << "no port is free\n";
    return 4;
  }
  std::cout << "bare listening on http://127.0.0.1:" << port << std::endl;
  return server.listen_after_bind() ? 0 : 4;
}
