#include "services/huawei_gsl/billing.h"

#include <algorithm>

#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"

namespace virga::gsl {
namespace {

constexpr int kVisibleMonths = 6;

}  // namespace

Time Cycle::end() const { return begin_of(last + std::chrono::days(1)) - std::chrono::seconds(1); }

Cycle cycle_of(Month month, std::int64_t carrier) {
  if (carrier != kUnicom)
    return {first_day(month), first_day(plus_months(month, 1)) - std::chrono::days(1)};
  const Day before = first_day(plus_months(month, -1));
  return {before + std::chrono::days(26), first_day(month) + std::chrono::days(25)};
}

Cycle running_cycle(Day day, std::int64_t carrier) {
  const Month month = month_of(day);
  const Cycle cycle = cycle_of(month, carrier);
  return day <= cycle.last ? cycle : cycle_of(plus_months(month, 1), carrier);
}

// The current month is the one of the calendar for every carrier: from the 27th to the end of a
// month the Unicom cycle that runs bears the name of the next, which no source says can be asked
// for already.
std::vector<Month> visible_months(Time now) {
  std::vector<Month> months;
  for (int back = 0; back < kVisibleMonths; ++back)
    months.push_back(plus_months(beijing_month(now), -back));
  return months;
}

bool is_visible(Month month, Time now) {
  const auto months = visible_months(now);
  return std::find(months.begin(), months.end(), month) != months.end();
}

Result<Month> billing_month(const std::string& text, Time now) {
  const auto month = parse_month(text);
  if (!month) return kBillingCycleInvalid.because(text + " is no month");
  if (!is_visible(*month, now)) {
    const auto months = visible_months(now);
    return kBillingCycleInvalid.because(
        text + " is not among the latest six months: " + month_text(months.back()) + " to " +
        month_text(months.front()));
  }
  return *month;
}

}  // namespace virga::gsl
