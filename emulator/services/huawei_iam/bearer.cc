#include "services/huawei_iam/bearer.h"

#include "base/digest.h"
#include "services/huawei_iam/errors.h"

namespace virga::iam {
namespace {

// Which of the three was wrong is for the user of Virga only, as it should be.
Result<Shown> check_password(const Password& given, const Call& call) {
  const auto domain = call.credentials.find_domain(given.domain);
  if (!domain) return kWrongPassword.because("no fixture declares the domain " + given.domain);
  const IamUser* user = domain->user(given.user);
  if (user == nullptr)
    return kWrongPassword.because("the domain " + given.domain + " has no user " + given.user);
  if (!equal_in_constant_time(user->password, given.password))
    return kWrongPassword.because("the password is not that of the user " + given.user);
  return Shown{domain->account, user->name};
}

// That a wrong key is told as a wrong password is [inferred].
Result<Shown> check_keys(const Keys& given, const Call& call) {
  const auto known = call.credentials.find(given.access, given.security_token);
  if (!known) return kWrongPassword.because("no fixture declares the access key " + given.access);
  if (!equal_in_constant_time(known->key.session_token, given.security_token))
    return kWrongPassword.because("the security token is not that of the access key");
  if (!equal_in_constant_time(known->key.secret, given.secret))
    return kWrongPassword.because("the secret is not that of the access key");
  if (known->key.expires && *known->key.expires <= call.now)
    return kTokenExpired.because("the temporary access key has expired");
  return Shown{known->account, known->user, known->key.expires};
}

std::string account_of(const Identity& identity, const Credentials& credentials) {
  if (const auto* given = std::get_if<Password>(&identity)) {
    const auto domain = credentials.find_domain(given->domain);
    return domain ? domain->account : "";
  }
  if (const auto* given = std::get_if<Bearer>(&identity)) {
    const auto token = credentials.read_token(given->token);
    return token ? token->account : "";
  }
  const auto& given = std::get<Keys>(identity);
  const auto known = credentials.find(given.access, given.security_token);
  return known ? known->account : "";
}

}  // namespace

Result<Token> check_token(const std::string& text, const Call& call) {
  auto token = call.credentials.read_token(text);
  if (!token) return kInvalidToken.because("no token that was issued under this seed");
  if (token->expires <= call.now)
    return kTokenExpired.because("the token expired at " + plain_time(token->expires));
  if (!call.credentials.holds(*token))
    return kInvalidToken.because("no fixture declares the account and user of the token");
  return std::move(*token);
}

Result<Shown> check(const Identity& identity, const Call& call) {
  if (const auto* given = std::get_if<Password>(&identity)) return check_password(*given, call);
  if (const auto* given = std::get_if<Keys>(&identity)) return check_keys(*given, call);
  const auto token = check_token(std::get<Bearer>(identity).token, call);
  if (!token) return token.fault();
  return Shown{token->account, token->user, token->expires};
}

std::string claimed_by_body(const Request& request, const Credentials& credentials) {
  const auto body = parse_json(request.body);
  const Json* auth = body && body->is_object() ? object_in(*body, "auth") : nullptr;
  if (auth == nullptr) return {};
  const auto identity = read_identity(*auth);
  return identity ? account_of(*identity, credentials) : "";
}

}  // namespace virga::iam
