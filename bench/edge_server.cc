// Virga's own server and nothing behind it: every request is read and judged as always, and
// answered with the bytes of a file.
//
//   virga_edge GET_ANSWER POST_ANSWER     bodies; prints `edge listening on http://127.0.0.1:PORT`,
//   runs until it is killed
#include <unistd.h>

#include <iostream>
#include <string>
#include <utility>

#include "http/server.h"
#include "static_answers.h"

namespace virga::bench {
namespace {

int serve(const StaticAnswers& answers) {
  const Headers headers{{"Content-Type", "application/json"}};
  http::Server server(
      http::Endpoint{.answer =
                         [&](Request&& request, http::Instant) {
                           return http::Departure{{200, headers, answers.to(request.method), {}}};
                         },
                     .refuse =
                         [](Request&&, http::Refusal, const std::string& why) {
                           return http::Departure{{400, {}, why, {}}};
                         }});
  try {
    server.listen("127.0.0.1", 0);
  } catch (const http::ListenFailure& failure) {
    std::cerr << failure.what() << "\n";
    return 4;
  }
  std::cout << "edge listening on http://127.0.0.1:" << server.port() << std::endl;
  ::pause();
  return 0;
}

}  // namespace
}  // namespace virga::bench

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: virga_edge GET_ANSWER POST_ANSWER\n";
    return 2;
  }
  return virga::bench::serve({virga::bench::contents(argv[1]), virga::bench::contents(argv[2])});
}
