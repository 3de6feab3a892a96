#include "auth/temporary_key.h"

#include "base/base64.h"
#include "base/digest.h"
#include "base/text.h"

namespace virga {
namespace {

// Ids are a prefix and hex digits, the last of which hold the others against the seal.
struct Scheme {
  KeyIssuer issuer;
  std::string_view prefix;
  std::size_t digits;       // that are drawn
  std::size_t checks;       // that follow
  std::string_view kind;    // of the session token
  std::size_t secret_size;  // characters
};

// Keys of STS begin with AKTP and their tokens with STS [code]; STS2, which clients make
// themselves, is not to be taken for one. A key of Huawei has 20 characters and a secret of 40;
// how a temporary one begins is [inferred].
constexpr Scheme kSchemes[] = {
    {KeyIssuer::kIam, "HST", 9, 8, "gQ", 40},
    {KeyIssuer::kSts, "AKTP", 24, 12, "STS_", 43},
};

const Scheme& scheme_of(KeyIssuer issuer) { return kSchemes[issuer == KeyIssuer::kIam ? 0 : 1]; }

std::string capital_hex(std::string_view bytes, std::size_t digits) {
  std::string hex = to_hex(bytes).substr(0, digits);
  for (char& c : hex)
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  return hex;
}

std::string with_checks(const Scheme& scheme, const std::string& drawn, const Seal& seal) {
  return drawn + capital_hex(seal.digest("access key", drawn), scheme.checks);
}

const Scheme* scheme_of(std::string_view access_key, const Seal& seal) {
  for (const Scheme& scheme : kSchemes) {
    const std::size_t drawn = scheme.prefix.size() + scheme.digits;
    if (access_key.starts_with(scheme.prefix) && access_key.size() == drawn + scheme.checks &&
        access_key == with_checks(scheme, std::string(access_key.substr(0, drawn)), seal))
      return &scheme;
  }
  return nullptr;
}

std::string secret_of(const Scheme& scheme, std::string_view access_key, const Seal& seal) {
  return to_base64(seal.digest("secret", access_key)).substr(0, scheme.secret_size);
}

}  // namespace

TemporaryKey issue_key(KeyIssuer issuer, std::string_view account, std::string_view user,
                       Time expires, std::string_view nonce, const Seal& seal) {
  const Scheme& scheme = scheme_of(issuer);
  TemporaryKey key;
  key.access_key = with_checks(
      scheme,
      std::string(scheme.prefix) +
          capital_hex(seal.digest("nonce", std::string(account) + " " + std::string(nonce)),
                      scheme.digits),
      seal);
  key.secret = secret_of(scheme, key.access_key, seal);
  key.account = account;
  key.user = user;
  key.expires = expires;
  key.session_token =
      seal.close(scheme.kind, {{"account", key.account},
                               {"user", key.user},
                               {"access_key", key.access_key},
                               {"expires", std::to_string(expires.time_since_epoch().count())}});
  return key;
}

bool is_issued(std::string_view access_key, const Seal& seal) {
  return scheme_of(access_key, seal) != nullptr;
}

std::optional<TemporaryKey> find_issued(std::string_view access_key, std::string_view session_token,
                                        const Seal& seal) {
  const Scheme* scheme = scheme_of(access_key, seal);
  if (scheme == nullptr) return std::nullopt;
  const auto claims = seal.open(scheme->kind, session_token);
  if (!claims || claimed(*claims, "access_key") != access_key) return std::nullopt;
  const auto expires = parse_integer(claimed(*claims, "expires"));
  if (!expires) return std::nullopt;
  return TemporaryKey{.access_key = std::string(access_key),
                      .secret = secret_of(*scheme, access_key, seal),
                      .session_token = std::string(session_token),
                      .account = claimed(*claims, "account"),
                      .user = claimed(*claims, "user"),
                      .expires = Time(std::chrono::milliseconds(*expires))};
}

}  // namespace virga
