#include "cli/remote.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <variant>

#include "base/text.h"
#include "cli/values.h"
#include "http/authority.h"
#include "http/client.h"
#include "scenario/duration.h"

namespace virga::cli {
namespace {

// An emulator of this user's shows what the authority of this user's has issued. Without one, the
// machine's own authorities are asked.
std::string usual_authority() {
  try {
    std::string file = http::authority_certificate(http::authority_folder());
    std::error_code unreadable;
    return std::filesystem::exists(file, unreadable) ? file : std::string();
  } catch (const http::IdentityFailure&) {
    return {};  // no home, no authority
  }
}

}  // namespace

void Remote::declare(CLI::App& app) {
  app.add_option("--url", url, "Where the emulator listens")
      ->type_name("URL")
      ->capture_default_str();
  if (!world.empty())
    app.add_option("--world", world, "The world meant")->type_name("WORLD")->capture_default_str();
  app.add_option("--control-token", token, "The emulator's control token")->type_name("TOKEN");
  app.add_option("--ca", authority,
                 "PEM file to trust over https; what serve --tls made when not given")
      ->type_name("FILE");
  app.add_option("--timeout", timeout, "How long an answer may take")
      ->type_name("SPAN")
      ->check(span())
      ->capture_default_str();
}

Request Remote::request(const std::string& method, const std::string& path,
                        const std::string& query) const {
  Request request;
  request.method = method;
  request.target = "/_virga" + path + "?";
  if (!world.empty()) request.target += "world=" + percent_encode(world);
  request.target += world.empty() && query.starts_with('&') ? query.substr(1) : query;
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  return request;
}

http::Terms Remote::terms(std::chrono::milliseconds wait) const {
  http::Terms terms;
  Mistakes none("--timeout");  // it was checked when it was given
  terms.answer = *parse_duration(timeout, none) + wait;
  terms.trust.authority = authority.empty() ? usual_authority() : authority;
  return terms;
}

// kDone for an answer that is none of an error; otherwise it has complained.
int Remote::judge(const http::Outcome& outcome) const {
  if (const auto* none = std::get_if<http::NoAnswer>(&outcome))
    return complain(kRefused, "nobody answers at " + url + ": " + none->why);
  const Reply& reply = std::get<Reply>(outcome);
  if (reply.status < 400) return kDone;
  const auto body = parse_json(reply.body);
  if (!body || !body->is_object()) return complain_about_stranger();
  const Json error = body->value("error", Json::object());
  return complain(kWrongInput, error.value("message", std::string("the emulator refused")));
}

int Remote::send(const std::string& method, const std::string& path, const std::string& query,
                 std::string& answer, const std::string& given,
                 std::chrono::milliseconds wait) const {
  Request asked = request(method, path, query);
  asked.body = given;
  if (!given.empty()) asked.headers.emplace_back("Content-Type", "application/json");
  http::Outcome outcome = http::ask(url, asked, terms(wait));
  if (const int refused = judge(outcome)) return refused;
  answer = std::move(std::get<Reply>(outcome).body);
  return kDone;
}

// The emulator gives a sign of life every 15 s.
int Remote::follow(const std::string& path, const std::string& query,
                   const std::function<void(std::string_view)>& take) const {
  return judge(
      http::follow(url, request("GET", path, query), terms(std::chrono::seconds(15)), take));
}

int Remote::call(const std::string& method, const std::string& path, const std::string& query,
                 Json& body, const Json& given) const {
  std::string answer;
  const std::string text = given.is_null() ? std::string() : print_json(given);
  if (const int refused = send(method, path, query, answer, text)) return refused;
  auto parsed = parse_json(answer);
  if (!parsed || !parsed->is_object()) return complain_about_stranger();
  body = std::move(*parsed);
  return kDone;
}

int Remote::complain_about_stranger() const {
  return complain(kRefused, url + " does not answer as an emulator does");
}

}  // namespace virga::cli
