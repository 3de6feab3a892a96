#include "services/huawei_gsl/paging.h"

#include <algorithm>
#include <string>

namespace virga::gsl {
namespace {

std::int64_t first_row(const Input& input) {
  return (input.integer("offset") - 1) * input.integer("limit");
}

Json answer(const Input& input, std::int64_t count, std::string_view name, Json rows) {
  Json page = input.pick({"limit", "offset"});
  page["count"] = count;
  page[std::string(name)] = std::move(rows);
  return page;
}

}  // namespace

Json page(const Call& call, const Kind& kind, Query query, std::string_view rows,
          const std::function<Json(const Json&)>& row) {
  query.page(call.input.integer("limit"), first_row(call.input));
  Json shown = Json::array();
  for (const Json& document : call.store.list(kind, query)) shown.push_back(row(document));
  return answer(call.input, call.store.count(kind, query), rows, std::move(shown));
}

Json page(const Call& call, const Kind& kind, Query query, std::string_view rows, Shape shape) {
  return page(call, kind, std::move(query), rows,
              [shape](const Json& document) { return project(shape, document); });
}

Json page(const Call& call, std::size_t count, std::string_view rows,
          const std::function<Json(std::size_t)>& row) {
  const auto all = static_cast<std::int64_t>(count);
  const std::int64_t begin = std::min(first_row(call.input), all);
  const std::int64_t end = std::min(begin + call.input.integer("limit"), all);
  Json shown = Json::array();
  for (std::int64_t i = begin; i < end; ++i) shown.push_back(row(static_cast<std::size_t>(i)));
  return answer(call.input, all, rows, std::move(shown));
}

}  // namespace virga::gsl
