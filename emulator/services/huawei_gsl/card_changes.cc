#include "services/huawei_gsl/card_changes.h"

#include "services/huawei_gsl/card_life.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/work_orders.h"

namespace virga::gsl {
namespace {

using Refusal = std::optional<std::string>;

Refusal because(const Error& error) { return std::string(error.text); }

// The quota in hundredths; nothing without one, and with -1, which is no limit [doc].
std::optional<Hundredths> quota_of(const Json& card) {
  const auto quota = card.find("exceed_cut_net_quota");
  if (quota == card.end() || !quota->is_number() || *quota < 0) return std::nullopt;
  return hundredths_of(*quota);
}

struct Change {
  Store& store;
  Time at;
  const Json& order;
  Json& card;

  std::int64_t argument() const { return order.at("argument").get<std::int64_t>(); }
  Day opened() const { return ledger_of(store, at).opened; }
  bool is_in(std::int64_t state) const { return card.at("sim_status") == state; }

  Refusal enable() {
    if (!is_in(kTestable) && !is_in(kActivatable)) return because(kNotActivatable);
    put_in_use(card, at, opened());
    return std::nullopt;
  }

  Refusal stop() {
    if (!is_in(kInUse)) return because(kNotInUse);
    suspend(card, kSuspendedByUser, at, opened());
    return std::nullopt;
  }

  Refusal resume() {
    if (!is_in(kSuspended)) return because(kNotSuspended);
    if (card.at("operator_status") != kSuspendedByUser) return because(kSuspensionStays);
    put_in_use(card, at, opened());
    return std::nullopt;
  }

  Refusal cut(bool off) {
    cut_net(card, off, at, opened());
    return std::nullopt;
  }

  // A threshold below what is used suspends at once, one above lifts what the old one did [doc].
  Refusal set_threshold(Json quota) {
    card["exceed_cut_net_quota"] = std::move(quota);
    const bool reached = threshold_reached(card, UsageModel(store, at).live(card));
    if (reached && is_in(kInUse)) suspend(card, kThresholdReached, at, opened());
    if (!reached && card.at("operator_status") == kThresholdReached) put_in_use(card, at, opened());
    return std::nullopt;
  }

  // Also what ends a suspension of a card that went to another device [doc].
  Refusal rebind() {
    const auto left = card.find("imei_bind_remain_times");
    if (card.at("carrier") == kTelecom && left != card.end() && left->is_number()) {
      if (*left <= 0) return because(kCardUnsupported);
      *left = left->get<std::int64_t>() - 1;
    }
    card["imei"] = order.value("imei", Json(nullptr));
    const Json why = card.at("operator_status");
    if (why == kViolation || why == kSeparated) put_in_use(card, at, opened());
    return std::nullopt;
  }

  Refusal apply_policy() {
    auto policy = store.find(kPolicies, argument());
    if (!policy) return because(kNoPolicy);
    card["network_switch_policy_id"] = argument();
    (*policy)["used"] = true;
    store.put(kPolicies, *policy);
    return std::nullopt;
  }

  Refusal switch_carrier() {
    const char* profile = argument() == kMobile    ? "iccid_mobile"
                          : argument() == kTelecom ? "iccid_telcom"
                                                   : "iccid_unicom";
    const Json iccid = card.value(profile, Json(nullptr));
    if (iccid.is_null()) return because(kCarrierUnsupported);
    card["online_carrier"] = card["carrier"] = argument();
    card["iccid"] = iccid;
    return std::nullopt;
  }
};

}  // namespace

bool threshold_reached(const Json& card, Hundredths used) {
  const auto limit = quota_of(card);
  return limit && used >= *limit;
}

Refusal carry_out(Store& store, Time at, const Json& order, Json& card) {
  const auto fault = card.find("order_fault");
  if (fault != card.end() && fault->is_string()) return fault->get<std::string>();
  if (card.at("sim_status") == kDeregistered) return because(kCardUnsupported);
  Change change{store, at, order, card};
  switch (order.at("work_order_type").get<std::int64_t>()) {
    case kEnableOrder: return change.enable();
    case kStopOrder: return change.stop();
    case kResumeOrder: return change.resume();
    case kCutNetOrder: return change.cut(true);
    case kRestoreNetOrder: return change.cut(false);
    case kThresholdOrder: return change.set_threshold(change.argument());
    case kNoThresholdOrder: return change.set_threshold(nullptr);
    case kRebindOrder: return change.rebind();
    case kClearRealNameOrder: card["real_named"] = false; return std::nullopt;
    case kSpeedOrder: card["speed_value"] = change.argument(); return std::nullopt;
    case kPolicyOrder: return change.apply_policy();
    case kSwitchOrder: return change.switch_carrier();
    default: return std::nullopt;  // of the console or of operations staff: only listed
  }
}

}  // namespace virga::gsl
