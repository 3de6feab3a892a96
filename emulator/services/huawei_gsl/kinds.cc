#include "services/huawei_gsl/kinds.h"

#include <array>
#include <string>

#include "base/text.h"
#include "base/time.h"

namespace virga::gsl {
namespace {

void give(Json& document, const char* name, Json value) {
  if (!document.contains(name)) document[name] = std::move(value);
}

bool has_number(const Json& document, const char* name) {
  const auto found = document.find(name);
  return found != document.end() && found->is_number();
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

// A three-network card is of the carrier that it is on, and its ICCID is the one of that carrier's
// profile.
void complete_three_network(Json& card) {
  if (!has_number(card, "version")) return;
  give(card, "online_carrier", kMobile);
  give(card, "carrier", card["online_carrier"]);
  Json profiles = Json::array();
  for (const char* profile : {"iccid_mobile", "iccid_telcom", "iccid_unicom"})
    if (card.contains(profile) && card[profile].is_string()) profiles.push_back(card[profile]);
  give(card, "profile_iccids", std::move(profiles));
}

// What is used and what is left of a plan is what it has.
void complete_flow(Json& card) {
  if (!has_number(card, "flow_used")) return;
  const double used = card["flow_used"].get<double>();
  give(card, "flow_at_start", card["flow_used"]);
  if (has_number(card, "flow_left"))
    give(card, "flow_total", megabytes(used + card["flow_left"].get<double>()));
}

}  // namespace

void complete_sim_card(Json& card) {
  complete_three_network(card);
  if (card.contains("iccid")) give(card, "cid", card["iccid"]);
  const bool suspended = card.contains("sim_status") && card["sim_status"] == kSuspended;
  give(card, "account_id", "demo");
  give(card, "operator_status", suspended ? kSuspendedByUser : kUndisturbed);
  give(card, "exceed_cut_net_flag", card["operator_status"] == kThresholdReached);
  for (const char* flag : {"real_named", "cut_net_flag", "sms_plan"}) give(card, flag, false);
  give(card, "auto_renew", true);
  give(card, "look_on", 0);
  give(card, "carrier", carrier_of(card));
  complete_flow(card);
}

void complete_sim_pool(Json& pool) {
  give(pool, "status", 1);
  give(pool, "carrier", carrier_of(pool));
}

void complete_back_pool(Json& pool) {
  give(pool, "pool_status", kBackPoolInUse);
  give(pool, "carrier", carrier_of(pool));
}

void complete_sms_message(Json& message) {
  const auto sent = message.find("sent_time");
  if (sent == message.end() || !sent->is_string()) return;
  if (const auto time = parse_time(sent->get_ref<const std::string&>()))
    give(message, "sent_at", time->time_since_epoch().count());
}

// The id says which card and day; or they make the id.
void complete_usage(Json& usage) {
  if (usage.contains("id") && usage["id"].is_string()) {
    const std::string id = usage["id"];
    const auto dash = id.find('-');
    if (dash == std::string::npos) return;
    if (const auto card = parse_integer(id.substr(0, dash))) give(usage, "sim_card_id", *card);
    give(usage, "date", id.substr(dash + 1));
  } else if (has_number(usage, "sim_card_id") && usage.contains("date") &&
             usage["date"].is_string()) {
    give(usage, "id", usage["sim_card_id"].dump() + "-" + usage["date"].get<std::string>());
  }
}

void complete_attribute(Json& attribute) {
  give(attribute, "status", 1);
  if (!has_number(attribute, "slot")) return;
  static constexpr std::array kWords{"一", "二", "三", "四", "五", "六"};
  const auto slot = attribute["slot"].get<std::int64_t>();
  if (slot < 1 || slot > 6) return;
  give(attribute, "default_attr_name_cn",
       std::string("自定义属性") + kWords.at(static_cast<std::size_t>(slot - 1)));
  // In the plural, unlike the member of a card [doc].
  give(attribute, "default_attr_name_en", "customer_attributes" + std::to_string(slot));
}

void complete_policy(Json& policy) {
  give(policy, "status", 1);
  give(policy, "type", 1);
  give(policy, "used", false);
}

}  // namespace virga::gsl
