// Requests that name many cards: a list of ids, or one of numbers when that is empty.
#pragma once

#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "catalog/exchange.h"

namespace virga::gsl {

// What the request gives under the name; an empty array when it gives nothing.
Json list_or_none(const Input& input, std::string_view name);

// The cards with those sim_card_ids, in that order; GSL.00011001 when one does not exist.
Result<std::vector<Json>> cards_with_ids(const Call& call, const Json& ids);

// The same of numbers that stand in `member`: iccid or cid. Nineteen digits are enough for a number
// of twenty.
Result<std::vector<Json>> cards_with_numbers(const Call& call, std::string_view member,
                                             const Json& numbers);

}  // namespace virga::gsl
