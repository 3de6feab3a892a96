// GET /_virga/requests: the journal.
#include "base/text.h"
#include "base/time.h"
#include "control/route.h"
#include "journal/entry_json.h"
#include "journal/har.h"
#include "verify/call.h"

namespace virga::control {
namespace {

std::optional<Time> time_given(const Ask& ask, std::string_view name) {
  const std::string text = ask.parameter(name);
  if (text.empty()) return std::nullopt;
  const auto time = parse_time(text);
  if (!time)
    throw Refused{400, "invalid_parameter",
                  std::string(name) + ": \"" + text + "\" is no ISO 8601 time"};
  return time;
}

}  // namespace

Filter filter_of(const Ask& ask) {
  Filter filter;
  filter.service = ask.service();
  filter.operation = ask.operation();
  filter.callback = ask.callback();
  filter.error = ask.parameter("error");
  filter.rule = ask.parameter("rule");
  filter.access_key = ask.parameter("access_key");
  filter.text = ask.parameter("text");
  if (!ask.parameter("status").empty())
    filter.status = static_cast<int>(ask.number("status", 0, 0));
  filter.since = time_given(ask, "since");
  filter.until = time_given(ask, "until");
  return filter;
}

namespace {

// Those of the page that is asked for, and how many there are in all.
struct Chosen {
  std::vector<Entry> page;
  std::size_t total = 0;
};

Chosen chosen_by(const Ask& ask) {
  const std::int64_t limit = ask.number("limit", 1000, 1), after = ask.number("after", 0, 0);
  Chosen chosen;
  for (Entry& entry : ask.world.journal.list(filter_of(ask))) {
    ++chosen.total;
    if (entry.id > after && static_cast<std::int64_t>(chosen.page.size()) < limit)
      chosen.page.push_back(std::move(entry));
  }
  return chosen;
}

}  // namespace

Reply list_requests(const Ask& ask) {
  Chosen chosen = chosen_by(ask);
  Json list = Json::array();
  for (Entry& entry : chosen.page)
    list.push_back(to_json(understood(std::move(entry), ask.catalog)));
  return json_reply({{"world", ask.world.name},
                     {"total", chosen.total},
                     {"dropped", ask.world.journal.dropped()},
                     {"requests", std::move(list)}});
}

Reply get_archive(const Ask& ask) { return json_reply(to_har(chosen_by(ask).page)); }

Reply get_request(const Ask& ask) {
  const auto id = parse_integer(ask.path[0]);
  auto entry = id ? ask.world.journal.find(*id) : std::nullopt;
  if (!entry) throw Refused{404, "not_found", "the journal holds no request " + ask.path[0]};
  return json_reply(to_json(understood(std::move(*entry), ask.catalog)));
}

Reply delete_requests(const Ask& ask) {
  ask.world.journal.clear();
  return json_reply({{"world", ask.world.name}, {"cleared", true}});
}

}  // namespace virga::control
