#include "services/huawei_gsl/billing.h"

#include <algorithm>

#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"

namespace virga::gsl {
namespace {

constexpr int kVisibleMonths = 6;
constexpr unsigned kUnicomFirstDay = 27;

}  // namespace

Cycle cycle_of(Month month, std::int64_t carrier) {
  constexpr std::chrono::seconds kLastSecond{1};
  if (carrier == kUnicom)
    return {beijing_midnight(plus_months(month, -1), kUnicomFirstDay),
            beijing_midnight(month, kUnicomFirstDay) - kLastSecond};
  return {beijing_midnight(month, 1), beijing_midnight(plus_months(month, 1), 1) - kLastSecond};
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

Result<Month> billing_month(const std::string& text, Time now) {
  const auto month = parse_month(text);
  if (!month) return kBillingCycleInvalid.because(text + " is no month");
  const auto months = visible_months(now);
  if (std::find(months.begin(), months.end(), *month) == months.end())
    return kBillingCycleInvalid.because(
        text + " is not among the latest six months: " + month_text(months.back()) + " to " +
        month_text(months.front()));
  return *month;
}

}  // namespace virga::gsl
