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
