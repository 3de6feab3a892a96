// Policies by which three-network cards switch between carriers. Version 1 is for cards with the
// vendor's SDK in their device, version 2 for cards without: each has members of its own.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/ids.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"

namespace virga::gsl {
namespace {

constexpr std::int64_t kWithSdk = 1;
constexpr std::int64_t kMostPolicies = 50;  // of one user, both versions together [doc]
constexpr int kOfUser = 1;                  // type; 0: of the system
constexpr std::int64_t kVersions[] = {1, 2};
constexpr std::string_view kUsualOrder = "3,1,2";  // of the system's policy [doc]

constexpr Field carrier_field(std::string_view name, std::int64_t max, std::string_view note) {
  return {.name = name, .type = Type::kInt32, .in = In::kBody, .min = 1, .max = max, .note = note};
}
constexpr Field flag_field(std::string_view name, std::string_view note) {
  return {.name = name, .type = Type::kBool, .in = In::kBody, .note = note};
}

constexpr Field kAddNetworkSwitchPolicy[] = {
    // Not listed as mandatory, but not to be empty [doc].
    {.name = "policy_name",
     .in = In::kBody,
     .required = true,
     .min = 1,
     .max = 32,
     .note = "name of the policy"},
    carrier_field("preferred_carrier", 4, "tried first; 4: the one used last"),
    carrier_field("least_preferred_carrier", 3, "tried last"),
    flag_field("optimal_signal", "take the best signal"),
    flag_field("auto_switch", "switch by itself"),
    flag_field("weak_signal_switch", "switch on a weak signal"),
    {.name = "connect_ip",
     .in = In::kBody,
     .max = 64,
     .pattern = &kHostPattern,
     .note = "host whose delay is watched"},
    {.name = "version",
     .type = Type::kInt32,
     .in = In::kBody,
     .required = true,
     .among = kVersions,
     .note = "1 with SDK, 2 without"},
    {.name = "switch_order", .in = In::kBody, .max = 10, .note = "carriers in order: 3,1,2"},
    {.name = "blacklist",
     .type = Type::kInt32,
     .in = In::kBody,
     .min = 0,
     .max = 3,
     .note = "a carrier never to use; 0: none"},
};
// The page of this operation prints the codes of bad parameters and of an internal failure one off
// from the rest of the API [doc].
constexpr const Error* kAddErrors[] = {
    &kPolicyParameterInvalid, &kNoContent,       &kPolicyInternal,      &kPolicyCarriersEqual,
    &kPolicyWithoutTrigger,   &kPolicyNameTaken, &kSwitchOrderMalformed};

Json with_sdk(const Input& input) {
  return {{"preferred_carrier", input.integer_or("preferred_carrier", 3)},
          {"least_preferred_carrier", input.integer_or("least_preferred_carrier", 2)},
          {"optimal_signal", input.flag_or("optimal_signal", false)},
          {"auto_switch", input.flag_or("auto_switch", false)},
          {"weak_signal_switch",
           input.has("weak_signal_switch") ? input.at("weak_signal_switch") : Json(nullptr)},
          {"connect_ip", input.has("connect_ip") ? input.at("connect_ip") : Json(nullptr)},
          {"switch_order", nullptr},
          {"blacklist", 0}};
}

// Without an order, the usual one but for the carrier that is not to be used [inferred].
Json without_sdk(const Input& input) {
  const std::int64_t blacklist = input.integer_or("blacklist", 0);
  std::string order;
  for (const std::string_view carrier : split(kUsualOrder, ','))
    if (carrier != std::to_string(blacklist))
      order += (order.empty() ? "" : ",") + std::string(carrier);
  if (input.has("switch_order")) order = input.text("switch_order");
  return {{"preferred_carrier", nullptr},  {"least_preferred_carrier", nullptr},
          {"optimal_signal", false},       {"auto_switch", false},
          {"weak_signal_switch", nullptr}, {"connect_ip", nullptr},
          {"switch_order", order},         {"blacklist", blacklist}};
}

// Two or three different carriers, none of them the one that is not to be used [inferred].
bool is_order(const std::string& order, std::int64_t blacklist) {
  const auto carriers = split(order, ',');
  if (carriers.size() < 2 || carriers.size() > 3) return false;
  for (auto each = carriers.begin(); each != carriers.end(); ++each) {
    if (*each != "1" && *each != "2" && *each != "3") return false;
    if (*each == std::to_string(blacklist) || std::count(each, carriers.end(), *each) > 1)
      return false;
  }
  return true;
}

const Error* refusal_with_sdk(const Json& policy) {
  if (policy.at("preferred_carrier") == policy.at("least_preferred_carrier"))
    return &kPolicyCarriersEqual;
  if (policy.at("weak_signal_switch").is_null() && policy.at("connect_ip").is_null())
    return &kPolicyWithoutTrigger;
  return nullptr;
}

const Error* refusal_without_sdk(const Json& policy) {
  const auto blacklist = policy.at("blacklist").get<std::int64_t>();
  return is_order(policy.at("switch_order"), blacklist) ? nullptr : &kSwitchOrderMalformed;
}

// Members of the other version are not looked at. The answer does not tell the new id [doc].
Result<Json> add_network_switch_policy(Call& call) {
  const bool sdk = call.input.integer("version") == kWithSdk;
  Json policy = sdk ? with_sdk(call.input) : without_sdk(call.input);
  if (const Error* refusal = sdk ? refusal_with_sdk(policy) : refusal_without_sdk(policy))
    return *refusal;
  if (call.store.find_by(kPolicies, "policy_name", call.input.at("policy_name")))
    return kPolicyNameTaken;
  if (call.store.count(kPolicies, Query().equals("type", kOfUser)) >= kMostPolicies)
    return kPolicyParameterInvalid.because("a user has at most 50 policies");
  policy.update({{"id", fresh_id(call.store, kPolicies)},
                 {"policy_name", call.input.at("policy_name")},
                 {"version", call.input.at("version")},
                 {"create_time", iso_time(call.now)},
                 {"modify_time", iso_time(call.now)}});
  complete_policy(policy);
  call.store.put(kPolicies, policy);
  return true;
}

constexpr Field kListNetworkSwitchPolicies[] = {
    {.name = "policy_name",
     .in = In::kQuery,
     .max = 32,
     .pattern = &kNamePattern,
     .note = "part of the name"},
    {.name = "version",
     .type = Type::kInt32,
     .in = In::kQuery,
     .min = 1,
     .max = 2,
     .note = "1 with SDK, 2 without"},
    kLimit,
    kOffset,
};
constexpr auto kPolicyPage = page_shape("network_switch_policy_list", kPolicyMembers);

// Part of a name is enough [inferred].
Result<Json> list_network_switch_policies(Call& call) {
  Query query;
  if (call.input.has("policy_name")) query.contains("policy_name", call.input.at("policy_name"));
  if (call.input.has("version")) query.equals("version", call.input.at("version"));
  return page(call, kPolicies, query, "network_switch_policy_list", kPolicyMembers);
}

constexpr Operation kOperations[] = {
    {.name = "AddNetworkSwitchPolicy",
     .route = Rest{"POST", "/v1/network-switch-policies"},
     .summary = "Creates a policy for switching between carriers",
     .input = kAddNetworkSwitchPolicy,
     .output = {.type = Type::kBool},
     .errors = kAddErrors,
     .invalid = &kPolicyParameterInvalid,
     .internal = &kPolicyInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = add_network_switch_policy},
    {.name = "ListNetworkSwitchPolicies",
     .route = Rest{"GET", "/v1/network-switch-policies"},
     .summary = "Lists the policies for switching between carriers",
     .input = kListNetworkSwitchPolicies,
     .output = {.members = kPolicyPage},
     .errors = kCommonErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_network_switch_policies},
};

}  // namespace

std::span<const Operation> switch_policy_operations() { return kOperations; }

}  // namespace virga::gsl
