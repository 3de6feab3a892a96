// Callbacks outlive the program that was to deliver them.
#include <atomic>
#include <catch2/catch.hpp>
#include <csignal>

#include "support/folder.h"
#include "support/program.h"
#include "support/raw_client.h"
#include "support/receiver.h"
#include "wire/served.h"

namespace virga {
namespace {

class Killed {
 public:
  explicit Killed(Receiver::Answering answering)
      : receiver(std::move(answering)),
        fixture_(folder_.write("told.yaml",
                               "format: 1\nvms:\n  callback_urls:\n    - {Scope: account, "
                               "number_status: \"" +
                                   receiver.url() + "\"}\n")) {}

  std::vector<std::string> flags() const {
    return {"serve",
            "--port",
            "0",
            "--state",
            folder_.file("state"),
            "--clock",
            "frozen@2025-06-05T07:27:35Z",
            "--fixture",
            VIRGA_SOURCE_DIR "/fixtures/demo.yaml",
            "--fixture",
            fixture_};
  }

  static Json callbacks(const std::string& url) {
    return ask_once(url, raw_request("GET", "/_virga/callbacks")).json().at("callbacks");
  }

  static void disable(const std::string& url) {
    const RawAnswer answer =
        ask_once(url, raw_request("POST", "/?Action=EnableOrDisableNumber&Version=2022-01-01",
                                  R"({"EnableCode": 2, "NumberList": ["17000000002"]})",
                                  {{"Content-Type", "application/json"}}));
    CHECK(answer.status == 200);
  }

  static void advance(const std::string& url, const std::string& by) {
    ask_once(url, raw_request("POST", "/_virga/clock/advance", R"({"by": ")" + by + R"("})"));
  }

  Receiver receiver;

 private:
  const Folder folder_;
  const std::string fixture_;
};

TEST_CASE("a program that is killed between attempts goes on with the next one",
          "[program][callbacks]") {
  std::atomic<int> status = 500;
  Killed killed([&](const Request&) { return status.load(); });
  {
    Program first(killed.flags());
    const std::string url = first.url();
    Killed::disable(url);
    REQUIRE(eventually([&] { return Killed::callbacks(url)[0].at("attempts").size() == 1; }));
    first.signal(SIGKILL);
    first.exit_code();
  }
  status = 200;
  Program second(killed.flags());
  const std::string url = second.url();
  CHECK(Killed::callbacks(url)[0].at("state") == "pending");
  Killed::advance(url, "10s");
  CHECK(killed.receiver.received().size() == 2);
  const Json letter = Killed::callbacks(url)[0];
  CHECK(letter.at("state") == "delivered");
  CHECK(letter.at("attempts").size() == 2);
  Killed::advance(url, "48h");
  CHECK(killed.receiver.received().size() == 2);
}

TEST_CASE("a program that is killed in the middle of an attempt makes that one again",
          "[program][callbacks]") {
  std::atomic<bool> killed_already = false;
  Killed killed([&](const Request&) {
    killed_already.wait(false);
    return 200;
  });
  {
    Program first(killed.flags());
    Killed::disable(first.url());
    REQUIRE(eventually([&] { return killed.receiver.asked() == 1; }));
    first.signal(SIGKILL);
    first.exit_code();
  }
  killed_already = true;
  killed_already.notify_all();
  Program second(killed.flags());
  const std::string url = second.url();
  REQUIRE(eventually([&] { return Killed::callbacks(url)[0].at("state") == "delivered"; }));
  CHECK(killed.receiver.received().size() == 2);  // the one that was on its way, once more
}

}  // namespace
}  // namespace virga
