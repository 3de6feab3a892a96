#include "services/huawei_gsl/card_life.h"

#include <string>

#include "services/huawei_gsl/kinds.h"

namespace virga::gsl {
namespace {

bool has_text(const Json& card, std::string_view member) {
  const auto found = card.find(member);
  return found != card.end() && found->is_string();
}

void end_pause(Json& card, Time at, Day opened) {
  const Day from = idle_day(card, opened), until = beijing_day(at);
  card["idle_since"] = nullptr;
  if (from >= until) return;  // it was used on each of these days
  Json& pauses = card["pauses"];
  if (!pauses.is_array()) pauses = Json::array();
  pauses.push_back(day_text(from) + "-" + day_text(until));
}

// The first use. From then on its plan is an instance of its own, whose number may be the card's,
// as in the printed example [doc: the example].
void activate(Json& card, Time at) {
  card["act_date"] = iso_time(at);
  card["idle_since"] = nullptr;
  Json& instance = card["sim_price_plan_id"];
  if (instance.is_null()) instance = card["sim_card_id"];
}

// Keeps the pauses. The day on which a card goes idle counts as used whole, unless it goes with the
// day's first moment; the day on which it comes back counts, too.
template <typename Change>
void change(Json& card, Time at, Day opened, const Change& work) {
  const bool before = uses_data(card);
  work();
  const bool after = uses_data(card);
  if (before && !after)
    card["idle_since"] =
        day_text(beijing_day(at - std::chrono::milliseconds(1)) + std::chrono::days(1));
  if (!before && after) {
    if (has_text(card, "act_date"))
      end_pause(card, at, opened);
    else
      activate(card, at);
  }
}

}  // namespace

bool uses_data(const Json& card) {
  return card.at("sim_status") == kInUse && card.at("cut_net_flag") != true;
}

Day idle_day(const Json& card, Day opened) {
  if (!has_text(card, "idle_since")) return opened;
  return parse_day(card.at("idle_since").get_ref<const std::string&>()).value_or(opened);
}

void look_again(Json& card) { card["look_on"] = 0; }

void put_in_use(Json& card, Time at, Day opened) {
  change(card, at, opened, [&] {
    card["sim_status"] = kInUse;
    card["operator_status"] = kUndisturbed;
    card["exceed_cut_net_flag"] = false;
  });
}

void suspend(Json& card, std::int64_t why, Time at, Day opened) {
  change(card, at, opened, [&] {
    card["sim_status"] = kSuspended;
    card["operator_status"] = why;
    card["exceed_cut_net_flag"] = why == kThresholdReached;
  });
}

void deregister(Json& card, Time at, Day opened) {
  change(card, at, opened, [&] {
    card["sim_status"] = kDeregistered;
    card["exceed_cut_net_flag"] = false;
  });
}

void cut_net(Json& card, bool cut, Time at, Day opened) {
  change(card, at, opened, [&] { card["cut_net_flag"] = cut; });
}

}  // namespace virga::gsl
