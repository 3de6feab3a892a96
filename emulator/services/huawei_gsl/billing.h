// Billing cycles: which months may be asked for, and when each begins and ends.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "services/huawei_gsl/day.h"

namespace virga::gsl {

struct Cycle {
  Day first;
  Day last;

  Time begin() const { return begin_of(first); }
  Time end() const;  // its last second
};

// The calendar month in Beijing time; for Unicom from the 27th of the previous month to the 26th
// [doc].
Cycle cycle_of(Month month, std::int64_t carrier);

// The cycle that the day falls in.
Cycle running_cycle(Day day, std::int64_t carrier);

// The months whose figures can still be seen, newest first: the current one and the five before it.
std::vector<Month> visible_months(Time now);
bool is_visible(Month month, Time now);

// `YYYY-MM` as one of the visible months. GSL.00011004 for any other text [doc: the code; inferred:
// which are legal].
Result<Month> billing_month(const std::string& text, Time now);

}  // namespace virga::gsl
