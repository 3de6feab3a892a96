// Nothing but the worlds' clocks reads the time of the machine, and they stand when they are told
// to: shown on a machine whose time libfaketime makes up.
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "base/file.h"
#include "base/json.h"
#include "base/time.h"
#include "http/client.h"
#include "support/program.h"

namespace virga {
namespace {

#ifdef __aarch64__
const std::string kFaketime = "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1";
#else
const std::string kFaketime = "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1";
#endif
const std::string kFrozen = "frozen@2025-06-05T07:27:35Z";

// `what` as libfaketime reads it: "@2031-03-04 05:06:07 x500" begins there, at that pace. What
// measures spans stays real, so that patience on connections is.
Environment machine_time(const std::string& what) {
  return {{"LD_PRELOAD", kFaketime},
          {"FAKETIME", what},
          {"FAKETIME_DONT_FAKE_MONOTONIC", "1"},
          {"TZ", "UTC"}};
}

// Under a sanitizer, its own library has to be the first that is loaded.
bool can_make_up_time() {
#ifdef VIRGA_SANITIZED
  return false;
#else
  return read_file(kFaketime).has_value();
#endif
}

Reply ask(const std::string& url, Request request) {
  http::Terms terms;
  terms.answer = std::chrono::seconds(20);
  const http::Outcome outcome = http::ask(url, request, terms);
  const auto* reply = std::get_if<Reply>(&outcome);
  REQUIRE(reply != nullptr);
  return *reply;
}

std::string parameters_of(const Json& example) {
  Json parameters = example.at("query");
  if (example.contains("body") && example.at("body").is_object())
    parameters.update(example.at("body"));
  return parameters.dump();
}

std::vector<Request> documented_requests() {
  std::vector<Request> requests;
  const Headers json{{"Content-Type", "application/json"}};
  for (const Json& each : Json::parse(read_file(VIRGA_TEST_DATA "/vms/examples.json").value()))
    requests.push_back({"POST",
                        "/?Action=" + each.at("action").get<std::string>() + "&Version=2022-01-01",
                        json, parameters_of(each)});
  for (const Json& each : Json::parse(read_file(VIRGA_TEST_DATA "/gsl/examples.json").value())) {
    const std::string line = each.at("request");
    const auto blank = line.find(' ');
    requests.push_back({line.substr(0, blank), line.substr(blank + 1), json,
                        each.contains("body") ? each.at("body").dump() : ""});
  }
  requests.push_back(
      {"POST", "/v3/auth/tokens", json,
       R"({"auth": {"identity": {"methods": ["password"], "password": {"user": )"
       R"({"name": "virga", "password": "virga", "domain": {"name": "AKVIRGA"}}}}}})"});
  return requests;
}

// Every start has another port.
std::string without_port(std::string text, const std::string& url) {
  for (auto at = text.find(url); at != std::string::npos; at = text.find(url))
    text.replace(at, url.size(), "URL");
  return text;
}

// Everything that a client sees of a world in which hours pass, to the last byte.
std::string life(const Environment& machine) {
  Program program({"serve", "--port", "0", "--clock", kFrozen, "--log", "off", "--seed", "1"},
                  machine);
  const std::string url = program.url();
  std::string seen;
  const auto note = [&](const Request& request) {
    const Reply reply = ask(url, request);
    seen += request.method + " " + request.target + "\n" + std::to_string(reply.status) + "\n";
    for (const auto& [name, value] : reply.headers)
      if (name != "X-Virga-Instance") seen += name + ": " + value + "\n";
    seen += reply.body + "\n";
  };
  for (const Request& request : documented_requests()) {
    note(request);
    note({"POST", "/_virga/clock/advance", {}, R"({"by": "7m"})"});
  }
  for (const char* path : {"state?format=yaml", "callbacks", "clock", "scenarios", "worlds"})
    note({"GET", std::string("/_virga/") + path, {}, ""});
  return without_port(std::move(seen), url);
}

TEST_CASE("The machine's time is seen nowhere while the clock stands", "[program][clock]") {
  if (!can_make_up_time()) {
    WARN("libfaketime is not there, or not with this build");
    return;
  }
  const std::string real = life({});
  CHECK(real.size() > 100'000);
  CHECK((life(machine_time("@2031-03-04 05:06:07 x500")) == real));
  CHECK((life(machine_time("@2001-09-09 01:46:40")) == real));
}

TEST_CASE("A real clock is the machine's, whatever that says", "[program][clock]") {
  if (!can_make_up_time()) {
    WARN("libfaketime is not there, or not with this build");
    return;
  }
  Program program({"serve", "--port", "0", "--log", "off"},
                  machine_time("@2031-03-04 05:06:07 x100"));
  const std::string url = program.url();
  const auto now = [&] {
    const Reply reply = ask(url, {"GET", "/_virga/clock", {}, ""});
    return parse_time(Json::parse(reply.body).at("now").get<std::string>()).value();
  };
  const Time first = now();
  CHECK(first >= *parse_time("2031-03-04T05:06:07Z"));
  CHECK(first < *parse_time("2031-03-04T06:00:00Z"));
  CHECK(now() > first);
}

}  // namespace
}  // namespace virga
