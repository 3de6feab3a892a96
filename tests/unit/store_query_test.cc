// Which documents a query finds, in which order, which page.
#include <catch2/catch.hpp>
#include <stdexcept>

#include "store/store.h"

namespace virga {
namespace {

using Ids = std::vector<std::int64_t>;

constexpr Member kCardMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "name", .nullable = true, .indexed = true},
    {.name = "status", .type = Type::kInt32, .nullable = true, .indexed = true},
    {.name = "used", .type = Type::kDouble, .nullable = true, .indexed = true},
    {.name = "named", .type = Type::kBool, .nullable = true, .indexed = true},
    {.name = "tags",
     .type = Type::kArray,
     .nullable = true,
     .items = Type::kInt64,
     .indexed = true},
    {.name = "words", .type = Type::kArray, .nullable = true, .indexed = true},
    {.name = "note", .nullable = true},
};
constexpr Kind kCard{.service = "shop", .name = "cards", .id = "id", .members = kCardMembers};
constexpr const Kind* kKinds[] = {&kCard};

class Cards {
 public:
  Cards() {
    Store::prepare(database_, kKinds);
    store.put(kCard, {{"id", 10},
                      {"name", "上海-A_1"},
                      {"status", 20},
                      {"used", 9.5},
                      {"named", true},
                      {"tags", {1, 2}},
                      {"words", {"a", "b"}}});
    store.put(kCard, {{"id", 2},
                      {"name", "上海-a_2"},
                      {"status", 100},
                      {"used", 10},
                      {"named", false},
                      {"tags", {12}},
                      {"words", {"1"}}});
    store.put(kCard, {{"id", 3}, {"name", nullptr}, {"used", nullptr}, {"tags", Json::array()}});
    store.put(kCard, {{"id", 4},
                      {"name", "12"},
                      {"status", 20},
                      {"used", 0.25},
                      {"named", true},
                      {"tags", nullptr}});
    Store(database_, "other").put(kCard, {{"id", 99}, {"name", "12"}, {"status", 20}});
  }

  Ids ids(const Query& query) const {
    Ids found;
    for (const Json& card : store.list(kCard, query)) found.push_back(card.at("id"));
    return found;
  }

 private:
  Database database_{":memory:"};

 public:
  Store store{database_, "default"};
};

TEST_CASE("A query without conditions finds every document", "[store]") {
  const Cards cards;
  CHECK(cards.ids({}) == Ids{10, 2, 3, 4});
  CHECK(cards.ids(Query().newest_first()) == Ids{4, 3, 2, 10});
}

TEST_CASE("A query finds what equals a value", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().equals("status", 20)) == Ids{10, 4});
  CHECK(cards.ids(Query().equals("name", "上海-A_1")) == Ids{10});
  CHECK(cards.ids(Query().equals("named", true)) == Ids{10, 4});
  CHECK(cards.ids(Query().equals("used", 10)) == Ids{2});
  CHECK(cards.ids(Query().equals("id", 4)) == Ids{4});
  CHECK(cards.ids(Query().equals("status", 21)).empty());
}

TEST_CASE("A query finds what differs, and null differs from every value", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().differs("status", 20)) == Ids{2, 3});
  CHECK(cards.ids(Query().differs("name", nullptr)) == Ids{10, 2, 4});
}

TEST_CASE("A query compares numbers as numbers, and never finds null", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().at_least("status", 20)) == Ids{10, 2, 4});
  CHECK(cards.ids(Query().at_least("status", 21)) == Ids{2});
  CHECK(cards.ids(Query().at_most("status", 99)) == Ids{10, 4});
  CHECK(cards.ids(Query().at_least("used", 9.5).at_most("used", 10)) == Ids{10, 2});
  CHECK(cards.ids(Query().at_most("id", 3)) == Ids{2, 3});
}

TEST_CASE("A query finds a part of a text, letter for letter", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().contains("name", "海-A")) == Ids{10});
  CHECK(cards.ids(Query().contains("name", "_")) == Ids{10, 2});
  CHECK(cards.ids(Query().contains("name", "%")).empty());
  CHECK(cards.ids(Query().contains("name", "")) == Ids{10, 2, 4});
}

TEST_CASE("A query finds the beginning of a text, letter for letter", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().starts_with("name", "上海-")) == Ids{10, 2});
  CHECK(cards.ids(Query().starts_with("name", "上海-a")) == Ids{2});
  CHECK(cards.ids(Query().starts_with("name", "海")).empty());
  CHECK(cards.ids(Query().starts_with("name", "上海_")).empty());
  CHECK(cards.ids(Query().starts_with("name", "1")) == Ids{4});
}

TEST_CASE("A query finds what is among values", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().among("status", {20, 30})) == Ids{10, 4});
  CHECK(cards.ids(Query().among("name", {"12", "上海-a_2"})) == Ids{2, 4});
  CHECK(cards.ids(Query().among("id", {4, 10, 99})) == Ids{10, 4});
  CHECK(cards.ids(Query().among("status", Json::array())).empty());
}

TEST_CASE("A query finds arrays that hold any of the values", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().holds_any("tags", {2, 3})) == Ids{10});
  CHECK(cards.ids(Query().holds_any("tags", {12})) == Ids{2});
  CHECK(cards.ids(Query().holds_any("tags", {1, 12})) == Ids{10, 2});
  CHECK(cards.ids(Query().holds_any("words", {"b"})) == Ids{10});
  CHECK(cards.ids(Query().holds_any("words", {1})).empty());  // the text "1" is not the number
  CHECK(cards.ids(Query().holds_any("tags", Json::array())).empty());
}

TEST_CASE("Every condition of a query has to hold", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().equals("status", 20).equals("named", true).contains("name", "上")) ==
        Ids{10});
  CHECK(cards.ids(Query().equals("status", 20).equals("status", 100)).empty());
}

TEST_CASE("A query orders numbers as numbers and lists nulls last", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().ordered_by("used", false)) == Ids{4, 10, 2, 3});
  CHECK(cards.ids(Query().ordered_by("used", true)) == Ids{2, 10, 4, 3});
  CHECK(cards.ids(Query().ordered_by("id", false)) == Ids{2, 3, 4, 10});
}

TEST_CASE("Documents that tie stand in the order of their creation", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().ordered_by("status", false)) == Ids{10, 4, 2, 3});
  CHECK(cards.ids(Query().ordered_by("status", true)) == Ids{2, 10, 4, 3});
  CHECK(cards.ids(Query().ordered_by("status", false).newest_first()) == Ids{4, 10, 2, 3});
}

TEST_CASE("A page is a part of what a query finds", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().page(2, 0)) == Ids{10, 2});
  CHECK(cards.ids(Query().page(2, 2)) == Ids{3, 4});
  CHECK(cards.ids(Query().page(2, 3)) == Ids{4});
  CHECK(cards.ids(Query().page(2, 4)).empty());
  CHECK(cards.ids(Query().page(0, 0)).empty());
  CHECK(cards.ids(Query().equals("status", 20).page(1, 1)) == Ids{4});
}

TEST_CASE("A count goes beyond the page", "[store]") {
  const Cards cards;
  CHECK(cards.store.count(kCard, Query().page(1, 0)) == 4);
  CHECK(cards.store.count(kCard, Query().equals("status", 20).page(1, 1)) == 2);
  CHECK(cards.store.count(kCard, Query().equals("status", 21)) == 0);
}

TEST_CASE("Asking for a member that is not indexed is a bug and throws", "[store]") {
  const Cards cards;
  CHECK_THROWS_AS(cards.ids(Query().equals("note", "n")), std::logic_error);
  CHECK_THROWS_AS(cards.ids(Query().equals("nothing", "n")), std::logic_error);
  CHECK_THROWS_AS(cards.ids(Query().ordered_by("note", false)), std::logic_error);
}

TEST_CASE("A query does not remember the values of the one before", "[store]") {
  const Cards cards;
  CHECK(cards.ids(Query().equals("status", 20)) == Ids{10, 4});
  CHECK(cards.ids(Query().equals("status", 100)) == Ids{2});
  CHECK(cards.ids(Query().equals("status", 20)) == Ids{10, 4});
}

}  // namespace
}  // namespace virga
