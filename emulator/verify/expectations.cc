#include "verify/expectations.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "scenario/words.h"

namespace virga {
namespace {

std::optional<Time> read_time(const Yaml& from, std::string_view what, Mistakes& mistakes) {
  const auto time = from.is_scalar() ? parse_time(from.text) : std::nullopt;
  if (!time)
    mistakes.add(from, std::string(what) + " has to be an ISO 8601 time: 2025-06-05T07:27:35Z");
  return time;
}

Between read_between(const Yaml& from, Mistakes& mistakes) {
  Between between;
  if (!expect_keys(from, "between", {"since", "until"}, {}, mistakes)) return between;
  if (from.members.empty()) mistakes.add(from, "between needs \"since\" or \"until\"");
  if (const Yaml* since = from.find("since")) between.since = read_time(*since, "since", mistakes);
  if (const Yaml* until = from.find("until")) between.until = read_time(*until, "until", mistakes);
  if (between.since && between.until && *between.since > *between.until)
    mistakes.add(from, "since is later than until");
  return between;
}

// 3, "2..5", at least 1, at most 2, or none.
ExpectedHits read_calls(const Yaml& from, Mistakes& mistakes) {
  if (auto exact = ExpectedHits::of(from)) {
    if (exact->most == 0) exact->text = "none";
    return *exact;
  }
  const std::string_view text = from.is_scalar() ? std::string_view(from.text) : "";
  if (text == "none") return {.least = 0, .most = 0, .text = "none"};
  for (const std::string_view bound : {"at least ", "at most "}) {
    const auto digits = text.substr(std::min(bound.size(), text.size()));
    const auto number =
        text.starts_with(bound) && is_digits(digits) ? parse_integer(digits) : std::nullopt;
    if (!number) continue;
    ExpectedHits calls{.least = 0, .text = from.text};
    (bound == "at least " ? calls.least : calls.most) = *number;
    return calls;
  }
  mistakes.add(from,
               "count has to be a whole number of 0 or more, a range like 2..5, at least 1, at "
               "most 2, or none");
  return {};
}

class ExpectationReader {
 public:
  ExpectationReader(const Catalog& catalog, Mistakes& mistakes)
      : catalog_(catalog), mistakes_(mistakes) {}

  void read(const Yaml& top, Expectations& expectations) {
    if (!expect_keys(top, "a file of expectations", {"format", "name", "order", "expectations"}, {},
                     mistakes_))
      return;
    if (const Yaml* format = need(top, "format", "a file of expectations", mistakes_);
        format != nullptr && format->integer() != 1)
      mistakes_.add(*format, "format has to be 1");
    if (const Yaml* name = top.find("name"))
      expectations.name = read_name(*name, "name", mistakes_).value_or("");
    if (const Yaml* order = top.find("order"))
      expectations.order = read_flag(*order, "order", mistakes_).value_or(false);
    const Yaml* list = need(top, "expectations", "a file of expectations", mistakes_);
    if (list == nullptr || !expect_items(*list, "expectations", mistakes_)) return;
    for (const Yaml& item : list->items) read_one(item, expectations);
  }

 private:
  void read_one(const Yaml& from, Expectations& expectations) {
    if (!expect_keys(from, "an expectation", {"id", "when", "answered", "between", "count"}, {},
                     mistakes_))
      return;
    Expectation expectation;
    if (const Yaml* id = need(from, "id", "an expectation", mistakes_))
      expectation.id = read_id(*id);
    if (const Yaml* when = need(from, "when", "an expectation", mistakes_))
      read_when(*when, expectation);
    if (const Yaml* answered = from.find("answered"))
      expectation.answered = Answered::read(*answered, expectation.when, mistakes_);
    if (const Yaml* between = from.find("between"))
      expectation.between = read_between(*between, mistakes_);
    if (const Yaml* count = from.find("count")) expectation.count = read_calls(*count, mistakes_);
    expectations.list.push_back(std::move(expectation));
  }

  std::string read_id(const Yaml& from) {
    const auto id = read_name(from, "id", mistakes_);
    if (!id) return {};
    const auto [first, fresh] = lines_.emplace(*id, from.line);
    if (!fresh)
      mistakes_.add(from, "another expectation has the id " + in_quotes(*id) + ", on line " +
                              std::to_string(first->second));
    return *id;
  }

  void read_when(const Yaml& from, Expectation& expectation) {
    if (const Yaml* state = from.find("state"))
      mistakes_.add(*state, "the journal does not tell in which state a resource was");
    if (auto when = When::read(from, catalog_, mistakes_)) expectation.when = std::move(*when);
    expectation.whole_service = from.find("operation") == nullptr && from.find("kind") == nullptr &&
                                from.find("callback") == nullptr;
  }

  const Catalog& catalog_;
  Mistakes& mistakes_;
  std::map<std::string, int> lines_;  // where each id stands
};

}  // namespace

bool Between::holds(Time time) const {
  return (!since || time >= *since) && (!until || time <= *until);
}

bool Between::meets(Time first, Time last) const {
  return (!since || last >= *since) && (!until || first <= *until);
}

std::string Between::text() const {
  return (since ? "since " + plain_time(*since) : "") + (since && until ? " " : "") +
         (until ? "until " + plain_time(*until) : "");
}

bool Expectation::is_about(const Match& match) const {
  return std::any_of(when.targets().begin(), when.targets().end(), [&](const Target& target) {
    return match.operation == nullptr ? whole_service && target.service == match.service
                                      : target.operation == match.operation;
  });
}

bool looks_like_expectations(const Yaml& top) {
  return top.find("expectations") != nullptr && top.find("rules") == nullptr;
}

std::shared_ptr<const Expectations> parse_expectations(std::string_view text,
                                                       const Catalog& catalog, Mistakes& mistakes) {
  const auto yaml = parse_yaml(text, mistakes);
  if (!yaml) return nullptr;
  auto expectations = std::make_shared<Expectations>();
  ExpectationReader(catalog, mistakes).read(*yaml, *expectations);
  if (!mistakes.empty()) return nullptr;
  return expectations;
}

}  // namespace virga
