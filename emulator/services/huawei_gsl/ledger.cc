#include "services/huawei_gsl/ledger.h"

#include <string>

#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/midnight.h"

namespace virga::gsl {
namespace {

constexpr std::int64_t kTheOne = 1;

}  // namespace

Ledger ledger_of(const Store& store, Time now) {
  const Document ledger = store.look(kLedger, kTheOne);
  if (ledger == nullptr) return {beijing_day(now)};
  const auto opened = parse_time(ledger->at("opened").get_ref<const std::string&>());
  return {beijing_day(opened.value_or(now)),
          std::stoull(ledger->at("seed").get_ref<const std::string&>())};
}

void begin_world(Store& store, Time now, std::uint64_t seed) {
  store.put(kLedger, {{"id", kTheOne}, {"opened", iso_time(now)}, {"seed", std::to_string(seed)}});
  expect_midnight(store, now);
}

}  // namespace virga::gsl
