#include "auth/token.h"

#include "base/text.h"

namespace virga {
namespace {

constexpr std::string_view kKind = "MII";                 // real ones are DER in base64 [doc]
constexpr std::string_view kBeginning = "MIIYWNjb3VudD";  // "account", the first claim

std::string text_of(Time time) { return std::to_string(time.time_since_epoch().count()); }

std::optional<Time> time_of(std::string_view text) {
  const auto count = parse_integer(text);
  if (!count) return std::nullopt;
  return Time(std::chrono::milliseconds(*count));
}

}  // namespace

std::string write_token(const Token& token, std::string_view nonce, const Seal& seal) {
  return seal.close(kKind, {{"account", token.account},
                            {"user", token.user},
                            {"method", token.method},
                            {"project_id", token.project_id},
                            {"project_name", token.project_name},
                            {"issued", text_of(token.issued)},
                            {"expires", text_of(token.expires)},
                            {"nonce", std::string(nonce)}});
}

std::optional<Token> read_token(std::string_view text, const Seal& seal) {
  const auto claims = seal.open(kKind, text);
  if (!claims) return std::nullopt;
  const auto issued = time_of(claimed(*claims, "issued"));
  const auto expires = time_of(claimed(*claims, "expires"));
  if (!issued || !expires) return std::nullopt;
  return Token{.account = claimed(*claims, "account"),
               .user = claimed(*claims, "user"),
               .method = claimed(*claims, "method"),
               .project_id = claimed(*claims, "project_id"),
               .project_name = claimed(*claims, "project_name"),
               .issued = *issued,
               .expires = *expires};
}

bool resembles_token(std::string_view text) { return text.starts_with(kBeginning); }

}  // namespace virga
