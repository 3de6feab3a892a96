#include "services/huawei_gsl/usage.h"

#include <cmath>
#include <string>

#include "base/chance.h"
#include "services/huawei_gsl/operations.h"

namespace virga::gsl {
namespace {

double number_in(const Json& card, std::string_view name) {
  const auto found = card.find(name);
  return found != card.end() && found->is_number() ? found->get<double>() : 0;
}

bool active_in(const Json& card, Month month) {
  const auto found = card.find("act_date");
  if (found == card.end() || !found->is_string()) return false;
  const auto activated = parse_time(found->get_ref<const std::string&>());
  return activated && beijing_month(*activated) <= month;
}

double to_hundredths(double value) { return std::round(value * 100) / 100; }

constexpr Operation kOperations[] = {
    {.name = "ShowMonthUsages",
     .route = Rest{"POST", "/v1/sim-cards/month-usages"},
     .summary = "Monthly usage of cards"},
    {.name = "ListSimCardFlowPerDay",
     .route = Rest{"POST", "/v1/sim-cards/batch-daily-flow"},
     .summary = "Daily usage of cards"},
};

}  // namespace

double monthly_data(const Json& card) {
  return to_hundredths(number_in(card, "flow_used") + number_in(card, "flow_left"));
}

double used_in(const Json& card, Month month, Time now, std::uint64_t seed) {
  const Month current = beijing_month(now);
  if (month > current) return 0;
  if (month == current) return to_hundredths(number_in(card, "flow_used"));
  if (!active_in(card, month)) return 0;
  const auto& cid = card.at("cid").get_ref<const std::string&>();
  const double share = unit_of(hash_of(seed, {"gsl.usage", cid, month_text(month)}));
  return to_hundredths(share * monthly_data(card));
}

std::span<const Operation> usage_operations() { return kOperations; }

}  // namespace virga::gsl
