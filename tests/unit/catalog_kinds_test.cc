// What the services keep, and what they do later by themselves.
#include <catch2/catch.hpp>
#include <set>

#include "catalog/catalog.h"
#include "services/services.h"

namespace virga {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

bool may_be_searched(Type type) { return type != Type::kObject; }

void check_members(Shape members) {
  std::set<std::string_view> names;
  for (const Member& member : members) {
    INFO(member.name);
    CHECK_FALSE(member.name.empty());
    CHECK(names.insert(member.name).second);
    if (member.indexed) CHECK(may_be_searched(member.type));
    if (member.type != Type::kArray && member.type != Type::kObject) CHECK(member.members.empty());
    check_members(member.members);
  }
}

TEST_CASE("A service has a name, a dialect and errors of its gateway", "[catalog]") {
  std::set<std::string_view> names;
  for (const Service& service : catalog().services()) {
    INFO(service.name);
    CHECK(names.insert(service.name).second);
    CHECK(catalog().service(service.name) == &service);
    CHECK(service.dialect != nullptr);
    CHECK(service.resembles != nullptr);
    CHECK(service.refuse != nullptr);
    CHECK_FALSE(service.gateway_errors.empty());
    CHECK_FALSE(service.title.empty());
  }
  CHECK(catalog().service("none") == nullptr);
}

TEST_CASE("A kind belongs to its service and is identified by a member", "[catalog]") {
  for (const Service& service : catalog().services())
    for (const Kind* kind : service.kinds) {
      INFO(service.name << " " << kind->name);
      CHECK(kind->service == service.name);
      CHECK(catalog().kind(service.name, kind->name) == kind);  // no other of that name
      const Member& id = kind->member(kind->id);
      CHECK((id.type == Type::kInt64 || id.type == Type::kString));
      CHECK_FALSE(id.nullable);
      CHECK_THROWS_AS(kind->member("no such member"), std::logic_error);
    }
}

TEST_CASE("The members of a kind have names of their own and legal types", "[catalog]") {
  for (const Kind* kind : catalog().kinds()) {
    INFO(kind->service << " " << kind->name);
    CHECK_FALSE(kind->members.empty());
    check_members(kind->members);
  }
}

TEST_CASE("The tables of every kind can be made", "[catalog]") {
  Database database(":memory:");
  const auto kinds = catalog().kinds();
  CHECK_NOTHROW(Store::prepare(database, kinds));
  const Store store(database, "default");
  for (const Kind* kind : kinds) CHECK(store.count(*kind) == 0);
}

TEST_CASE("The declared answers have names of their own and legal types", "[catalog]") {
  for (const Service& service : catalog().services())
    for (const auto& group : service.operations)
      for (const Operation& operation : group) {
        INFO(operation.name);
        check_members(operation.output.members);
      }
}

TEST_CASE("An event is found by its name and can be run", "[catalog]") {
  std::set<std::string_view> names;
  for (const Service& service : catalog().services())
    for (const Event& event : service.events) {
      INFO(event.name);
      CHECK(names.insert(event.name).second);
      CHECK(catalog().event(event.name) == &event);
      CHECK(event.run != nullptr);
    }
  CHECK_FALSE(names.empty());
  CHECK(catalog().event("no such event") == nullptr);
}

TEST_CASE("An event about something that is gone does nothing", "[catalog]") {
  Database database(":memory:");
  Store::prepare(database, catalog().kinds());
  Store store(database, "default");
  for (const Service& service : catalog().services())
    for (const Event& event : service.events) {
      INFO(event.name);
      CHECK_NOTHROW(event.run(store, Time{}, "404"));
      for (const Kind* kind : service.kinds) CHECK(store.count(*kind) == 0);
    }
}

}  // namespace
}  // namespace virga
