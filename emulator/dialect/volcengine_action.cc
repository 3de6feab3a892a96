#include "dialect/volcengine_action.h"

#include "auth/volcengine.h"
#include "base/base64.h"
#include "base/spelling.h"
#include "base/text.h"
#include "dialect/multipart.h"
#include "dialect/volcengine_errors.h"

namespace virga {
namespace {

namespace gateway = volcengine_gateway;
using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::string_view kUsualRegion = "cn-beijing";  // of an unsigned request [inferred]

std::string query_value(const Request& request, std::string_view name) {
  return find_in_query(http::query_of(request.target), name).value_or("");
}

// What the header itself can tell, before anything is looked up.
std::optional<Fault> flaw_of(const volcengine::Claim& claim) {
  using volcengine::Flaw;
  const std::string why(words_for(claim.flaw));
  switch (claim.flaw) {
    case Flaw::kNone: return std::nullopt;
    case Flaw::kAbsent: return gateway::kMissingAuthenticationToken.because(why);
    case Flaw::kUnreadable:
    case Flaw::kNoSignedHeaders: return gateway::kInvalidAuthorization.because(why);
    case Flaw::kBadCredential: return gateway::kInvalidCredential.because(why);
    case Flaw::kNoAccessKey: return gateway::kMissingRequestInfo.about("access key", why);
    case Flaw::kNoRegion: return gateway::kMissingRequestInfo.about("region", why);
    case Flaw::kNoService: return gateway::kMissingRequestInfo.about("service", why);
    case Flaw::kNoTimestamp: return gateway::kMissingRequestInfo.about("timestamp", why);
    case Flaw::kNoSignature: return gateway::kMissingSignature.because(why);
  }
  return std::nullopt;
}

Fault unknown_operation(const Exchange& exchange) {
  const std::string hint = exchange.match.nearest.empty()
                               ? ""
                               : "the nearest known operation is " + exchange.match.nearest;
  return gateway::kInvalidActionOrVersion.because(hint)
      .with("action", query_value(exchange.request, "Action"))
      .with("version", query_value(exchange.request, "Version"));
}

std::optional<Fault> check_key(const volcengine::Claim& claim, const Exchange& exchange,
                               const Credentials& credentials, const std::optional<KnownKey>& known,
                               AuthMode mode) {
  if (mode == AuthMode::kStrict && !volcengine::is_timely(claim, exchange.now))
    return gateway::kInvalidTimestamp.because(
        "X-Date is " + claim.timestamp + ", the world's clock says " + basic_time(exchange.now));
  // A bad token is answered before an unknown key [wire].
  if (!claim.session_token.empty() && (!known || claim.session_token != known->key.session_token))
    return gateway::kInvalidSecretToken.about("token is not known",
                                              "X-Security-Token is no session token of the key");
  if (!known)
    return gateway::kInvalidAccessKey.about(claim.access_key, "no fixture declares the access key");
  if (claim.session_token != known->key.session_token)
    return gateway::kInvalidSecretToken.about("token is missing",
                                              "a temporary key needs X-Security-Token");
  if (has_expired(*known, exchange.now, mode))
    return gateway::kInvalidSecretToken.about("token is expired",
                                              "the temporary access key has expired");
  const volcengine::Proof proof =
      volcengine::prove(claim, exchange.request, known->key.secret, &credentials.signing_keys());
  if (!proof.matches)
    return gateway::kSignatureDoesNotMatch.because(
        explain(volcengine::diagnose(claim, exchange.request, known->key.secret), proof));
  return std::nullopt;
}

// Names match whatever the case of their first letter: clients of the first generation send
// lowerCamelCase.
bool same_name(std::string_view given, std::string_view declared) {
  return !given.empty() && same_letters(given.substr(0, 1), declared.substr(0, 1)) &&
         given.substr(1) == declared.substr(1);
}

const Field* field_named(std::span<const Field> fields, std::string_view name) {
  for (const Field& field : fields)
    if (same_name(name, field.name)) return &field;
  return nullptr;
}

// `Name` or `Name.3`: newer clients number the elements of a list.
const Field* list_named(std::span<const Field> fields, std::string_view name) {
  const auto dot = name.rfind('.');
  const std::string_view stem =
      dot != std::string_view::npos && is_digits(name.substr(dot + 1)) ? name.substr(0, dot) : name;
  const Field* field = field_named(fields, stem);
  return field != nullptr && field->type == Type::kArray ? field : nullptr;
}

Given& given_for(const Field& field, RawInput& raw) {
  for (Given& each : raw.given)
    if (each.field == &field) return each;
  return raw.given.emplace_back(Given{&field, nullptr, false});
}

void note_unknown(const std::string& name, std::span<const Field> fields, RawInput& raw) {
  std::vector<std::string_view> known;
  for (const Field& field : fields) known.push_back(field.name);
  raw.notes.push_back("unknown parameter \"" + name + "\" was ignored" + did_you_mean(name, known));
}

// The same list as text in JSON: some clients join it as they would in a form [inferred].
Json list_of(const Field& field, const Json& value) {
  if (field.type != Type::kArray || field.items == Type::kObject || !value.is_string())
    return value;
  Json list = Json::array();
  for (const std::string_view item : split(value.get_ref<const std::string&>(), ','))
    if (!item.empty()) list.push_back(std::string(item));
  return list;
}

bool is_envelope(std::string_view name) {
  return name == "Action" || name == "Version" || name.starts_with("X-");
}

// Query or form pairs: a scalar takes its first value, a list all of them; commas separate, and one
// generation of clients encodes the joined text twice.
void read_pairs(const Pairs& pairs, std::span<const Field> fields, RawInput& raw) {
  RawInput here;
  for (const auto& [name, value] : pairs) {
    if (is_envelope(name)) continue;  // an operation may have a parameter `action` of its own
    if (const Field* list = list_named(fields, name)) {
      Given& given = given_for(*list, here);
      if (given.value.is_null()) given.value = Json::array();
      const std::string joined = percent_decode(value);
      for (const std::string_view item : split(joined, ','))
        if (!item.empty()) given.value.push_back(std::string(item));
    } else if (const Field* field = field_named(fields, name)) {
      Given& given = given_for(*field, here);
      if (given.value.is_null()) given.value = value;
    } else {
      note_unknown(name, fields, raw);
    }
  }
  for (Given& given : here.given)
    if (given.value != "") given_for(*given.field, raw) = std::move(given);
}

class VolcengineAction : public Dialect {
 public:
  // The documented form: China time to the second, 12 decimal digits, 6 hexadecimal ones in
  // capitals.
  std::string request_id(Time now, std::uint64_t chance) const override {
    const std::string digits = std::to_string((chance >> 24) % 1'000'000'000'000);
    std::string id = beijing_digits(now) + std::string(12 - digits.size(), '0') + digits;
    for (const char c : hex_digits(chance).substr(10))
      id += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
    return id;
  }

  std::string claimed_account(const Request& request,
                              const Credentials& credentials) const override {
    const std::string key = volcengine::claimed_key(request);
    const std::string* token = http::find_header(request.headers, "X-Security-Token");
    const auto known =
        credentials.find(key, token != nullptr ? *token : query_value(request, "X-Security-Token"));
    return known ? known->account : "";
  }

  Result<Principal> admit(Exchange& exchange, const Credentials& credentials,
                          AuthMode mode) const override {
    for (const char* name : {"Action", "Version"})
      if (query_value(exchange.request, name).empty())
        return gateway::kMissingParameter.about(
            name, std::string(name) + " is read from the query alone");
    const volcengine::Claim claim = volcengine::read_claim(exchange.request);
    Principal& principal = exchange.principal;
    principal.access_key = claim.access_key;
    principal.service = claim.service;
    principal.region = claim.region;
    const auto known = credentials.find(claim.access_key, claim.session_token);
    if (known) principal.account = known->account;
    if (known) principal.user = known->user;
    if (!claim.access_key.empty()) principal.proof = "unverified";

    const bool anonymous = claim.flaw == volcengine::Flaw::kAbsent;
    if (mode == AuthMode::kStrict || (mode == AuthMode::kLenient && !anonymous))
      if (auto fault = flaw_of(claim)) return *fault;
    const bool checked =
        mode == AuthMode::kStrict || (mode == AuthMode::kLenient && known && !anonymous);
    if (checked && claim.service != exchange.match.service->name)
      return gateway::kServiceNotFound.about(claim.service,
                                             "the credential scope names another service");
    if (exchange.match.operation == nullptr) return unknown_operation(exchange);
    if (checked) {
      if (auto fault = check_key(claim, exchange, credentials, known, mode)) return *fault;
      principal.proof = "signature";
    }
    if (exchange.request.method != "GET" && exchange.request.method != "POST")
      return gateway::kMethodNotAllowed.because("operations are called by GET or POST");
    return principal;
  }

  // Files are handed on in base64, for they may hold any bytes.
  static Result<RawInput> read_parts(const Exchange& exchange, RawInput raw) {
    const Operation& operation = *exchange.match.operation;
    auto parts = read_multipart(http::header(exchange.request.headers, "Content-Type"),
                                exchange.request.body);
    if (!parts) {
      if (operation.invalid == nullptr) return raw;
      return operation.invalid->about("Body", "the body is not multipart/form-data");
    }
    std::vector<std::pair<std::string, std::string>> pairs;
    for (FormPart& part : *parts)
      pairs.emplace_back(std::move(part.name),
                         part.is_file ? to_padded_base64(part.content) : std::move(part.content));
    read_pairs(pairs, operation.input, raw);
    return raw;
  }

  // JSON wins over a form, a form over the query; every action takes all of them [inferred].
  Result<RawInput> read_input(const Exchange& exchange) const override {
    const Operation& operation = *exchange.match.operation;
    RawInput raw;
    read_pairs(parse_query(http::query_of(exchange.request.target)), operation.input, raw);
    const std::string& body = exchange.request.body;
    const auto first = body.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return raw;
    const std::string type = lower(http::header(exchange.request.headers, "Content-Type"));
    if (type.starts_with("multipart/form-data")) return read_parts(exchange, std::move(raw));
    const bool form = type.starts_with("application/x-www-form-urlencoded");
    if (form || (!type.starts_with("application/json") && body[first] != '{')) {
      // A client that declares a form and sends JSON fails in the cloud, too; curl -d does so by
      // itself.
      if (body[first] == '{')
        raw.notes.push_back(
            "the body looks like JSON, but Content-Type declares a form: it was read as one");
      else
        read_pairs(parse_query(body), operation.input, raw);
      return raw;
    }
    const auto parsed = parse_json(body);
    if (!parsed || !parsed->is_object()) {
      if (operation.invalid == nullptr) return raw;
      return operation.invalid->about(
          "Body", parsed ? "the body is not a JSON object" : "the body is not JSON");
    }
    for (const auto& [name, value] : parsed->items()) {
      if (const Field* field = field_named(operation.input, name))
        given_for(*field, raw) = {field, list_of(*field, value), true};
      else if (!is_envelope(name))
        note_unknown(name, operation.input, raw);
    }
    return raw;
  }

  Reply render(const Exchange& exchange, const Result<Json>& outcome) const override {
    Json metadata = Json::object();
    metadata.get_ref<Json::object_t&>().reserve(6);
    metadata["RequestId"] = exchange.request_id;
    // Without an Action the gateway does not tell the Version either [wire].
    if (auto action = query_value(exchange.request, "Action"); !action.empty()) {
      metadata["Action"] = std::move(action);
      if (auto version = query_value(exchange.request, "Version"); !version.empty())
        metadata["Version"] = std::move(version);
    }
    const Principal& principal = exchange.principal;
    // The gateway leaves out what it cannot know yet; the service behind it always knows.
    const bool from_gateway = !outcome && outcome.fault().error->number != 0;
    if (!principal.service.empty() || !from_gateway) {
      metadata["Service"] =
          principal.service.empty() ? std::string(exchange.match.service->name) : principal.service;
      metadata["Region"] = principal.region.empty() ? std::string(kUsualRegion) : principal.region;
    }
    Json body;
    Reply reply;
    if (outcome) {
      body["ResponseMetadata"] = std::move(metadata);
      if (!outcome->is_null()) body["Result"] = *outcome;
    } else {
      const Fault& fault = outcome.fault();
      reply.status = fault.error->status;
      Json& error = metadata["Error"] = Json::object();
      if (fault.error->number != 0) error["CodeN"] = fault.error->number;
      error["Code"] = fault.error->code;
      error["Message"] = fault.text();
      body["ResponseMetadata"] = std::move(metadata);
    }
    reply.headers = {{"Content-Type", "application/json; charset=utf-8"},
                     {"Date", http_date(exchange.now)},
                     {"X-Tt-Logid", exchange.request_id}};
    reply.body = print_json(body);
    return reply;
  }

  Fault over_quota(const Quota&) const override {
    return gateway::kFlowLimitExceeded.because("the documented quota of the operation is used up");
  }

  const Error& not_emulated() const override { return gateway::kNotEmulated; }
  const Error& internal_error() const override { return gateway::kInternalError; }
  const Error& body_too_large() const override { return gateway::kRequestEntityTooLarge; }
  const Error& too_slow() const override { return gateway::kRequestTimeout; }
  const Error& bad_request() const override { return gateway::kBadRequest; }
};

}  // namespace

const Dialect& volcengine_action() {
  static const VolcengineAction dialect;
  return dialect;
}

Errors volcengine_gateway_errors() { return gateway::kAll; }

std::span<const Symbol> volcengine_gateway_symbols() {
  static constexpr Symbol kSymbols[] = {{"throttled", &gateway::kFlowLimitExceeded},
                                        {"internal", &gateway::kInternalError},
                                        {"unavailable", &gateway::kServiceUnavailableTemp},
                                        {"timeout", &gateway::kInternalServiceTimeout}};
  return kSymbols;
}

bool resembles_volcengine(const Request& request) {
  if (http::path_of(request.target) == "/" ||
      http::find_header(request.headers, "X-Date") != nullptr)
    return true;
  if (http::header(request.headers, "Authorization").starts_with("HMAC-SHA256")) return true;
  for (const auto& [name, value] : parse_query(http::query_of(request.target)))
    if (name == "Action" || name == "Version" || name == "X-Algorithm") return true;
  return false;
}

}  // namespace virga
