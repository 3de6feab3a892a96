#include "services/huawei_gsl/sms.h"

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include "base/text.h"
#include "services/huawei_gsl/card_life.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/ids.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"

namespace virga::gsl {
namespace {

constexpr int kSending = 1, kDelivered = 2, kLost = 3;  // sms_status [doc]
constexpr int kOffline = 4;                             // device_status [doc]
constexpr std::chrono::seconds kTransit{1};             // [inferred]

std::int64_t epoch_milliseconds(Time time) { return time.time_since_epoch().count(); }

constexpr Field kSendSms[] = {
    {.name = "template_id", .type = Type::kInt64, .in = In::kBody, .note = "kept, without effect"},
    {.name = "sms_content", .in = In::kBody, .required = true, .max = 1000, .note = "the message"},
    // No source gives a greatest number; 500 is that of the other batch operations [inferred].
    {.name = "cids",
     .type = Type::kArray,
     .in = In::kBody,
     .max_items = 500,
     .note = "container ids of the receivers"},
    {.name = "order_id",
     .type = Type::kInt64,
     .in = In::kBody,
     .note = "batch whose cards receive, when cids is empty"},
    {.name = "file_temp_id",
     .type = Type::kInt64,
     .in = In::kBody,
     .note = "an upload of the console"},
};
// The vendor prints no error for the operations on messages: all [inferred].
constexpr const Error* kSendSmsErrors[] = {&kParameterInvalid, &kNoCard, &kCardUnsupported,
                                           &kNoFile, &kInternal};

// Mobile and Telecom cards with an SMS plan [doc] that are in use [inferred].
bool can_receive(const Json& card) {
  const bool reachable = card.at("carrier") == kMobile || card.at("carrier") == kTelecom;
  return reachable && card.at("sms_plan") == true && card.at("sim_status") == kInUse;
}

// The cards of `cids`, each once.
Result<std::vector<Json>> named_receivers(const Call& call) {
  std::vector<Json> cards;
  for (const Json& cid : call.input.list("cids")) {
    auto card = call.store.find_by(kSimCards, "cid", cid);
    if (!card) return kNoCard.because("no card has the cid " + cid.get<std::string>());
    if (!can_receive(*card))
      return kCardUnsupported.because(cid.get<std::string>() +
                                      ": not in use, without an SMS plan, or of a carrier that "
                                      "takes no messages");
    const bool listed = std::any_of(cards.begin(), cards.end(),
                                    [&](const Json& other) { return other.at("cid") == cid; });
    if (!listed) cards.push_back(std::move(*card));
  }
  return cards;
}

// Of a batch, the cards that cannot receive are passed over.
Result<std::vector<Json>> receivers(const Call& call) {
  if (call.input.has("cids") && !call.input.list("cids").empty()) return named_receivers(call);
  std::vector<Json> cards;
  if (call.input.has("order_id"))
    cards = call.store.list(kSimCards, Query().equals("order_id", call.input.at("order_id")));
  std::erase_if(cards, [](const Json& card) { return !can_receive(card); });
  if (cards.empty()) return kParameterInvalid.because("neither cids nor order_id names a receiver");
  return cards;
}

Result<Json> send_sms(Call& call) {
  if (call.input.has("file_temp_id")) return kNoFile.because("there are no uploads to refer to");
  const auto cards = receivers(call);
  if (!cards) return cards.fault();
  for (const Json& card : *cards) {
    const std::int64_t id = fresh_id(call.store, kSmsMessages);
    Json message{{"cid", card.at("cid")},
                 {"msisdn", card.value("msisdn", Json(nullptr))},
                 {"sent_time", iso_time(call.now)},
                 {"sms_status", kSending},
                 {"sms_content", call.input.at("sms_content")},
                 {"id", id},
                 {"sent_at", epoch_milliseconds(call.now)}};
    message.update(call.input.pick({"template_id"}));
    call.store.put(kSmsMessages, message);
    call.store.agenda().add(call.now + kTransit, kSmsEvent, std::to_string(id));
  }
  return "Ok";
}

constexpr Field kListSmsDetails[] = {
    kLimit,
    kOffset,
    {.name = "cid", .in = In::kQuery, .pattern = &kNamePattern, .note = "container id of a card"},
    {.name = "start_time",
     .type = Type::kDateTime,
     .in = In::kQuery,
     .note = "sent at this time or later"},
    {.name = "end_time",
     .type = Type::kDateTime,
     .in = In::kQuery,
     .note = "sent at this time or earlier"},
};
constexpr auto kSmsPage = page_shape("sms_details", kSmsMessageRow, /*nullable=*/true);

std::int64_t moment(const Input& input, std::string_view name) {
  return epoch_milliseconds(*parse_time(input.text(name)));
}

// The window is about the time of sending and includes its ends; newest first [inferred].
Result<Json> list_sms_details(Call& call) {
  Query query;
  if (call.input.has("cid")) query.equals("cid", call.input.at("cid"));
  if (call.input.has("start_time")) query.at_least("sent_at", moment(call.input, "start_time"));
  if (call.input.has("end_time")) query.at_most("sent_at", moment(call.input, "end_time"));
  query.ordered_by("sent_at", /*descending=*/true).newest_first();
  return page(call, kSmsMessages, query, "sms_details", kSmsMessageRow);
}

constexpr Operation kOperations[] = {
    {.name = "SendSms",
     .route = Rest{"POST", "/v1/sms-send-infos"},
     .summary = "Sends a message to cards",
     .input = kSendSms,
     .output = {.type = Type::kString},
     .errors = kSendSmsErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = send_sms},
    {.name = "ListSmsDetails",
     .route = Rest{"GET", "/v1/sms-send-infos/details"},
     .summary = "Lists messages and whether they arrived",
     .input = kListSmsDetails,
     .output = {.members = kSmsPage},
     .errors = kCommonErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .handler = list_sms_details},
};

// A message is lost when its card cannot be reached by then [inferred].
bool is_reachable(const Json& card) {
  const bool offline = card.contains("device_status") && card.at("device_status") == kOffline;
  return uses_data(card) && !offline;
}

}  // namespace

void deliver_sms(Store& store, Time due, std::string_view id) {
  auto message = store.find(kSmsMessages, parse_integer(id).value_or(0));
  if (!message || message->at("sms_status") != kSending) return;
  const auto card = store.find_by(kSimCards, "cid", message->at("cid"));
  if (card && is_reachable(*card))
    message->update({{"sms_status", kDelivered}, {"received_time", iso_time(due)}});
  else
    (*message)["sms_status"] = kLost;
  store.put(kSmsMessages, *message);
}

std::span<const Operation> sms_operations() { return kOperations; }

}  // namespace virga::gsl
