// An entry as one line for people.
#include "journal/log_line.h"

#include <catch2/catch.hpp>

#include "base/time.h"

namespace virga {
namespace {

Entry refused() {
  Entry entry;
  entry.time = *parse_time("2025-06-05T07:27:35Z");
  entry.world = "default";
  entry.service = "vms";
  entry.operation = "UpdateNumberPoolV2";
  entry.reply.status = 400;
  entry.reply.delivery = {.delay = std::chrono::milliseconds(80), .ending = Ending::kReset};
  entry.error = "QuotaExceeded";
  entry.rule = "busy";
  entry.why = "because";
  entry.notes = {"odd"};
  return entry;
}

TEST_CASE("A line of the log says what came of a call, in order", "[program]") {
  CHECK(log_line(refused(), Paint::kNone) ==
        "2025-06-05T07:27:35.000Z default vms UpdateNumberPoolV2 400 QuotaExceeded rule=busy "
        "delay=80ms reset (because) [odd]");
}

TEST_CASE("A line of the log has colours for a terminal, and is the same without them",
          "[program]") {
  std::string painted = log_line(refused(), Paint::kTerminal);
  CHECK(painted.find("\033[33m400\033[0m") != std::string::npos);
  CHECK(painted.find("\033[35mrule=busy\033[0m") != std::string::npos);
  for (auto at = painted.find('\033'); at != std::string::npos; at = painted.find('\033'))
    painted.erase(at, painted.find('m', at) - at + 1);
  CHECK(painted == log_line(refused(), Paint::kNone));
}

TEST_CASE("The colour of a line says how bad it is", "[program]") {
  Entry entry = refused();
  const auto colour = [&](int status) {
    entry.reply.status = status;
    const std::string line = log_line(entry, Paint::kTerminal);
    const auto at = line.find("m" + std::to_string(status) + "\033");
    return line.substr(at - 2, 2);
  };
  CHECK(colour(200) == "32");
  CHECK(colour(404) == "33");
  CHECK(colour(503) == "31");
  CHECK(colour(0) == "31");
}

TEST_CASE("What a client sends cannot steer the terminal", "[program]") {
  Entry entry = refused();
  entry.operation.clear();
  entry.request = {"GET", "/\033[2J\n\x7f", {}, ""};
  entry.why = "first\nsecond";
  const std::string line = log_line(entry, Paint::kNone);
  CHECK(line.find("GET /?[2J?? 400") != std::string::npos);
  CHECK(line.find("(first?second)") != std::string::npos);
}

}  // namespace
}  // namespace virga
