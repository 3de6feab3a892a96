// What curl makes of every ending: its exit codes are what scripts see.
#include <sys/wait.h>
#include <catch2/catch.hpp>
#include <cstdio>
#include <string>

#include "wire/edge.h"

namespace virga {
namespace {

// curl's exit code; 127 when there is no curl.
int curl(const std::string& arguments) {
  const int status = std::system(("curl -s -k -o /dev/null --max-time 5 " + arguments).c_str());
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

Reply nothing(Ending ending) {
  Reply reply = text_reply("", {.ending = ending});
  reply.status = 0;
  return reply;
}

TEST_CASE("curl tells the endings apart, plain and over TLS", "[wire][curl]") {
  const auto speech = GENERATE(Edge::Speech::kPlain, Edge::Speech::kTls);
  CAPTURE(speech == Edge::Speech::kTls);
  const Delivery cut{.cut_body = 7, .ending = Ending::kClose};
  const Delivery torn{.cut_body = 7, .ending = Ending::kReset};
  const Delivery stalled{.cut_body = 7, .ending = Ending::kStall};
  const auto code_for = [&](const Reply& reply, const std::string& arguments = "") {
    Edge edge(reply, speech);
    return curl(arguments + edge.url);
  };
  const std::string body = "0123456789abcdefghij";
  CHECK(code_for(text_reply(body)) == 0);
  CHECK(code_for(nothing(Ending::kClose)) == 52);  // empty reply
  CHECK(code_for(nothing(Ending::kReset)) == 56);  // failure in receiving
  CHECK(code_for(text_reply(body, cut)) == 18);    // partial file
  CHECK(code_for(text_reply(body, torn)) == 56);
  CHECK(code_for(text_reply(body, stalled), "--max-time 1 ") == 28);  // timed out
  CHECK(code_for(nothing(Ending::kStall), "--max-time 1 ") == 28);
}

}  // namespace
}  // namespace virga
