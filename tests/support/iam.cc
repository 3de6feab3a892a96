#include "support/iam.h"

#include <catch2/catch.hpp>

#include "http/message.h"

namespace virga {

std::string login_body(const std::string& domain, const std::string& password, const Json& scope) {
  Json auth{{"identity",
             {{"methods", {"password"}},
              {"password",
               {{"user",
                 {{"name", "virga"}, {"password", password}, {"domain", {{"name", domain}}}}}}}}}};
  if (!scope.is_null()) auth["scope"] = scope;
  return print_json({{"auth", std::move(auth)}});
}

Answer log_in(Cloud& cloud, const std::string& domain, const Json& scope) {
  return cloud.post("/v3/auth/tokens?nocatalog=1", login_body(domain, "virga", scope));
}

std::string token_of(Cloud& cloud, const std::string& domain) {
  const Answer answer = log_in(cloud, domain);
  REQUIRE(answer.status == 201);
  return header_of(answer, "X-Subject-Token");
}

std::string header_of(const Answer& answer, std::string_view name) {
  return std::string(http::header(answer.reply.headers, name));
}

Options strict_options() {
  Options options = Cloud::usual();
  options.auth = Auth::kStrict;
  return options;
}

std::string tampered(std::string text) {
  char& c = text.at(text.size() / 2);
  c = c == 'A' ? 'B' : 'A';
  return text;
}

}  // namespace virga
