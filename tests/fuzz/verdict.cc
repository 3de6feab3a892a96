#include "fuzz/verdict.h"

#include <string>

#include "base/json.h"
#include "base/text.h"
#include "catalog/catalog.h"
#include "dialect/dialect.h"
#include "fuzz/promise.h"
#include "services/services.h"

namespace virga::fuzz {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

// Every key is known, by a secret that the sender cannot know; some are temporary.
const Credentials& credentials() {
  static const Credentials all = [] {
    Credentials made;
    const std::string secret(kUnknownSecret);
    made.add({{"*", {{"*", secret, "", std::nullopt}}, std::nullopt},
              {"2100000001", {{"AKTEMP", secret, "STSexample", Time()}}, std::nullopt}});
    return made;
  }();
  return all;
}

// libFuzzer sees what is compared, and so learns the secret in the end. An answer may repeat what
// the sender has said.
bool is_said(const Request& request, std::string_view secret) {
  std::string all = request.method + " " + request.target;
  for (const auto& [name, value] : request.headers) all += " " + name + " " + value;
  return all.find(secret) != std::string::npos ||
         percent_decode(all).find(secret) != std::string::npos;
}

void hold_verdict(Exchange exchange, AuthMode mode, Time now) {
  exchange.now = now;
  const Dialect& dialect = *exchange.match.service->dialect;
  exchange.request_id = dialect.request_id(now, 1);

  const auto principal = dialect.admit(exchange, credentials(), mode);
  if (principal) {
    promise(mode != AuthMode::kStrict, "in strict mode nobody passes without the secret");
    promise(principal->proof != "signature", "nobody has signed without the secret");
    promise(exchange.match.operation != nullptr, "only calls of an operation pass");
    return;
  }
  promise(exchange.principal.proof != "signature", "nobody has signed without the secret");
  const Fault& fault = principal.fault();
  const Reply reply = dialect.render(exchange, fault);
  promise(reply.status >= 400 && reply.status < 500, "the sender is told that it is at fault");
  promise(parse_json(reply.body).has_value(), "an answer is JSON", reply.body);
  promise(is_said(exchange.request, kUnknownSecret) ||
              (reply.body + fault.why).find(kUnknownSecret) == std::string::npos,
          "no answer holds the secret", reply.body);
}

}  // namespace

void hold_verdicts(const Request& request, std::optional<Time> signed_at) {
  Exchange exchange;
  exchange.request = request;
  exchange.match = catalog().resolve(request);
  promise(exchange.match.service != nullptr, "there is always a cloud to answer as");
  const Time today = parse_basic_time("20250605T072735Z").value();
  for (const AuthMode mode : {AuthMode::kStrict, AuthMode::kLenient, AuthMode::kOff})
    hold_verdict(exchange, mode, signed_at.value_or(today));
  if (signed_at) hold_verdict(exchange, AuthMode::kStrict, today);
}

}  // namespace virga::fuzz
