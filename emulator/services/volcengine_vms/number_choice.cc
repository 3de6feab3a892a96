#include "services/volcengine_vms/number_choice.h"

#include <algorithm>

#include "base/chance.h"
#include "services/volcengine_vms/cities.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::string_view kCapital = "PNPC";  // [doc]

bool holds(const Json& list, const Json& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

void append_city(std::vector<std::string>& cities, std::string city) {
  if (std::find(cities.begin(), cities.end(), city) == cities.end())
    cities.push_back(std::move(city));
}

// The same order in every run, another one for each choice.
void shuffle(Store& store, std::vector<Json>& numbers) {
  const auto turn = static_cast<std::uint64_t>(store.next("vms.choice"));
  const std::uint64_t seed = seed_of(store);
  const auto rank = [&](const Json& number) {
    return hash_of(seed, {"vms.choice", number.at("Number").get_ref<const std::string&>()}, turn);
  };
  std::sort(numbers.begin(), numbers.end(),
            [&](const Json& a, const Json& b) { return rank(a) < rank(b); });
}

}  // namespace

NumberChoice choice_of(const Input& input, std::string pool, const std::string& prefix) {
  NumberChoice choice{.pool = std::move(pool)};
  std::string first;
  const std::string by = prefix + "CityCodeByPhoneNo";
  if (input.has(prefix + "CityCode") && !input.text(prefix + "CityCode").empty()) {
    first = input.text(prefix + "CityCode");
  } else if (input.has(by)) {
    const bool b_given = input.has("PhoneNoB") && !input.text("PhoneNoB").empty();
    const std::string name = input.text(by) == "B" && b_given ? "PhoneNoB" : "PhoneNoA";
    if (input.has(name)) first = home_city(input.text(name));
  }
  if (!first.empty()) choice.cities.push_back(first);
  if (input.has(prefix + "DegradeCityList"))
    for (const Json& city : input.list(prefix + "DegradeCityList")) {
      const bool capital = city == kCapital;
      if (capital && first.empty()) continue;
      append_city(choice.cities, capital ? provincial_capital(first) : city.get<std::string>());
    }
  choice.random = input.integer_or("RandomFlag" + prefix, 0) == 1;
  return choice;
}

std::vector<Json> choose_numbers(Store& store, const NumberChoice& choice) {
  std::vector<Json> usable;
  Query query;
  query.equals("NumberPoolNo", choice.pool).equals("NumberStatusCode", 1);
  if (choice.type) query.equals("NumberTypeCode", *choice.type);
  for (Json& number : store.list(kNumber, query.ordered_by("Number", false)))
    if (!holds(choice.except, number.at("Number")) &&
        (choice.only.empty() || holds(choice.only, number.at("Number"))))
      usable.push_back(std::move(number));
  if (choice.random) shuffle(store, usable);
  if (choice.cities.empty()) return usable;
  std::vector<Json> chosen;
  for (const std::string& city : choice.cities)
    for (const Json& number : usable)
      if (number.at("CityCode") == city) chosen.push_back(number);
  return chosen;
}

std::optional<Fault> check_pool(const Call& call, const std::string& number,
                                std::int64_t sub_service) {
  const Document pool = call.store.look(kNumberPool, number);
  if (!pool) return kIllegalArgument.because("there is no pool " + number);
  if (pool->at("SubServiceType") != sub_service)
    return kUnsupportedOperation.because("the pool is one for " +
                                         service_label(pool->at("SubServiceType")) + ", not for " +
                                         service_label(sub_service));
  return std::nullopt;
}

std::optional<Fault> check_number(const Call& call, const std::string& number,
                                  const std::string& pool, const Error& illegal) {
  const Document found = call.store.look(kNumber, number);
  if (!found || found->at("NumberPoolNo") != pool)
    return illegal.because(number + " is no number of the pool " + pool);
  if (found->at("NumberStatusCode") != 1) return kBlockNumber.because(number + " is disabled");
  return std::nullopt;
}

}  // namespace virga::vms
