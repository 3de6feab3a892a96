#include "services/huawei_gsl/kinds.h"

#include <string>

#include "base/time.h"

namespace virga::gsl {
namespace {

void give(Json& document, const char* name, Json value) {
  if (!document.contains(name)) document[name] = std::move(value);
}

// The names of plans begin with the carrier [doc]; one that names none is China Telecom's, whose
// cards every operation takes [inferred].
std::int64_t carrier_of(const Json& document) {
  const auto name = document.find("price_plan_name");
  if (name == document.end() || !name->is_string()) return kTelecom;
  const auto& text = name->get_ref<const std::string&>();
  if (text.starts_with("中国移动")) return kMobile;
  if (text.starts_with("中国联通")) return kUnicom;
  return kTelecom;
}

}  // namespace

void complete_sim_card(Json& card) {
  if (card.contains("iccid")) give(card, "cid", card["iccid"]);
  const bool suspended = card.contains("sim_status") && card["sim_status"] == kSuspended;
  give(card, "account_id", "demo");
  give(card, "operator_status", suspended ? kSuspendedByUser : -1);
  for (const char* flag : {"real_named", "cut_net_flag", "exceed_cut_net_flag", "sms_plan"})
    give(card, flag, false);
  give(card, "carrier", carrier_of(card));
}

void complete_sim_pool(Json& pool) {
  give(pool, "status", 1);
  give(pool, "carrier", carrier_of(pool));
}

void complete_sms_message(Json& message) {
  const auto sent = message.find("sent_time");
  if (sent == message.end() || !sent->is_string()) return;
  if (const auto time = parse_time(sent->get_ref<const std::string&>()))
    give(message, "sent_at", time->time_since_epoch().count());
}

}  // namespace virga::gsl
