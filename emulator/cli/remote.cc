#include "cli/remote.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <variant>

#include "base/text.h"
#include "http/authority.h"
#include "http/client.h"

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
      ->envname("VIRGA_URL")
      ->capture_default_str();
  app.add_option("--world", world, "The world meant")
      ->envname("VIRGA_WORLD")
      ->capture_default_str();
  app.add_option("--control-token", token, "The emulator's control token")
      ->envname("VIRGA_CONTROL_TOKEN");
  app.add_option("--ca", authority,
                 "PEM file to trust over https; what serve --tls made when not given")
      ->envname("VIRGA_CA");
}

int Remote::call(const std::string& method, const std::string& path, const std::string& query,
                 Json& body, const Json& given) const {
  Request request;
  request.method = method;
  request.target = path;
  if (!given.is_null()) {
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = print_json(given);
  }
  return send(std::move(request), query, {}, body);
}

int Remote::send(Request request, const std::string& query, std::chrono::milliseconds wait,
                 Json& body) const {
  request.target = "/_virga" + request.target + "?";
  if (!world.empty()) request.target += "world=" + percent_encode(world);
  request.target += world.empty() && query.starts_with('&') ? query.substr(1) : query;
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  http::Terms terms;
  terms.answer += wait;
  terms.trust.authority = authority.empty() ? usual_authority() : authority;
  const http::Outcome outcome = http::ask(url, request, terms);
  if (const auto* none = std::get_if<http::NoAnswer>(&outcome))
    return complain(kRefused, "nobody answers at " + url + ": " + none->why);
  const Reply* reply = std::get_if<Reply>(&outcome);
  auto parsed = parse_json(reply->body);
  if (!parsed || !parsed->is_object())
    return complain(kRefused, url + " does not answer as an emulator does");
  body = std::move(*parsed);
  if (reply->status < 400) return kDone;
  const Json error = body.value("error", Json::object());
  return complain(kWrongInput, error.value("message", std::string("the emulator refused")));
}

}  // namespace virga::cli
