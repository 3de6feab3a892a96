// Pages of GSL: `offset` is a page number that counts from 1, and answers repeat it beside the
// count of all rows.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <string_view>

#include "base/json.h"
#include "catalog/exchange.h"
#include "catalog/field.h"
#include "store/kind.h"
#include "store/query.h"

namespace virga::gsl {

inline constexpr Field kLimit{.name = "limit",
                              .type = Type::kInt64,
                              .in = In::kQuery,
                              .min = 10,
                              .max = 500,
                              .standard = "10",
                              .note = "rows of a page"};
inline constexpr Field kOffset{.name = "offset",
                               .type = Type::kInt64,
                               .in = In::kQuery,
                               .min = 1,
                               .max = 1000000,
                               .standard = "1",
                               .note = "number of the page, from 1"};

// The declared answer of a list whose rows stand under `rows`.
constexpr std::array<Member, 4> page_shape(std::string_view rows, Shape row,
                                           bool nullable = false) {
  return {Member{.name = "limit", .type = Type::kInt64, .nullable = nullable},
          Member{.name = "offset", .type = Type::kInt64, .nullable = nullable},
          Member{.name = "count", .type = Type::kInt64, .nullable = nullable},
          Member{.name = rows,
                 .type = Type::kArray,
                 .nullable = nullable,
                 .items = Type::kObject,
                 .members = row}};
}

// The page that the call asks for, of the documents that `query` finds; `row` makes the answer of
// one document. A page past the end is an empty list with the true count [inferred].
Json page(const Call& call, const Kind& kind, Query query, std::string_view rows,
          const std::function<Json(const Json&)>& row);

// The same of documents as they are shown by `shape`.
Json page(const Call& call, const Kind& kind, Query query, std::string_view rows, Shape shape);

// The same of `count` rows that are computed, each by its index, when they are shown.
Json page(const Call& call, std::size_t count, std::string_view rows,
          const std::function<Json(std::size_t)>& row);

}  // namespace virga::gsl
