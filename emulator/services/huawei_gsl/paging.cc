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

Json page(const Call& call, const std::vector<Json>& all, std::string_view rows) {
  const auto count = static_cast<std::int64_t>(all.size());
  const std::int64_t begin = std::min(first_row(call.input), count);
  const std::int64_t end = std::min(begin + call.input.integer("limit"), count);
  return answer(call.input, count, rows,
                Json(std::vector<Json>(all.begin() + begin, all.begin() + end)));
}

}  // namespace virga::gsl
