// Cards with a profile of each of the three carriers (三网卡), and the policies by which they
// switch between them.
#include <string>

#include "services/huawei_gsl/card_address.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/work_orders.h"

namespace virga::gsl {
namespace {

constexpr Member kThreeNetworkRow[] = {
    {.name = "sim_card_id", .type = Type::kInt64},
    {.name = "cid"},
    {.name = "online_carrier", .type = Type::kInt32, .nullable = true},
    {.name = "network_switch_policy_id", .type = Type::kInt64, .nullable = true},
    {.name = "policy_name", .nullable = true},
    {.name = "version", .type = Type::kInt32},
    {.name = "iccid_mobile", .nullable = true},
    {.name = "iccid_unicom", .nullable = true},
    {.name = "iccid_telcom", .nullable = true},  // spelt so [doc]
    {.name = "order_id", .type = Type::kInt64, .nullable = true},
};

bool has(const Json& card, std::string_view member) {
  const auto found = card.find(member);
  return found != card.end() && !found->is_null();
}

Json three_network_row(const Store& store, const Json& card) {
  Json row = project(kThreeNetworkRow, card);
  if (const auto policy = store.look(kPolicies, row.at("network_switch_policy_id")))
    row["policy_name"] = policy->at("policy_name");
  return row;
}

constexpr Field number_filter(std::string_view name, std::int64_t max, std::string_view note) {
  return {.name = name, .type = Type::kInt32, .in = In::kQuery, .min = 1, .max = max, .note = note};
}
constexpr Field text_filter(std::string_view name, std::string_view note) {
  return {.name = name, .in = In::kQuery, .min = 1, .max = 20, .note = note};
}

constexpr Field kListSimDeviceMultiply[] = {
    text_filter("cid", "container id"),
    text_filter("iccid", "ICCID of any of the three profiles"),
    number_filter("online_carrier", 3, "1 Mobile, 2 Telecom, 3 Unicom"),
    {.name = "sim_card_id", .type = Type::kInt64, .in = In::kQuery, .note = "the card"},
    {.name = "order_id", .type = Type::kInt64, .in = In::kQuery, .note = "batch number"},
    number_filter("version", 2, "1 with SDK, 2 without"),
    kLimit,
    kOffset,
};
constexpr auto kThreeNetworkPage = page_shape("sim_cards", kThreeNetworkRow);

// GSL.00011001 is declared for this list [doc]; that it is about a sim_card_id which no card at all
// has is [inferred].
Result<Json> list_sim_device_multiply(Call& call) {
  Query query;
  query.at_least("version", 1);
  if (call.input.has("sim_card_id") && !call.store.look(kSimCards, call.input.at("sim_card_id")))
    return kNoCard.because("no card has the sim_card_id");
  for (const std::string_view name :
       {"cid", "online_carrier", "sim_card_id", "order_id", "version"})
    if (call.input.has(name)) query.equals(name, call.input.at(name));
  if (call.input.has("iccid"))
    query.holds_any("profile_iccids", numbers_meant(call.input.text("iccid")));
  return page(call, kSimCards, query, "sim_cards",
              [&call](const Json& card) { return three_network_row(call.store, card); });
}

constexpr Field kSetNetworkSwitchPolicy[] = {
    kSimCardId,
    kBodyCid,
    {.name = "network_switch_policy_id",
     .type = Type::kInt64,
     .in = In::kBody,
     .required = true,
     .note = "the policy"},
};
constexpr const Error* kSetPolicyErrors[] = {&kParameterInvalid, &kNoCard, &kCardUnsupported,
                                             &kInternal, &kNoPolicy};

// The policy has to be of the card's version and enabled [inferred]: one that is not might as well
// not exist.
Result<Json> set_network_switch_policy(Call& call) {
  const auto addressed = card_addressed_by_cid(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  if (!has(card, "version")) return kCardUnsupported.because("not a three-network card");
  if (card.at("sim_status") == kDeregistered)
    return kCardUnsupported.because("the card is deregistered");
  const std::int64_t id = call.input.integer("network_switch_policy_id");
  const auto policy = call.store.look(kPolicies, id);
  if (!policy) return kNoPolicy.because("no policy has the id " + std::to_string(id));
  if (policy->at("version") != card.at("version"))
    return kNoPolicy.because("the policy is for cards of version " + policy->at("version").dump());
  if (policy->at("status") != 1) return kNoPolicy.because("the policy is disabled");
  return open_work_order(call, {kPolicyOrder, id}, card);
}

constexpr Field kSwitchNetwork[] = {
    kSimCardId,
    kBodyCid,
    {.name = "carrier_type",
     .type = Type::kInt32,
     .in = In::kBody,
     .required = true,
     .note = "1 Mobile, 2 Telecom, 3 Unicom"},
};
constexpr const Error* kSwitchErrors[] = {&kParameterInvalid, &kInternal, &kNoCard,
                                          &kCardUnsupported, &kCarrierUnsupported};

bool has_profile(const Json& card, std::int64_t carrier) {
  switch (carrier) {
    case kMobile: return has(card, "iccid_mobile");
    case kTelecom: return has(card, "iccid_telcom");
    case kUnicom: return has(card, "iccid_unicom");
    default: return false;
  }
}

// Under this path only three-network cards exist [inferred].
Result<Json> switch_network(Call& call) {
  const auto addressed = card_addressed_by_cid(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  if (!has(card, "version")) return kNoCard.because("not a three-network card");
  if (card.at("sim_status") == kDeregistered)
    return kCardUnsupported.because("the card is deregistered");
  const std::int64_t carrier = call.input.integer("carrier_type");
  if (!has_profile(card, carrier))
    return kCarrierUnsupported.because("the card has no profile of carrier " +
                                       std::to_string(carrier));
  return open_work_order(call, {kSwitchOrder, carrier}, card);
}

constexpr Operation kOperations[] = {
    {.name = "SetNetworkSwitchPolicy",
     .route = Rest{"POST", "/v1/sim-cards/{sim_card_id}/network-switch-policy/set"},
     .summary = "Orders a switching policy for a three-network card",
     .input = kSetNetworkSwitchPolicy,
     .output = {.members = kWorkOrderAnswer},
     .errors = kSetPolicyErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = set_network_switch_policy},
    {.name = "ListSimDeviceMultiply",
     .route = Rest{"GET", "/v1/sim-cards-multiply"},
     .summary = "Lists three-network cards",
     .input = kListSimDeviceMultiply,
     .output = {.members = kThreeNetworkPage},
     .errors = kCardErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_sim_device_multiply},
    {.name = "SwitchNetwork",
     .route = Rest{"POST", "/v1/sim-cards-multiply/{sim_card_id}/switch-network"},
     .summary = "Orders a three-network card to another carrier",
     .input = kSwitchNetwork,
     .output = {.members = kWorkOrderAnswer},
     .errors = kSwitchErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = switch_network},
};

}  // namespace

std::span<const Operation> network_switch_operations() { return kOperations; }

}  // namespace virga::gsl
