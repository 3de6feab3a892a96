// Which numbers of a pool may be used: those that a call names, and those that are chosen by city.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/exchange.h"

namespace virga::vms {

struct NumberChoice {
  std::string pool = {};
  std::vector<std::string> cities = {};   // in order; none: any city
  std::optional<std::int64_t> type = {};  // 0 mobile, 1 landline
  Json except = Json::array();
  Json only = Json::array();  // none: all of the pool
  bool random = false;        // within a city
};

// The choice as CityCode, CityCodeByPhoneNo, DegradeCityList and RandomFlag ask for it, or fields
// of such names behind a prefix ("Y"). The city that was asked for comes first, else the home city
// of A or B; then those to fall back to, in order, PNPC being the capital of the first one's
// province [doc]. Without any city, every one will do [inferred].
NumberChoice choice_of(const Input& input, std::string pool, const std::string& prefix = {});

// The enabled numbers, the best first. Of one city, in the order of their digits [inferred].
std::vector<Json> choose_numbers(Store& store, const NumberChoice& choice);

// The pool exists (IllegalArgument) and is one of the sub service (UnsupportedOperation).
std::optional<Fault> check_pool(const Call& call, const std::string& pool,
                                std::int64_t sub_service);
// The number is an enabled one of the pool: `illegal` or BlockNumber.
std::optional<Fault> check_number(const Call& call, const std::string& number,
                                  const std::string& pool, const Error& illegal);

}  // namespace virga::vms
