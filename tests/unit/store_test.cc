// Documents, counters, the agenda and transactions of a world.
#include "store/store.h"

#include <catch2/catch.hpp>
#include <stdexcept>

namespace virga {
namespace {

using namespace std::chrono_literals;
using Documents = std::vector<Json>;

constexpr Member kBookMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "title", .indexed = true},
    {.name = "note", .nullable = true},
};
constexpr Kind kBook{.service = "shop", .name = "books", .id = "id", .members = kBookMembers};
constexpr Member kShelfMembers[] = {{.name = "Name"}};
constexpr Kind kShelf{.service = "shop", .name = "shelves", .id = "Name", .members = kShelfMembers};
constexpr const Kind* kKinds[] = {&kBook, &kShelf};

constexpr Error kRefused{.code = "Refused", .text = "No."};

struct Shop {
  Shop() { Store::prepare(database, kKinds); }

  Database database{":memory:"};
  Store store{database, "default"};
  Store other{database, "other"};
};

Json book(std::int64_t id, const std::string& title) { return {{"id", id}, {"title", title}}; }

TEST_CASE("A document is found as it was put", "[store]") {
  Shop shop;
  const Json document{
      {"title", "测试 \"'; DROP TABLE"}, {"id", 9'007'199'254'740'993}, {"note", nullptr}};
  shop.store.put(kBook, document);
  CHECK(shop.store.find(kBook, 9'007'199'254'740'993) == document);
  CHECK(print_json(*shop.store.find(kBook, 9'007'199'254'740'993)) == print_json(document));
  CHECK_FALSE(shop.store.find(kBook, 9'007'199'254'740'992));
}

TEST_CASE("A text that looks like a number is an id of its own", "[store]") {
  Shop shop;
  for (const std::string name : {"1", "01", "1.0", "", "a", "A"})
    shop.store.put(kShelf, {{"Name", name}});
  CHECK(shop.store.count(kShelf) == 6);
  CHECK(shop.store.find(kShelf, "01") == Json{{"Name", "01"}});
}

TEST_CASE("Documents are listed in the order of their creation", "[store]") {
  Shop shop;
  for (const std::int64_t id : {5, 1, 3}) shop.store.put(kBook, book(id, "t"));
  CHECK(shop.store.list(kBook) == Documents{book(5, "t"), book(1, "t"), book(3, "t")});
  CHECK(shop.store.count(kBook) == 3);
}

TEST_CASE("A replaced document keeps its place", "[store]") {
  Shop shop;
  for (const std::int64_t id : {1, 2, 3}) shop.store.put(kBook, book(id, "old"));
  shop.store.put(kBook, book(2, "new"));
  CHECK(shop.store.list(kBook) == Documents{book(1, "old"), book(2, "new"), book(3, "old")});
  CHECK(shop.store.find_by(kBook, "title", "new") == book(2, "new"));
  CHECK(shop.store.find_by(kBook, "title", "old") == book(1, "old"));
}

TEST_CASE("A document becomes another, and is found by what has changed and what has not",
          "[store]") {
  Shop shop;
  for (const std::int64_t id : {1, 2}) shop.store.put(kBook, book(id, "old"));
  Json renamed = book(2, "new"), noted = renamed;
  noted["note"] = "read";
  shop.store.replace(kBook, book(2, "old"), renamed);
  CHECK(shop.store.find_by(kBook, "title", "old") == book(1, "old"));
  CHECK(shop.store.find_by(kBook, "title", "new") == renamed);
  shop.store.replace(kBook, renamed, noted);
  CHECK(shop.store.find_by(kBook, "title", "new") == noted);
  shop.store.replace(kBook, noted, {{"id", 2}});
  CHECK_FALSE(shop.store.find_by(kBook, "title", "new"));
  CHECK(shop.store.list(kBook) == Documents{book(1, "old"), {{"id", 2}}});
}

TEST_CASE("A document that was erased is gone, and comes back at the end", "[store]") {
  Shop shop;
  for (const std::int64_t id : {1, 2}) shop.store.put(kBook, book(id, "t"));
  CHECK(shop.store.erase(kBook, 1));
  CHECK_FALSE(shop.store.erase(kBook, 1));
  CHECK_FALSE(shop.store.find(kBook, 1));
  shop.store.put(kBook, book(1, "t"));
  CHECK(shop.store.list(kBook) == Documents{book(2, "t"), book(1, "t")});
}

TEST_CASE("A document without its id is a bug and throws", "[store]") {
  Shop shop;
  CHECK_THROWS(shop.store.put(kBook, {{"title", "t"}}));
  CHECK_THROWS_AS(shop.store.put(kBook, {{"id", nullptr}, {"title", "t"}}), StorageFailure);
  CHECK(shop.store.count(kBook) == 0);
}

TEST_CASE("Worlds do not see each other's documents", "[store]") {
  Shop shop;
  shop.store.put(kBook, book(1, "mine"));
  shop.other.put(kBook, book(1, "theirs"));
  CHECK(shop.store.list(kBook) == Documents{book(1, "mine")});
  CHECK(shop.other.erase(kBook, 1));
  CHECK(shop.store.find(kBook, 1) == book(1, "mine"));
  CHECK(shop.other.count(kBook) == 0);
}

TEST_CASE("A counter counts from one, for each name and world", "[store]") {
  Shop shop;
  CHECK(shop.store.next("orders") == 1);
  CHECK(shop.store.next("orders") == 2);
  CHECK(shop.store.next("calls") == 1);
  CHECK(shop.other.next("orders") == 1);
  CHECK(shop.store.next("orders") == 3);
}

TEST_CASE("What a transaction did is kept when it gives a value", "[store]") {
  Shop shop;
  const auto outcome = shop.store.transact<Json>([&]() -> Result<Json> {
    shop.store.put(kBook, book(1, "kept"));
    return Json("done");
  });
  REQUIRE(outcome);
  CHECK(*outcome == Json("done"));
  CHECK(shop.store.list(kBook) == Documents{book(1, "kept")});
}

TEST_CASE("What a transaction did is undone when it gives an error", "[store]") {
  Shop shop;
  shop.store.put(kBook, book(1, "before"));
  shop.store.next("orders");
  const auto outcome = shop.store.transact<Json>([&]() -> Result<Json> {
    shop.store.put(kBook, book(1, "after"));
    shop.store.put(kBook, book(2, "after"));
    shop.store.next("orders");
    shop.store.agenda().add(Time(1ms), "event", "subject");
    return kRefused.because("of the test");
  });
  REQUIRE_FALSE(outcome);
  CHECK(outcome.fault().error == &kRefused);
  CHECK(outcome.fault().why == "of the test");
  CHECK(shop.store.list(kBook) == Documents{book(1, "before")});
  CHECK(shop.store.next("orders") == 2);
  CHECK_FALSE(shop.store.agenda().take(Time(1h)));
}

TEST_CASE("What a transaction did is kept when it gives an error that keeps it", "[store]") {
  Shop shop;
  const auto outcome = shop.store.transact<Json>([&]() -> Result<Json> {
    shop.store.put(kBook, book(1, "kept"));
    return Fault(kRefused).keeping_work();
  });
  REQUIRE_FALSE(outcome);
  CHECK(outcome.fault().error == &kRefused);
  CHECK(shop.store.list(kBook) == Documents{book(1, "kept")});
}

TEST_CASE("A look shows what is stored, whatever was looked at before", "[store]") {
  Shop shop;
  CHECK(shop.store.look(kBook, 1) == nullptr);
  shop.store.put(kBook, book(1, "before"));
  const Document before = shop.store.look(kBook, 1);
  REQUIRE(before != nullptr);
  const auto outcome = shop.store.transact<Json>([&]() -> Result<Json> {
    shop.store.put(kBook, book(1, "during"));
    CHECK(*shop.store.look(kBook, 1) == book(1, "during"));
    return kRefused;
  });
  REQUIRE_FALSE(outcome);
  CHECK(*shop.store.look(kBook, 1) == book(1, "before"));
  shop.store.put(kBook, book(1, "after"));
  CHECK(*shop.store.look(kBook, 1) == book(1, "after"));
  CHECK(shop.other.look(kBook, 1) == nullptr);
  shop.store.clear(kKinds);
  CHECK(shop.store.look(kBook, 1) == nullptr);
  CHECK(*before == book(1, "before"));  // still what it was when it was read
}

TEST_CASE("Documents are read right however many and however long they are", "[store]") {
  Shop shop;
  const std::string rest(10'000, 'x');
  for (int round = 0; round < 2; ++round)
    for (int id = 1; id <= 600; ++id)
      shop.store.put(kBook, book(id, std::to_string(round) + (id % 2 == 0 ? rest : "")));
  for (int pass = 0; pass < 2; ++pass)
    for (int id = 1; id <= 600; ++id)
      CHECK(*shop.store.look(kBook, id) == book(id, id % 2 == 0 ? "1" + rest : "1"));
}

TEST_CASE("Reading gives the outcome and lets nothing be written", "[store]") {
  Shop shop;
  shop.store.put(kBook, book(1, "kept"));
  const auto read = [&](const std::function<void()>& write) {
    return shop.store.read<Json>([&]() -> Result<Json> {
      write();
      return *shop.store.look(kBook, 1);
    });
  };
  const auto outcome = read([] {});
  REQUIRE(outcome);
  CHECK(*outcome == book(1, "kept"));
  CHECK_THROWS_AS(read([&] { shop.store.put(kBook, book(2, "new")); }), std::logic_error);
  CHECK_THROWS_AS(read([&] { shop.store.erase(kBook, 1); }), std::logic_error);
  CHECK_THROWS_AS(read([&] { shop.store.next("orders"); }), std::logic_error);
  CHECK_THROWS_AS(read([&] { shop.store.agenda().add(Time(1ms), "e", "s"); }), std::logic_error);
  CHECK(shop.store.list(kBook) == Documents{book(1, "kept")});
  CHECK_FALSE(shop.store.agenda().is_due(Time(1h)));
  shop.store.put(kBook, book(2, "later"));  // afterwards it may be
  CHECK(shop.store.count(kBook) == 2);
}

std::int64_t indexes(Database& database) {
  Rows rows = database.query(
      "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND sql > ''"
      " AND tbl_name = 'shop/books'");
  rows.next();
  return rows.integer(0);
}

TEST_CASE("A kind gets its indexes when it has many documents, and finds the same", "[store]") {
  Shop shop;
  const auto fill = [&](int to) {
    for (int id = 1; id <= to; ++id) shop.store.put(kBook, book(id, std::to_string(id % 10)));
  };
  const auto found = [&] {
    return shop.store.list(kBook, Query().equals("title", "3").newest_first().page(2, 1));
  };
  fill(255);
  CHECK(indexes(shop.database) == 0);
  const auto before = found();
  REQUIRE(before == Documents{book(243, "3"), book(233, "3")});
  const auto undone = shop.store.transact<Json>([&]() -> Result<Json> {
    fill(300);
    return kRefused;
  });
  REQUIRE_FALSE(undone);
  CHECK(indexes(shop.database) == 0);
  CHECK(found() == before);
  fill(256);
  CHECK(indexes(shop.database) == 2);
  CHECK(found() == before);
  shop.store.clear(kKinds);
  fill(256);
  CHECK(indexes(shop.database) == 2);
  CHECK(found() == before);
}

TEST_CASE("Documents are sorted by a member either way, without it at the end", "[store]") {
  Shop shop;
  const Documents made{book(1, "b"), book(2, "a"), {{"id", 3}}, book(4, "b"), {{"id", 5}}};
  for (const Json& each : made) shop.store.put(kBook, each);
  const auto sorted = [&](bool descending) {
    std::vector<int> ids;
    for (const Json& each : shop.store.list(kBook, Query().ordered_by("title", descending)))
      ids.push_back(each.at("id"));
    return ids;
  };
  for (int times = 0; times < 2; ++times) {  // without indexes, then with them
    CHECK(sorted(false) == std::vector{2, 1, 4, 3, 5});
    CHECK(sorted(true) == std::vector{1, 4, 2, 3, 5});
    CHECK(shop.store.list(kBook, Query().ordered_by("title", true).page(2, 1)) ==
          Documents{made[3], made[1]});
    for (int id = 6; id <= 300; ++id) shop.store.put(kBook, book(id, "x"));
    for (int id = 6; id <= 300; ++id) shop.store.erase(kBook, id);
  }
}

TEST_CASE("Documents are counted as they come and go, and come back", "[store]") {
  Shop shop;
  shop.store.put(kBook, book(1, "t"));
  CHECK(shop.store.count(kBook) == 1);
  CHECK(shop.other.count(kBook) == 0);
  const auto undone = shop.store.transact<Json>([&]() -> Result<Json> {
    shop.store.put(kBook, book(2, "t"));
    CHECK(shop.store.count(kBook) == 2);
    shop.store.erase(kBook, 1);
    CHECK(shop.store.count(kBook) == 1);
    shop.store.erase(kBook, 2);
    CHECK(shop.store.count(kBook) == 0);
    return kRefused;
  });
  REQUIRE_FALSE(undone);
  CHECK(shop.store.count(kBook) == 1);
  shop.store.put(kBook, book(1, "again"));
  CHECK(shop.store.count(kBook) == 1);
  shop.store.put(kBook, book(2, "t"));
  CHECK(shop.store.count(kBook) == 2);
  shop.store.erase(kBook, 1);
  CHECK(shop.store.count(kBook) == 1);
  shop.store.clear(kKinds);
  CHECK(shop.store.count(kBook) == 0);
}

TEST_CASE("What was taken from the agenda and put back by an error is due again", "[store]") {
  Shop shop;
  Agenda& agenda = shop.store.agenda();
  CHECK_FALSE(agenda.is_due(Time(1h)));
  agenda.add(Time(5ms), "event", "subject");
  const auto outcome = shop.store.transact<Json>([&]() -> Result<Json> {
    CHECK(agenda.take(Time(5ms)));
    CHECK_FALSE(agenda.is_due(Time(1h)));
    return kRefused;
  });
  REQUIRE_FALSE(outcome);
  CHECK(agenda.is_due(Time(5ms)));
  CHECK(agenda.take(Time(5ms)));
  CHECK_FALSE(agenda.is_due(Time(1h)));
  agenda.add(Time(3ms), "event", "sooner");
  CHECK(agenda.is_due(Time(3ms)));
}

TEST_CASE("What a transaction did is undone when it throws", "[store]") {
  Shop shop;
  const auto failing = [&]() -> Result<Json> {
    shop.store.put(kBook, book(1, "after"));
    throw std::runtime_error("a bug");
  };
  CHECK_THROWS_WITH(shop.store.transact<Json>(failing), "a bug");
  CHECK(shop.store.count(kBook) == 0);
  CHECK(shop.store.transact<Json>([]() -> Result<Json> { return Json(1); }));
}

TEST_CASE("A transaction inside another is a bug and undoes both", "[store]") {
  Shop shop;
  const auto nested = [&]() -> Result<Json> {
    shop.store.put(kBook, book(1, "outer"));
    return shop.store.transact<Json>([]() -> Result<Json> { return Json(1); });
  };
  CHECK_THROWS_AS(shop.store.transact<Json>(nested), StorageFailure);
  CHECK(shop.store.count(kBook) == 0);
}

// SQLite itself rolls back when there is no room left; there is nothing to undo afterwards.
TEST_CASE("A disk that is full is a storage failure, and the state is as before", "[store]") {
  Shop shop;
  shop.store.put(kBook, book(1, "before"));
  shop.database.execute("PRAGMA max_page_count = 1");  // that is: as many as there are now
  const auto filling = [&]() -> Result<Json> {
    for (std::int64_t id = 2; id < 100; ++id)
      shop.store.put(kBook, book(id, std::string(4096, 'x')));
    return Json(1);
  };
  CHECK_THROWS_AS(shop.store.transact<Json>(filling), StorageFailure);
  CHECK(shop.store.list(kBook) == Documents{book(1, "before")});
}

TEST_CASE("The agenda gives what is due, earliest first, and each entry once", "[store]") {
  Shop shop;
  Agenda& agenda = shop.store.agenda();
  agenda.add(Time(20ms), "complete", "b");
  agenda.add(Time(10ms), "deliver", "a");
  agenda.add(Time(20ms), "complete", "c");
  agenda.add(Time(21ms), "complete", "later");
  CHECK_FALSE(agenda.is_due(Time(9ms)));
  CHECK(agenda.is_due(Time(10ms)));
  CHECK_FALSE(shop.other.agenda().is_due(Time(1h)));
  std::string taken;
  while (const auto due = agenda.take(Time(20ms)))
    taken += std::to_string(due->time.time_since_epoch().count()) + due->event + due->subject + " ";
  CHECK(taken == "10delivera 20completeb 20completec ");
  const auto last = agenda.take(Time(21ms));
  REQUIRE(last);
  CHECK(last->subject == "later");
  CHECK_FALSE(agenda.take(Time(1h)));
  CHECK_FALSE(agenda.is_due(Time(1h)));
}

TEST_CASE("The agenda of one world is not due in another", "[store]") {
  Shop shop;
  shop.store.agenda().add(Time(1ms), "event", "mine");
  CHECK_FALSE(shop.other.agenda().take(Time(1h)));
  shop.other.agenda().clear();
  CHECK(shop.store.agenda().take(Time(1h)));
}

TEST_CASE("A world that is cleared is as if it had never been", "[store]") {
  Shop shop;
  for (Store* store : {&shop.store, &shop.other}) {
    store->put(kBook, book(1, "t"));
    store->next("orders");
    store->agenda().add(Time(1ms), "event", "s");
    CHECK_FALSE(store->seeded());
    store->mark_seeded();
    CHECK(store->seeded());
  }
  shop.store.clear(kKinds);
  CHECK(shop.store.count(kBook) == 0);
  CHECK(shop.store.next("orders") == 1);
  CHECK_FALSE(shop.store.agenda().take(Time(1h)));
  CHECK_FALSE(shop.store.seeded());

  CHECK(shop.other.count(kBook) == 1);
  CHECK(shop.other.next("orders") == 2);
  CHECK(shop.other.agenda().take(Time(1h)));
  CHECK(shop.other.seeded());
}

}  // namespace
}  // namespace virga
