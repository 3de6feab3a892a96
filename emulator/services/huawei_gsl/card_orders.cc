// The operations that order something for one card: each checks whether the card may have it and
// files a work order. The effect comes with its completion (card_changes.cc).
//
// Checks come in this order [inferred]: the card, its carrier, the operation's own rules, an order
// that is not finished, the five-minute rule, the card's state.
#include <algorithm>
#include <string>

#include "base/text.h"
#include "services/huawei_gsl/card_address.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/patterns.h"
#include "services/huawei_gsl/work_orders.h"

namespace virga::gsl {
namespace {

constexpr std::chrono::minutes kRepetition{5};  // [doc]

bool is_in(const Json& card, std::int64_t state) { return card.at("sim_status") == state; }
bool is_physical(const Json& card) { return card.at("sim_type") == kPhysical; }

// A card in use, or suspended for one of these reasons.
bool in_use_or_suspended_for(const Json& card, std::initializer_list<std::int64_t> reasons) {
  if (is_in(card, kInUse)) return true;
  const auto why = card.at("operator_status").get<std::int64_t>();
  return is_in(card, kSuspended) && std::find(reasons.begin(), reasons.end(), why) != reasons.end();
}

constexpr Field kOneCard[] = {kSimCardId, kIccid};

constexpr const Error* kRestrictedErrors[] = {&kParameterInvalid, &kNoCard, &kCardUnsupported,
                                              &kInternal};

// Only China Telecom cards [doc], in any state but deregistered [inferred].
Result<Json> delete_real_name(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  if (card.at("carrier") != kTelecom)
    return kCardUnsupported.because("only China Telecom clears real names");
  if (is_in(card, kDeregistered)) return kCardUnsupported.because("the card is deregistered");
  return open_work_order(call, {kClearRealNameOrder}, card);
}

constexpr const Error* kEnableErrors[] = {
    &kNoCard,         &kParameterInvalid, &kRepeatedWithinFiveMinutes,
    &kNotActivatable, &kEnableUnfinished, &kInternal};

// Physical cards [doc].
Result<Json> enable_sim_card(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  if (!is_physical(card)) return kNotActivatable.because("not a physical card");
  if (has_open_order(call.store, kEnableOrder, card)) return kEnableUnfinished;
  if (has_recent_order(call.store, kEnableOrder, card, call.now, kRepetition))
    return kRepeatedWithinFiveMinutes;
  if (!is_in(card, kTestable) && !is_in(card, kActivatable))
    return kNotActivatable.because("sim_status is " + card.at("sim_status").dump());
  return open_work_order(call, {kEnableOrder}, card);
}

constexpr Field kDownUp[] = {
    kSimCardId,
    // No source gives its values; examples send 1 to stop and 2 to resume. The path decides
    // [inferred].
    {.name = "down_up_switch",
     .type = Type::kInt32,
     .in = In::kBody,
     .min = 0,
     .max = 9,  // 2147483647 before 2025 [doc]
     .note = "without effect"},
    kBodyIccid,
};
constexpr const Error* kStopErrors[] = {&kParameterInvalid, &kNoCard, &kStopUnfinished, &kNotInUse,
                                        &kInternal};

Result<Json> stop_sim_card(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  if (!is_physical(card)) return kNotInUse.because("not a physical card");
  if (has_open_order(call.store, kStopOrder, card)) return kStopUnfinished;
  if (!is_in(card, kInUse))
    return kNotInUse.because("sim_status is " + card.at("sim_status").dump());
  return open_work_order(call, {kStopOrder}, card);
}

// GSL.00016010 is the printed example, though the operation does not list it [doc].
constexpr const Error* kResetErrors[] = {
    &kParameterInvalid,          &kNoCard,          &kResumeUnfinished, &kNotSuspended,
    &kRepeatedWithinFiveMinutes, &kSuspensionStays, &kStopUnfinished,   &kInternal};

// Only what a user has suspended can be resumed by request [doc for violations and separated
// devices; inferred for the others].
Result<Json> reset_sim_card(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  if (!is_physical(card)) return kNotSuspended.because("not a physical card");
  if (has_open_order(call.store, kResumeOrder, card)) return kResumeUnfinished;
  if (has_open_order(call.store, kStopOrder, card)) return kStopUnfinished;
  if (has_recent_order(call.store, kResumeOrder, card, call.now, kRepetition))
    return kRepeatedWithinFiveMinutes;
  if (!is_in(card, kSuspended))
    return kNotSuspended.because("sim_status is " + card.at("sim_status").dump());
  if (card.at("operator_status") != kSuspendedByUser)
    return kSuspensionStays.because("operator_status is " + card.at("operator_status").dump());
  return open_work_order(call, {kResumeOrder}, card);
}

constexpr std::string_view kNetActions[] = {"ADD", "DEL"};
constexpr Field kStartStopNet[] = {
    kSimCardId,
    {.name = "action",
     .in = In::kBody,
     .required = true,
     .max = 10,
     .words = kNetActions,
     .note = "ADD cuts the card off, DEL puts it back"},
    kBodyIccid,
};

// Only China Telecom cards [doc] in use [inferred].
Result<Json> start_stop_net(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  if (card.at("carrier") != kTelecom)
    return kCardUnsupported.because("only China Telecom cuts cards off");
  if (!is_in(card, kInUse)) return kCardUnsupported.because("the card is not in use");
  const bool off = call.input.text("action") == "ADD";
  return open_work_order(call, {off ? kCutNetOrder : kRestoreNetOrder}, card);
}

constexpr Field kSetExceedCutNet[] = {
    kSimCardId,
    {.name = "action",
     .type = Type::kInt32,
     .in = In::kBody,
     .required = true,
     .min = 1,
     .max = 2,
     .note = "1 sets the threshold, 2 removes it"},
    {.name = "quota",
     .in = In::kBody,
     .pattern = &kQuotaPattern,
     .note = "threshold in MB; -1: no limit, 0: not a byte"},
    kBodyIccid,
};

// China Telecom cards, and pooled ones of China Unicom and China Mobile [doc], in use or suspended
// for this very reason [inferred].
Result<Json> set_exceed_cut_net(Call& call) {
  const bool sets = call.input.integer("action") == 1;
  if (sets && !call.input.has("quota"))
    return kParameterInvalid.because("a threshold needs a quota");
  const auto quota = sets ? parse_integer(call.input.text("quota")).value_or(-1) : -1;
  // Ten digits are legal [doc], the member of a card that shows them is an int32 [doc].
  if (quota > INT32_MAX) return kParameterInvalid.because("the quota is beyond an int32");
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  const auto carrier = card.at("carrier").get<std::int64_t>();
  const bool pooled = card.contains("sim_pool_id") && card.at("sim_pool_id").is_number();
  if (carrier != kTelecom && (carrier > kUnicom || !pooled))
    return kCardUnsupported.because(
        "neither of China Telecom nor in a pool of China Unicom or "
        "China Mobile");
  if (!in_use_or_suspended_for(card, {kThresholdReached}))
    return kCardUnsupported.because("neither in use nor suspended at its threshold");
  if (!sets) return open_work_order(call, {kNoThresholdOrder}, card);
  return open_work_order(call, {kThresholdOrder, quota}, card);
}

constexpr Field kRegisterImei[] = {
    kSimCardId,
    {.name = "bind_type",
     .type = Type::kInt32,
     .in = In::kBody,
     .required = true,
     .min = 1,
     .max = 2,
     .note = "1 to the device in use, 2 to the one that imei names"},
    {.name = "imei",
     .in = In::kBody,
     .pattern = &kImeiPattern,
     .note = "the device of bind_type 2"},
    kBodyIccid,
};

// China Telecom and China Mobile; the first lets a card be bound twice a month, the second only to
// the device that it is in [doc]. In use, or suspended as misused or separated [inferred].
Result<Json> register_imei(Call& call) {
  const bool fixed = call.input.integer("bind_type") == 2;
  const bool named = call.input.has("imei") && !call.input.text("imei").empty();
  if (fixed && !named) return kParameterInvalid.because("bind_type 2 needs an imei");
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  const auto carrier = card.at("carrier").get<std::int64_t>();
  if (carrier != kTelecom && carrier != kMobile)
    return kCardUnsupported.because("only China Telecom and China Mobile bind devices");
  if (carrier == kMobile && fixed)
    return kCardUnsupported.because("China Mobile has bind_type 1 only");
  if (carrier == kTelecom && card.value("imei_bind_remain_times", Json(nullptr)) == 0)
    return kCardUnsupported.because("the card has been bound twice this month");
  if (!in_use_or_suspended_for(card, {kViolation, kSeparated}))
    return kCardUnsupported.because("neither in use nor suspended as misused or separated");
  const Json imei = fixed ? call.input.at("imei") : Json(nullptr);
  return open_work_order(call, {kRebindOrder, call.input.integer("bind_type"), imei}, card);
}

constexpr Field kSetSpeedValue[] = {
    kSimCardId,
    {.name = "speed_value",
     .type = Type::kInt32,
     .in = In::kBody,
     .required = true,
     .min = -1,
     .note = "Kbps; -1: no limit"},
    kBodyIccid,
};
constexpr const Error* kSpeedErrors[] = {&kParameterInvalid, &kNoCard, &kCardUnsupported,
                                         &kSpeedUnsupported, &kInternal};

// In Kbps, 1024 to the Mbps [doc].
constexpr std::int64_t kTelecomSpeeds[] = {
    -1,    1,     64,    256,   512,   1024,  3072,   5120,   7168,   10240,  20480,  30720,
    40960, 51200, 61440, 71680, 81920, 92160, 102400, 112640, 122880, 133120, 143360, 153600};
constexpr std::int64_t kUnicomSpeeds[] = {-1, 256, 512, 1024, 2048, 7424};

bool knows_speed(std::int64_t carrier, std::int64_t speed) {
  const auto speeds = carrier == kTelecom ? std::span<const std::int64_t>(kTelecomSpeeds)
                                          : std::span<const std::int64_t>(kUnicomSpeeds);
  return std::find(speeds.begin(), speeds.end(), speed) != speeds.end();
}

// Physical cards of China Telecom and China Unicom, the latter with a verified name [doc], in use
// [inferred].
Result<Json> set_speed_value(Call& call) {
  const auto addressed = addressed_card(call);
  if (!addressed) return addressed.fault();
  const Json& card = **addressed;
  const auto carrier = card.at("carrier").get<std::int64_t>();
  if (!is_physical(card) || (carrier != kTelecom && carrier != kUnicom))
    return kCardUnsupported.because("not a physical card of China Telecom or China Unicom");
  const std::int64_t speed = call.input.integer("speed_value");
  if (!knows_speed(carrier, speed))
    return kSpeedUnsupported.because(std::to_string(speed) + " Kbps is no speed of the carrier");
  if (carrier == kUnicom && card.at("real_named") != true)
    return kCardUnsupported.because("China Unicom asks for a verified name first");
  if (!is_in(card, kInUse)) return kCardUnsupported.because("the card is not in use");
  return open_work_order(call, {kSpeedOrder, speed}, card);
}

constexpr Operation order(std::string_view name, std::string_view path, std::string_view summary,
                          std::span<const Field> input, Errors errors,
                          Result<Json> (*handler)(Call&)) {
  return {.name = name,
          .route = Rest{"POST", path},
          .summary = summary,
          .input = input,
          .output = {.members = kWorkOrderAnswer},
          .errors = errors,
          .invalid = &kParameterInvalid,
          .internal = &kInternal,
          .quota = kUsualQuota,
          .writes = true,
          .handler = handler};
}

constexpr Operation kOperations[] = {
    order("DeleteRealName", "/v1/sim-cards/{sim_card_id}/clear-real-name",
          "Orders the real name of a card to be cleared", kOneCard, kRestrictedErrors,
          delete_real_name),
    order("EnableSimCard", "/v1/sim-cards/{sim_card_id}/enable",
          "Orders a physical card to be activated", kOneCard, kEnableErrors, enable_sim_card),
    order("StopSimCard", "/v1/sim-cards/{sim_card_id}/stop",
          "Orders a physical card to be suspended", kDownUp, kStopErrors, stop_sim_card),
    order("ResetSimCard", "/v1/sim-cards/{sim_card_id}/reset",
          "Orders a suspended card to be resumed", kDownUp, kResetErrors, reset_sim_card),
    order("StartStopNet", "/v1/sim-cards/{sim_card_id}/cut-net",
          "Orders a card to be cut off the network, or put back", kStartStopNet, kRestrictedErrors,
          start_stop_net),
    order("SetExceedCutNet", "/v1/sim-cards/{sim_card_id}/exceed-cut-net",
          "Orders a usage threshold that cuts a card off, or its removal", kSetExceedCutNet,
          kRestrictedErrors, set_exceed_cut_net),
    order("RegisterImei", "/v1/sim-cards/{sim_card_id}/bind-device",
          "Orders a card to be bound to another device", kRegisterImei, kRestrictedErrors,
          register_imei),
    order("SetSpeedValue", "/v1/sim-cards/{sim_card_id}/speed-limit",
          "Orders a speed limit for a physical card", kSetSpeedValue, kSpeedErrors,
          set_speed_value),
};

}  // namespace

std::span<const Operation> card_order_operations() { return kOperations; }

}  // namespace virga::gsl
