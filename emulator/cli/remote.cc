#include "cli/remote.h"

#include <CLI/CLI.hpp>

#include "base/text.h"
#include "http/client.h"

namespace virga::cli {

void Remote::declare(CLI::App& app) {
  app.add_option("--url", url, "Where the emulator listens")
      ->envname("VIRGA_URL")
      ->capture_default_str();
  app.add_option("--world", world, "The world meant")
      ->envname("VIRGA_WORLD")
      ->capture_default_str();
  app.add_option("--control-token", token, "The emulator's control token")
      ->envname("VIRGA_CONTROL_TOKEN");
}

int Remote::call(const std::string& method, const std::string& path, const std::string& query,
                 Json& body) const {
  Request request;
  request.method = method;
  request.target = "/_virga" + path + "?world=" + percent_encode(world) + query;
  if (!token.empty()) request.headers.emplace_back("Authorization", "Bearer " + token);
  const auto reply = http::ask(url, request);
  if (!reply)
    return complain(kRefused, "no emulator answers at " + url + " (virga serve starts one)");
  auto parsed = parse_json(reply->body);
  if (!parsed || !parsed->is_object())
    return complain(kRefused, url + " does not answer as an emulator does");
  body = std::move(*parsed);
  if (reply->status < 400) return kDone;
  const Json error = body.value("error", Json::object());
  return complain(kWrongInput, error.value("message", std::string("the emulator refused")));
}

}  // namespace virga::cli
