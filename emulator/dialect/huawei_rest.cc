#include "dialect/huawei_rest.h"

#include "auth/huawei.h"
#include "base/chance.h"
#include "base/spelling.h"
#include "base/text.h"
#include "dialect/huawei_error_body.h"
#include "dialect/huawei_errors.h"

namespace virga {
namespace {

// The gateway echoes its own canonical request on one line, a bar for every newline [wire].
std::string on_one_line(std::string text) {
  for (char& c : text)
    if (c == '\n') c = '|';
  return text;
}

// The signature decides, if there is one; only then does a token count [inferred].
Result<Principal> check_signature(const huawei::Claim& claim, const Exchange& exchange,
                                  const Credentials& credentials, AuthMode mode) {
  Principal principal = exchange.principal;
  const auto known = credentials.find(claim.access_key, claim.session_token);
  if (!known) {
    if (mode == AuthMode::kLenient) return principal;
    return apigw::kNotAuthenticated.about(
        "Get secretKey failed,ak:" + claim.access_key + ",err:ak not exist",
        "no fixture declares the access key");
  }
  if (mode == AuthMode::kStrict) {
    if (!huawei::is_timely(claim, exchange.now))
      return apigw::kNotAuthenticated.about(
          "signature expired, signature time:" + claim.timestamp +
              ",server time:" + basic_time(exchange.now),
          "X-Sdk-Date is more than 15 minutes off the world's clock");
  }
  if (has_expired(*known, exchange.now, mode))
    return apigw::kNotAuthenticated.about("token expires", "the temporary access key has expired");
  // What the gateway says of a wrong session token is not documented; this is its word for any
  // unreadable token.
  if (http::header(exchange.request.headers, "X-Security-Token") != known->key.session_token)
    return apigw::kNotAuthenticated.about(
        "decrypt token fail", "X-Security-Token is not the session token of the access key");
  const huawei::Proof proof =
      huawei::prove(claim, exchange.request, known->key.secret, &credentials.signing_keys());
  if (!proof.matches)
    return apigw::kNotAuthenticated.about(
        "verify aksk signature fail, canonicalRequest:" + on_one_line(proof.canonical_request),
        explain(huawei::diagnose(claim, exchange.request, known->key.secret), proof));
  principal.proof = "signature";
  return principal;
}

// A token that is none of ours passes for nobody in lenient mode, as an unknown key does; one that
// claims to be ours has to hold.
Result<Principal> check_token(std::string_view text, const Exchange& exchange,
                              const Credentials& credentials, AuthMode mode) {
  Principal principal = exchange.principal;
  principal.proof = "unverified";
  const auto token = credentials.read_token(text);
  if (!token) {
    if (mode == AuthMode::kLenient && !resembles_token(text)) return principal;
    return apigw::kNotAuthenticated.about("decrypt token fail",
                                          "no token that was issued under this seed");
  }
  if (token->expires <= exchange.now)
    return apigw::kTokenExpired.because("the token expired at " + plain_time(token->expires));
  if (!credentials.holds(*token))
    return apigw::kTokenExpired.because("no fixture declares the account and user of the token");
  principal.proof = "token";
  return principal;
}

void read_lists(const Field& field, const std::vector<std::pair<std::string, std::string>>& query,
                RawInput& raw) {
  Json items = Json::array();
  for (const auto& [name, value] : query) {
    if (name != field.name || value.empty()) continue;
    for (const std::string_view item : split(value, ',')) items.push_back(std::string(item));
  }
  if (!items.empty()) raw.given.push_back({&field, std::move(items), false});
}

// Repeated keys, and commas within one value, make a list; of a scalar the first value counts.
void read_query(const Field& field, const std::vector<std::pair<std::string, std::string>>& query,
                RawInput& raw) {
  if (field.type == Type::kArray) return read_lists(field, query, raw);
  for (const auto& [name, value] : query)
    if (name == field.name) return raw.given.push_back({&field, value, false});
}

bool is_declared(std::span<const Field> fields, std::string_view name, bool in_query) {
  for (const Field& field : fields)
    if (field.name == name && field.in != In::kPath && field.in != In::kHeader &&
        (in_query ? field.in != In::kBody : field.in != In::kQuery))
      return true;
  return false;
}

void note_unknown(std::string_view where, const std::string& name, std::span<const Field> fields,
                  RawInput& raw) {
  std::vector<std::string_view> known;
  for (const Field& field : fields) known.push_back(field.name);
  raw.notes.push_back("unknown " + std::string(where) + " \"" + name + "\" was ignored" +
                      did_you_mean(name, known));
}

bool reads_body(std::span<const Field> fields) {
  for (const Field& field : fields)
    if (field.in == In::kBody || field.in == In::kQueryOrBody) return true;
  return false;
}

class HuaweiRest : public Dialect {
 public:
  std::string request_id(Time now, std::uint64_t chance) const override {
    return hex_digits(chance) +
           hex_digits(hash_of(chance, {"request"},
                              static_cast<std::uint64_t>(now.time_since_epoch().count())));
  }

  std::string claimed_account(const Request& request,
                              const Credentials& credentials) const override {
    const huawei::Claim claim = huawei::read_claim(request);
    if (claim.flaw != huawei::Flaw::kAbsent) {
      const auto known = credentials.find(claim.access_key, claim.session_token);
      return known ? known->account : "";
    }
    const auto token = credentials.read_token(http::header(request.headers, "X-Auth-Token"));
    return token ? token->account : "";
  }

  Result<Principal> admit(Exchange& exchange, const Credentials& credentials,
                          AuthMode mode) const override {
    // An unauthenticated call of an unknown path was seen to answer 404: routing comes first
    // [inferred].
    if (exchange.match.operation == nullptr) {
      const std::string hint = exchange.match.nearest.empty()
                                   ? ""
                                   : "the nearest known route is " + exchange.match.nearest;
      return exchange.match.path_known ? apigw::kUnknownMethod.because(hint)
                                       : apigw::kUnknownApi.because(hint);
    }
    const huawei::Claim claim = huawei::read_claim(exchange.request);
    Principal& principal = exchange.principal;
    principal.access_key = claim.access_key;
    const std::string* bearer = claim.flaw == huawei::Flaw::kAbsent
                                    ? http::find_header(exchange.request.headers, "X-Auth-Token")
                                    : nullptr;
    if (const auto known = credentials.find(claim.access_key, claim.session_token)) {
      principal.account = known->account;
      principal.user = known->user;
    } else if (bearer != nullptr) {
      if (const auto token = credentials.read_token(*bearer)) {
        principal.account = token->account;
        principal.user = token->user;
      }
    }
    if (!claim.access_key.empty() || bearer != nullptr) principal.proof = "unverified";
    if (mode == AuthMode::kOff) return principal;

    if (bearer != nullptr) return check_token(*bearer, exchange, credentials, mode);
    if (claim.flaw == huawei::Flaw::kAbsent) {
      if (mode == AuthMode::kLenient || exchange.match.operation->claimant != nullptr)
        return principal;
      return apigw::kNotAuthenticated.about("x-auth-token not found",
                                            "neither a token nor a signature");
    }
    if (claim.flaw != huawei::Flaw::kNone)
      return apigw::kNotAuthenticated.about("decrypt token fail",
                                            std::string(words_for(claim.flaw)));
    return check_signature(claim, exchange, credentials, mode);
  }

  Result<RawInput> read_input(const Exchange& exchange) const override {
    RawInput raw;
    const Operation& operation = *exchange.match.operation;
    const auto query = parse_query(http::query_of(exchange.request.target));
    Json body = Json::object();
    if (reads_body(operation.input) && !exchange.request.body.empty()) {
      auto parsed = parse_json(exchange.request.body);
      if (!parsed) return operation.invalid->because("the body is not JSON");
      if (!parsed->is_object()) return operation.invalid->because("the body is not a JSON object");
      body = std::move(*parsed);
    }
    for (const Field& field : operation.input) {
      if (field.in == In::kHeader) {
        if (const auto* value = http::find_header(exchange.request.headers, field.name))
          raw.given.push_back({&field, *value, false});
        continue;
      }
      if (field.in == In::kPath) {
        for (const auto& [name, value] : exchange.match.path_values)
          if (name == field.name) raw.given.push_back({&field, value, false});
        continue;
      }
      if (field.in != In::kBody) read_query(field, query, raw);
      const bool given =
          !raw.given.empty() && raw.given.back().field == &field && raw.given.back().value != "";
      const auto member = body.find(field.name);
      if (field.in != In::kQuery && !given && member != body.end())
        raw.given.push_back({&field, *member, true});
    }
    for (const auto& [name, value] : query)
      if (!is_declared(operation.input, name, true))
        note_unknown("query parameter", name, operation.input, raw);
    for (const auto& [name, value] : body.items())
      if (!is_declared(operation.input, name, false))
        note_unknown("body member", name, operation.input, raw);
    return raw;
  }

  Reply render(const Exchange& exchange, const Result<Json>& outcome) const override {
    Reply reply;
    Json body;
    if (outcome) {
      if (exchange.match.operation != nullptr) reply.status = exchange.match.operation->success;
      body = *outcome;
    } else {
      reply.status = outcome.fault().error->status;
      body = huawei_error_body(outcome.fault(), exchange.request_id);
    }
    reply.headers = {{"Content-Type", "application/json"},
                     {"Date", http_date(exchange.now)},
                     {"X-Request-Id", exchange.request_id}};
    if (outcome)
      reply.headers.insert(reply.headers.end(), exchange.headers.begin(), exchange.headers.end());
    reply.body = print_json(body);
    return reply;
  }

  Fault over_quota(const Quota& quota) const override {
    const std::string seconds = std::to_string(quota.per.count());
    return apigw::kThrottled.about(
        "policy user over ratelimit,limit:" + std::to_string(quota.calls) + ",time:" + seconds +
            (quota.per.count() == 1 ? " second" : " seconds"),
        "the documented quota of the operation is used up");
  }

  const Error& not_emulated() const override { return apigw::kNotEmulated; }
  const Error& internal_error() const override { return apigw::kInternal; }
  const Error& body_too_large() const override { return apigw::kBodyTooLarge; }
  const Error& too_slow() const override { return apigw::kTooSlow; }
  const Error& bad_request() const override { return apigw::kBadRequest; }
};

}  // namespace

const Dialect& huawei_rest() {
  static const HuaweiRest dialect;
  return dialect;
}

Errors huawei_gateway_errors() { return apigw::kAll; }

std::span<const Symbol> huawei_gateway_symbols() {
  static constexpr Symbol kSymbols[] = {{"throttled", &apigw::kThrottled},
                                        {"internal", &apigw::kInternal},
                                        {"unavailable", &apigw::kBackendUnavailable},
                                        {"timeout", &apigw::kBackendTimeout}};
  return kSymbols;
}

bool resembles_huawei(const Request& request) {
  const auto path = http::path_of(request.target);
  if (path.size() > 2 && path.starts_with("/v") && path[2] >= '0' && path[2] <= '9') return true;
  if (http::find_header(request.headers, "X-Auth-Token") != nullptr ||
      http::find_header(request.headers, "X-Sdk-Date") != nullptr)
    return true;
  const auto authorization = http::header(request.headers, "Authorization");
  return authorization.starts_with("SDK-") || authorization.starts_with("V11-");
}

}  // namespace virga
