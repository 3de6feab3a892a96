// How much data a card uses: a function of the world's seed, the card and the day.
//
// Nothing is kept a day. A card has a habit, a share of its plan's data in a month, and every day
// differs a little from it. It uses nothing before it was activated, on days that lie in its
// pauses, after it has expired, or to come. Two things are taken from documents instead:
//
//   - what a fixture says was used when the world began (flow_at_start) lies on the days of that
//     cycle before the world's first, in uneven parts that add up to it;
//   - a document of the kind `usage` replaces the figure of its card and day.
//
// Every figure of GSL, of a day, a month, a plan or a pool, is a sum of days, so they agree.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/json.h"
#include "services/huawei_gsl/billing.h"
#include "services/huawei_gsl/ledger.h"
#include "store/store.h"

namespace virga::gsl {

// Hundredths of a MB, the smallest part that the cloud shows. Sums of them are exact.
using Hundredths = std::int64_t;

Json megabytes_of(Hundredths hundredths);
Hundredths hundredths_of(const Json& megabytes);

// The data of the card's plan in a month; nothing when it has no plan that says.
std::optional<Hundredths> monthly_data(const Json& card);

class UsageModel {
 public:
  // Of the world in `store`, at that time. Reads overrides from the store as long as it lives.
  UsageModel(const Store& store, Time now);

  Hundredths on(const Json& card, Day day) const;  // a day behind us

  // The figures of a cycle are those of last midnight [doc: of rows; inferred: of the others].
  Hundredths within(const Json& card, const Cycle& cycle) const;
  Hundredths in_month(const Json& card, Month month) const;
  Hundredths in_running_cycle(const Json& card) const;
  Hundredths live(const Json& card) const;  // the same and what has been used today

  // Of each day of the running cycle, what will have been used in it when the day begins, if
  // nothing becomes of the card until then.
  std::vector<Hundredths> foreseen(const Json& card) const;

  // Puts flow_used and flow_left of the running cycle into the card; answers what is used.
  Hundredths show(Json& card) const;

  Day today() const { return today_; }
  Day opened() const { return ledger_.opened; }

 private:
  struct Facts;

  std::vector<Hundredths> days(const Json& card, const Cycle& cycle, Day until) const;
  std::size_t counted_days(const Json& card, const Cycle& cycle) const;  // those behind us
  std::int64_t habit_of(const Facts& facts) const;  // percent of its plan in a usual month
  Hundredths drawn(const Facts& facts, std::int64_t habit, Day day) const;
  void lay_out_start(const Facts& facts, const Cycle& cycle, std::vector<Hundredths>& used) const;
  void override_days(const Json& card, const Cycle& cycle, std::vector<Hundredths>& used) const;

  const Store& store_;
  Time now_;
  Day today_;
  Ledger ledger_;
  bool overridden_;  // is there any override at all?
};

}  // namespace virga::gsl
