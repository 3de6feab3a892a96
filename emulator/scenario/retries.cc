#include "scenario/retries.h"

#include <algorithm>

#include "base/digest.h"

namespace virga {
namespace {

constexpr std::chrono::minutes kLongestGap{1};

void leave_out(Json& values, const std::vector<std::string>& path) {
  Json* at = &values;
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    if (!at->is_object() || !at->contains(path[i])) return;
    at = &(*at)[path[i]];
  }
  if (at->is_object()) at->erase(path.back());
}

// What all attempts of a call have in common.
std::string common_part(const ExpectedRetries& expected, const Exchange& exchange) {
  Json values = exchange.input.values();
  for (const auto& path : expected.same) leave_out(values, path);
  return std::string(exchange.match.operation->name) + "\n" + exchange.principal.access_key + "\n" +
         print_json(values);
}

std::vector<std::string> values_to_keep(const ExpectedRetries& expected, const Exchange& exchange) {
  std::vector<std::string> values;
  for (const auto& path : expected.same) {
    const Json* value = param_value(exchange, path);
    values.push_back(value == nullptr ? "" : print_json(*value));
  }
  return values;
}

// Tells one signature from another, in a header or in the query, without keeping it.
std::string signature_of(const Request& request) {
  const std::string* header = http::find_header(request.headers, "Authorization");
  if (header != nullptr) return hash_hex(Hash::kSha256, *header);
  const bool in_query = request.target.find("X-Signature=") != std::string::npos;
  return in_query ? hash_hex(Hash::kSha256, request.target) : std::string();
}

}  // namespace

void Retries::see(const ExpectedRetries& expected, const Exchange& exchange, bool acted) {
  const std::string common = common_part(expected, exchange);
  auto open = open_.find(common);
  if (open != open_.end() && exchange.now - calls_[open->second].last > kLongestGap) {
    open_.erase(open);
    open = open_.end();
  }
  if (open == open_.end() && !acted) return;
  if (open == open_.end()) {
    if (calls_.size() == kMostCalls) {
      ++dropped_;
      return;
    }
    open = open_.emplace(common, calls_.size()).first;
    calls_.push_back({.attempts = {},
                      .kept = values_to_keep(expected, exchange),
                      .signatures = {},
                      .last = exchange.now});
  }
  Call& call = calls_[open->second];
  if (call.attempts.size() < kMostAttempts) {
    const std::string signature = signature_of(exchange.request);
    const bool fresh = !signature.empty() &&
                       std::find(call.signatures.begin(), call.signatures.end(), signature) ==
                           call.signatures.end();
    call.attempts.push_back({.request_id = exchange.request_id,
                             .gap = exchange.now - call.last,
                             .failed = acted,
                             .same = values_to_keep(expected, exchange) == call.kept,
                             .signed_anew = fresh});
    call.signatures.push_back(signature);
  }
  call.last = exchange.now;
  if (!acted) open_.erase(open);
}

std::vector<LogicalCall> Retries::judged(const ExpectedRetries& expected) const {
  std::vector<LogicalCall> judged;
  for (const Call& call : calls_) judged.push_back({call.attempts, expected.unmet(call.attempts)});
  return judged;
}

}  // namespace virga
