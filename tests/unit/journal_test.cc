// Everything that was asked of one world and answered.
#include "journal/journal.h"

#include <catch2/catch.hpp>

#include "base/time.h"
#include "journal/entry_json.h"

namespace virga {
namespace {

using namespace std::chrono_literals;
using Ids = std::vector<std::int64_t>;

const Time kStart = *parse_time("2025-06-05T07:27:35Z");

Entry entry(const std::string& service, const std::string& operation, int status = 200) {
  Entry made;
  made.time = kStart;
  made.service = service;
  made.operation = operation;
  made.reply.status = status;
  return made;
}

Ids ids(const Journal& journal, const Filter& filter = {}) {
  Ids found;
  for (const Entry& each : journal.list(filter)) found.push_back(each.id);
  return found;
}

// Three calls, a second apart.
void fill(Journal& journal) {
  Entry list = entry("vms", "NumberPoolList");
  list.access_key = "AKVIRGA1";
  list.request = {"GET", "/?Action=NumberPoolList&Version=2022-01-01", {}, ""};
  list.reply.body = "{\"Result\":[]}";
  journal.append(list);

  Entry create = entry("vms", "CreateNumberPool", 400);
  create.time += 1s;
  create.access_key = "AKVIRGA2";
  create.error = "QuotaExceeded";
  create.rule = "quota";
  create.request = {"POST", "/?Action=CreateNumberPool", {{"X-Trace", "needle"}}, "Name=测试"};
  create.reply.body = "{\"Error\":{}}";
  journal.append(create);

  Entry card = entry("gsl", "ShowRealNamed");
  card.time += 2s;
  card.access_key = "AKVIRGA1";
  card.request.target = "/v1/sim-cards/1/real-named";
  card.reply.body = "{\"real_named\":true}";
  journal.append(card);
}

TEST_CASE("Entries are numbered from one and listed oldest first", "[journal]") {
  Journal journal;
  fill(journal);
  CHECK(ids(journal) == Ids{1, 2, 3});
  CHECK(journal.dropped() == 0);
}

TEST_CASE("An entry is found by its number", "[journal]") {
  Journal journal;
  CHECK_FALSE(journal.find(1));
  fill(journal);
  REQUIRE(journal.find(2));
  CHECK(journal.find(2)->operation == "CreateNumberPool");
  CHECK(journal.find(2)->id == 2);
  for (const std::int64_t id :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{4}, INT64_MAX, INT64_MIN})
    CHECK_FALSE(journal.find(id));
}

TEST_CASE("The number that an entry came with does not count", "[journal]") {
  Journal journal;
  Entry late = entry("vms", "X");
  late.id = 77;
  journal.append(late);
  CHECK(ids(journal) == Ids{1});
}

TEST_CASE("Each filter restricts by its own member", "[journal]") {
  Journal journal;
  fill(journal);
  CHECK(ids(journal, {.service = "vms"}) == Ids{1, 2});
  CHECK(ids(journal, {.operation = "ShowRealNamed"}) == Ids{3});
  CHECK(ids(journal, {.error = "QuotaExceeded"}) == Ids{2});
  CHECK(ids(journal, {.rule = "quota"}) == Ids{2});
  CHECK(ids(journal, {.access_key = "AKVIRGA1"}) == Ids{1, 3});
  CHECK(ids(journal, {.status = 200}) == Ids{1, 3});
  CHECK(ids(journal, {.status = 500}).empty());
}

TEST_CASE("A filter compares whole names", "[journal]") {
  Journal journal;
  fill(journal);
  CHECK(ids(journal, {.operation = "NumberPool"}).empty());
  CHECK(ids(journal, {.operation = "numberpoollist"}).empty());
}

TEST_CASE("A text is looked for in target and bodies, not in headers", "[journal]") {
  Journal journal;
  fill(journal);
  CHECK(ids(journal, {.text = "Action=NumberPoolList"}) == Ids{1});
  CHECK(ids(journal, {.text = "测试"}) == Ids{2});
  CHECK(ids(journal, {.text = "real_named\":true"}) == Ids{3});
  CHECK(ids(journal, {.text = "needle"}).empty());
}

TEST_CASE("The bounds of time belong to it", "[journal]") {
  Journal journal;
  fill(journal);
  CHECK(ids(journal, {.since = kStart + 1s}) == Ids{2, 3});
  CHECK(ids(journal, {.until = kStart + 1s}) == Ids{1, 2});
  CHECK(ids(journal, {.since = kStart + 1s, .until = kStart + 1s}) == Ids{2});
  CHECK(ids(journal, {.since = kStart + 2s, .until = kStart + 1s}).empty());
}

TEST_CASE("Every member of a filter has to hold", "[journal]") {
  Journal journal;
  fill(journal);
  CHECK(ids(journal, {.service = "vms", .access_key = "AKVIRGA1", .status = 200}) == Ids{1});
  CHECK(ids(journal, {.service = "gsl", .error = "QuotaExceeded"}).empty());
}

TEST_CASE("The oldest entries go when there are too many bytes", "[journal]") {
  Journal journal;
  Entry large = entry("vms", "Large");
  large.reply.body = std::string(Journal::Bounds().bytes / 4, 'x');
  for (int i = 0; i < 5; ++i) journal.append(large);
  CHECK(ids(journal) == Ids{3, 4, 5});
  CHECK(journal.dropped() == 2);
  CHECK_FALSE(journal.find(2));
  REQUIRE(journal.find(3));
  CHECK(journal.find(3)->id == 3);
}

TEST_CASE("The newest entry stays, however large it is", "[journal]") {
  Journal journal;
  fill(journal);
  Entry huge = entry("vms", "Huge");
  huge.request.body = std::string(Journal::Bounds().bytes + 1, 'x');
  journal.append(huge);
  CHECK(ids(journal) == Ids{4});
  CHECK(journal.dropped() == 3);
  journal.append(entry("vms", "Small"));
  CHECK(ids(journal) == Ids{5});
}

TEST_CASE("The oldest entries go when there are too many", "[journal]") {
  Journal journal;
  const Entry small = entry("vms", "Small");
  for (std::size_t i = 0; i < Journal::Bounds().entries + 2; ++i) journal.append(small);
  CHECK(journal.dropped() == 2);
  CHECK_FALSE(journal.find(2));
  CHECK(journal.find(3));
  CHECK(journal.find(Journal::Bounds().entries + 2));
}

TEST_CASE("A journal that is cleared numbers anew", "[journal]") {
  Journal journal;
  Entry huge = entry("vms", "Huge");
  huge.request.body = std::string(Journal::Bounds().bytes + 1, 'x');
  journal.append(huge);
  journal.append(huge);
  journal.clear();
  CHECK(ids(journal).empty());
  CHECK(journal.dropped() == 0);
  fill(journal);
  CHECK(ids(journal) == Ids{1, 2, 3});
  CHECK(journal.dropped() == 0);
}

TEST_CASE("A journal gives back every member of an entry as it was", "[journal]") {
  Entry kept = entry("gsl", "ShowRealNamed", 0);
  kept.time = kStart - std::chrono::years(100) + 7ms;
  kept.world = "one";
  kept.account = "2100000001";
  kept.access_key = std::string("AK\0\xff", 4);
  kept.proof = "signature";
  kept.request = {"POST", "/?a=" + std::string(300, 'b'), {{"X-A", "1"}, {"x-a", ""}}, "body\n"};
  kept.reply = {503, {{"Content-Type", "text/plain"}}, std::string(70'000, 'r'), {}};
  kept.reply.delivery = {.delay = -5ms,
                         .head = Pace{20, 30ms},
                         .cut_body = 7,
                         .ending = Ending::kStall,
                         .patience = 40ms};
  kept.request_id = "20250605";
  kept.error = "E";
  kept.why = "because";
  kept.notes = {"", "second"};
  kept.rule = "r";
  Verdict drawn, plain;
  drawn.scenario = "s";
  drawn.rule = "r";
  drawn.count_key = "AK";
  drawn.ordinal = INT64_MAX;
  drawn.draw = 0.1;
  plain.ordinal = INT64_MIN;
  plain.acted = true;
  plain.missed = "m";
  kept.verdicts = {drawn, plain};
  kept.committed = true;
  kept.queued = 89us;
  kept.took = 1'234'567us;
  kept.handler = 1'000us;
  Journal journal;
  journal.append(kept);
  kept.id = 1;
  REQUIRE(journal.find(1));
  CHECK(to_json(*journal.find(1)) == to_json(kept));
  CHECK(journal.find(1)->time == kept.time);
  const Delivery delivery = journal.find(1)->reply.delivery;
  CHECK(delivery.patience == 40ms);
  CHECK(journal.list({}).front().verdicts[0].draw == 0.1);
  CHECK_FALSE(journal.list({}).front().verdicts[1].draw);
}

TEST_CASE("What became of a reply is written to its entry, and to no other", "[journal]") {
  using Fate = Delivered::Fate;
  Journal journal;
  const auto first = journal.append(entry("gsl", "ShowRealNamed", 0));
  const auto second = journal.append(entry("gsl", "ShowRealNamed", 0));
  journal.settle(second, {.fate = Fate::kGivenUp, .bytes = 7, .left_after = 20ms});
  CHECK(journal.find(1)->delivered.fate == Fate::kOpen);
  CHECK(journal.find(2)->delivered.fate == Fate::kGivenUp);
  CHECK(journal.find(2)->delivered.bytes == 7);
  CHECK(journal.list({})[1].delivered.left_after == 20ms);
  journal.clear();
  const auto third = journal.append(entry("gsl", "ShowRealNamed", 0));
  journal.settle(first, {.fate = Fate::kSent});  // of an answer that was on its way meanwhile
  CHECK(journal.find(1)->delivered.fate == Fate::kOpen);
  journal.settle(third, {.fate = Fate::kSent});
  CHECK(journal.find(1)->delivered.fate == Fate::kSent);
}

TEST_CASE("What became of a reply whose entry had to go is forgotten", "[journal]") {
  Journal journal;
  const auto gone = journal.append(entry("gsl", "ShowRealNamed", 0));
  Entry huge = entry("gsl", "ShowRealNamed", 0);
  huge.request.body = std::string(Journal::Bounds().bytes + 1, 'x');
  journal.append(huge);
  journal.settle(gone, {.fate = Delivered::Fate::kSent});
  CHECK(journal.dropped() == 1);
  CHECK(journal.find(2)->delivered.fate == Delivered::Fate::kOpen);
}

TEST_CASE("News are what was written since, in portions, and say when it was cleared",
          "[journal]") {
  Journal journal;
  CHECK(journal.news(0, 10).entries.empty());
  fill(journal);
  const auto first = journal.news(0, 2);
  CHECK(first.entries.size() == 2);
  CHECK(first.entries[0].id == 1);
  CHECK_FALSE(first.cleared);
  const auto second = journal.news(first.last, 2);
  REQUIRE(second.entries.size() == 1);
  CHECK(second.entries[0].id == 3);
  CHECK(journal.news(second.last, 2).entries.empty());
  CHECK(journal.news(second.last, 2).last == second.last);
  journal.clear();
  const auto none = journal.news(second.last, 2);
  CHECK(none.entries.empty());
  CHECK(none.cleared);
  CHECK_FALSE(journal.news(none.last, 2).cleared);
  fill(journal);
  CHECK(journal.news(second.last, 1).cleared);
  const auto third = journal.news(none.last, 1);
  REQUIRE(third.entries.size() == 1);
  CHECK(third.entries[0].id == 1);
  CHECK_FALSE(third.cleared);
  journal.clear();
  const auto fourth = journal.news(third.last, 1);
  CHECK(fourth.cleared);
  CHECK(fourth.entries.empty());
  CHECK_FALSE(journal.news(fourth.last, 1).cleared);
}

TEST_CASE("News tell how many entries had to go, and of what time they were", "[journal]") {
  Journal journal;
  fill(journal);
  Entry huge = entry("gsl", "ShowRealNamed");
  huge.time += 1h;
  huge.reply.body = std::string(Journal::Bounds().bytes, 'x');
  journal.append(huge);
  const auto news = journal.news(0, 10);
  REQUIRE(news.entries.size() == 1);
  CHECK(news.entries[0].id == 4);
  CHECK(news.dropped.entries == 3);
  CHECK(news.dropped.first == kStart);
  CHECK(news.dropped.last == kStart + 2s);
  journal.clear();
  CHECK(journal.news(0, 10).dropped.entries == 0);
}

TEST_CASE("News begin behind an entry, or now, and tell how many were missed", "[journal]") {
  Journal journal({.entries = 2});
  fill(journal);
  CHECK(journal.news(journal.behind(0), 10).missed == 1);
  CHECK(journal.news(journal.behind(1), 10).missed == 0);
  CHECK(journal.news(journal.behind(2), 10).entries.size() == 1);
  CHECK(journal.news(journal.behind(77), 10).entries.empty());
  CHECK(journal.news(journal.now(), 10).entries.empty());
  CHECK(journal.now() == journal.behind(3));
  journal.clear();
  journal.append(entry("gsl", "ListTags"));
  CHECK(journal.news(journal.behind(0), 10).entries.size() == 1);
  CHECK_FALSE(journal.news(journal.behind(0), 10).cleared);
}

TEST_CASE("A journal tells of each entry that has to go, in order", "[journal]") {
  Ids gone;
  Journal journal({.entries = 2, .dropped = [&](const Entry& each) { gone.push_back(each.id); }});
  fill(journal);
  fill(journal);
  CHECK(gone == Ids{1, 2, 3, 4});
  CHECK(ids(journal) == Ids{5, 6});
  journal.clear();  // is wanted, and no loss
  CHECK(gone.size() == 4);
  CHECK(journal.bytes() == 0);
}

TEST_CASE("Who listens to a journal hears of all that is written or cleared", "[journal]") {
  struct Counter : Journal::Listener {
    int times = 0;
    void heard() override { ++times; }
  };
  Journal journal;
  Counter counter;
  fill(journal);
  journal.listen(counter);
  fill(journal);
  CHECK(counter.times == 3);
  journal.clear();
  CHECK(counter.times == 4);
  journal.leave(counter);
  fill(journal);
  CHECK(counter.times == 4);
}

TEST_CASE("An entry as JSON holds request, reply and verdicts whole", "[journal]") {
  Entry shown = entry("vms", "CreateNumberPool", 400);
  shown.id = 7;
  shown.world = "default";
  shown.request = {"POST", "/?Action=CreateNumberPool", {{"X-A", "1"}, {"x-a", "2"}}, "a=b"};
  shown.reply.headers = {{"Content-Type", "application/json"}};
  shown.reply.delivery = {.delay = 250ms, .ending = Ending::kReset};
  Verdict missed, acted;
  missed.scenario = acted.scenario = "s";
  missed.rule = "r";
  missed.count_key = "AK";
  missed.ordinal = 2;
  missed.draw = 0.5;
  missed.missed = "below";
  acted.rule = "q";
  acted.ordinal = 1;
  acted.acted = true;
  shown.verdicts = {missed, acted};
  shown.took = 120us;
  const Json json = to_json(shown);
  CHECK(json.at("id") == Json(7));
  CHECK(json.at("time") == Json("2025-06-05T07:27:35.000Z"));
  CHECK(json.at("took_us") == Json(120));
  CHECK(print_json(json.at("request")) ==
        R"({"method":"POST","target":"/?Action=CreateNumberPool",)"
        R"("headers":[["X-A","1"],["x-a","2"]],"body":"a=b"})");
  CHECK(print_json(json.at("reply")) ==
        R"({"status":400,"headers":[["Content-Type","application/json"]],"body":"",)"
        R"("delay_ms":250,"ending":"reset"})");
  CHECK(print_json(json.at("verdicts")) ==
        R"([{"scenario":"s","rule":"r","ordinal":2,"acted":false,"count_key":"AK","draw":0.5,)"
        R"("missed":"below"},{"scenario":"s","rule":"q","ordinal":1,"acted":true}])");
}

}  // namespace
}  // namespace virga
