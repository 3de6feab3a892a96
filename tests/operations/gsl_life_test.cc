// Whatever is asked of GSL in whatever order, its cards stay legal and its sums agree.
#include <catch2/catch.hpp>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/chance.h"
#include "base/time.h"
#include "support/gsl.h"

namespace virga {
namespace {

constexpr int kGone = 0;  // a card that has been taken away

// The documented states that a card may be found in next, after a while in which it may have passed
// through several.
const std::map<int, std::set<int>> kNext{{10, {10, 20, 14, 30, kGone}},
                                         {11, {11}},
                                         {13, {13, 20, 14, 30, kGone}},
                                         {20, {20, 14, 30, kGone}},
                                         {14, {14, 20, 30, kGone}},
                                         {30, {30, kGone}},
                                         {kGone, {kGone}}};

std::int64_t hundredths(const Json& megabytes) {
  return std::llround(megabytes.get<double>() * 100);
}

// A walk through the cloud, the same for the same seed.
class Walk {
 public:
  explicit Walk(std::uint64_t seed) : seed_(seed) { look(); }

  void go(int steps) {
    for (int i = 0; i < steps; ++i) {
      step();
      if (i % 4 == 3) look();
      if (i % 20 != 19) continue;
      check_orders();
      add_up();
    }
  }

  int claims() const { return claims_; }
  int taken() const { return taken_; }
  int refused() const { return refused_; }

 private:
  std::uint64_t draw(std::uint64_t below) { return hash_of(seed_, {"walk"}, ++draws_) % below; }

  template <typename T>
  const T& one_of(const std::vector<T>& values) {
    return values[draw(values.size())];
  }

  // One request or move of the clock. Bad requests are as good as good ones.
  void step() {
    if (draw(4) == 0) return cloud_.advance(std::chrono::minutes(draw(3) == 0 ? draw(2000) : 7));
    static const std::vector<std::pair<std::string, std::vector<std::string>>> orders{
        {"enable", {""}},
        {"stop", {"", R"({"down_up_switch": 1})"}},
        {"reset", {"", R"({"down_up_switch": 2})", R"({"down_up_switch": 99})"}},
        {"clear-real-name", {""}},
        {"cut-net", {R"({"action": "ADD"})", R"({"action": "DEL"})", R"({"action": "?"})"}},
        {"exceed-cut-net",
         {R"({"action": 1, "quota": 5})", R"({"action": 1, "quota": 0})",
          R"({"action": 1, "quota": -1})", R"({"action": 2})", R"({"action": 1})"}},
        {"bind-device",
         {R"({"bind_type": 1})", R"({"bind_type": 2, "imei": "860000000000099"})",
          R"({"bind_type": 2})"}},
        {"speed-limit", {R"({"speed_value": 1024})", R"({"speed_value": 7})"}},
        {"network-switch-policy/set",
         {R"({"network_switch_policy_id": 1})", R"({"network_switch_policy_id": 99})"}}};
    const auto& [what, bodies] = one_of(orders);
    ask("/v1/sim-cards/" + std::to_string(one_of(ids_)) + "/" + what, one_of(bodies));
    if (draw(8) == 0)
      ask("/v1/sim-cards-multiply/" + std::to_string(600000000001 + draw(11)) + "/switch-network",
          Json{{"carrier_type", draw(5)}}.dump());
    if (draw(8) == 0)
      ask("/v1/sms-send-infos", R"({"sms_content": "x", "cids": ["89860622330010641805"]})");
    if (draw(8) == 0)
      ask("/v1/sim-tags/batch-set",
          Json{{"sim_card_ids", {one_of(ids_)}}, {"tag_ids", {123 + 333 * draw(3)}}}.dump());
  }

  void ask(const std::string& target, const std::string& body) {
    const Answer answer = cloud_.post(target, body);
    INFO(target << " " << body << " " << answer.reply.body);
    CHECK((answer.status == 200 || answer.status == 400 || answer.status == 403));
    ++(answer.status == 200 ? taken_ : refused_);
  }

  // Assertions are slow and these are many: only what does not hold is reported.
  void claim(bool holds, const std::string& what, const Json& about) {
    ++claims_;
    if (!holds) FAIL_CHECK(what << ": " << about.dump());
  }

  // Every card is in a state that may follow, for a reason that fits it.
  void look() {
    std::map<std::int64_t, int> now;
    for (const Json& card : cloud_.state("gsl", "sim_cards")) {
      const int state = card.at("sim_status"), why = card.at("operator_status");
      if (state == 14) claim(why >= 1 && why <= 7, "suspended for no reason", card);
      if (state != 14 && state != 30) claim(why == -1, "a reason without suspension", card);
      claim((card.at("exceed_cut_net_flag") == true) == (state == 14 && why == 2),
            "the flag of the threshold", card);
      if (state == 20)
        claim(card.value("act_date", Json(nullptr)).is_string(), "never activated", card);
      now[card.at("sim_card_id")] = state;
    }
    for (const auto& [id, before] : states_) {
      const auto found = now.find(id);
      const int after = found == now.end() ? kGone : found->second;
      claim(kNext.at(before).count(after) == 1, "an illegal step", Json{id, before, after});
    }
    if (states_.empty())
      for (const auto& [id, state] : now) ids_.push_back(id);
    states_ = std::move(now);
  }

  void check_orders() {
    for (const Json& order : cloud_.state("gsl", "work_orders")) {
      const int status = order.at("status"), total = order.at("total_count");
      const int succeeded = order.at("success_count"), failed = order.at("fail_count"),
                open = order.at("process_count");
      claim(succeeded + failed + open == total, "the counts of an order", order);
      claim((status == 3) == (open > 0), "open rows", order);
      claim((status == 4) == (open == 0 && succeeded > 0), "completed", order);
      claim((status == 6) == (open == 0 && succeeded == 0), "failed", order);
    }
  }

  // A pool is its members, and a month its days.
  void add_up() {
    const std::string month = month_text(beijing_month(cloud_.emulator.clock().now()));
    for (const std::string kind : {"sim-pools", "back-pools"}) {
      const Answer pools = cloud_.get("/v1/" + kind + "?limit=500&billing_cycle=" + month);
      REQUIRE(pools.status == 200);
      for (const Json& pool : pools.json.at("pools")) {
        const Answer members = cloud_.get("/v1/" + kind + "/" + pool.at("id").dump() +
                                          "/members?limit=500&billing_cycle=" + month);
        std::int64_t used = 0;
        for (const Json& member : members.json.at("pool_members"))
          used += hundredths(member.at("flow_used"));
        claim(hundredths(pool.at("flow_used")) == used, "the sum of a pool", pool);
        claim(pool.at("quantity") == members.json.at("count"), "the members of a pool", pool);
      }
    }
    for (int i = 0; i < 5; ++i) check_month(month);
  }

  // Of cards of a calendar month, that is any but China Unicom's.
  void check_month(const std::string& month) {
    const std::int64_t id = one_of(ids_);
    const Json document = stored_card(cloud_, id);
    if (document.is_null() || document.at("carrier") == 3 || document.contains("version")) return;
    const Json usage = cloud_
                           .post("/v1/sim-cards/month-usages",
                                 Json{{"sim_card_ids", {id}}, {"billing_cycles", {month}}}.dump())
                           .json;
    const Json days =
        cloud_
            .post("/v1/sim-cards/batch-daily-flow",
                  Json{{"sim_card_ids", {id}}, {"month", month.substr(0, 4) + month.substr(5)}}
                      .dump())
            .json;
    std::int64_t used = 0;
    for (const Json& day : days) used += hundredths(day.at("sim_flow")[0].at("flow"));
    const Json& whole = usage.at("month_usages")[0].at("flow_usages")[0].at("flow_used");
    const Json card = cloud_.get("/v1/sim-cards/" + std::to_string(id)).json;
    claim(hundredths(whole) == used, "the sum of a month", usage);
    claim(card.at("flow_used") == whole, "the figure of a card", card);
  }

  Cloud cloud_;
  std::uint64_t seed_;
  std::uint64_t draws_ = 0;
  std::vector<std::int64_t> ids_;
  std::map<std::int64_t, int> states_;
  int claims_ = 0, taken_ = 0, refused_ = 0;
};

TEST_CASE("No sequence of requests and moves of the clock leaves an illegal card or a wrong sum",
          "[gsl][property]") {
  for (const std::uint64_t seed : {1, 2, 3, 4}) {
    CAPTURE(seed);
    Walk walk(seed);
    walk.go(100);
    CHECK(walk.claims() > 3'000);
    CHECK(walk.taken() > 20);  // it is not all refusals
    CHECK(walk.refused() > 20);
  }
}

}  // namespace
}  // namespace virga
