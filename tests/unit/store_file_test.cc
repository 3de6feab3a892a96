// State in a file: what lasts, and which files are refused.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "store/store.h"

namespace virga {
namespace {

using namespace std::chrono_literals;

constexpr Member kBookMembers[] = {{.name = "id", .type = Type::kInt64},
                                   {.name = "title", .indexed = true}};
constexpr Kind kBook{.service = "shop", .name = "books", .id = "id", .members = kBookMembers};
constexpr const Kind* kKinds[] = {&kBook};

// The same kind, its title no longer searched.
constexpr Member kOtherMembers[] = {{.name = "id", .type = Type::kInt64}, {.name = "title"}};
constexpr Kind kOtherBook{.service = "shop", .name = "books", .id = "id", .members = kOtherMembers};
constexpr const Kind* kOtherKinds[] = {&kOtherBook};

// A directory of its own, gone with the test.
class Directory {
 public:
  Directory() {
    char name[] = "/tmp/virga-store-XXXXXX";
    REQUIRE(::mkdtemp(name) != nullptr);
    path_ = name;
  }
  ~Directory() { std::filesystem::remove_all(path_); }
  Directory(const Directory&) = delete;
  Directory& operator=(const Directory&) = delete;
  std::string file(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

const Json kDocument{{"id", 1}, {"title", "测试"}};

void fill(const std::string& path) {
  Database database(path);
  Store::prepare(database, kKinds);
  Store store(database, "default");
  store.put(kBook, kDocument);
  store.next("orders");
  store.agenda().add(Time(5ms), "complete", "order 1");
  store.mark_seeded();
}

TEST_CASE("State in a file lasts longer than the program", "[store]") {
  const Directory directory;
  fill(directory.file("state.db"));
  Database database(directory.file("state.db"));
  Store::prepare(database, kKinds);
  Store store(database, "default");
  CHECK(store.list(kBook) == std::vector<Json>{kDocument});
  CHECK(store.find_by(kBook, "title", "测试") == kDocument);
  CHECK(store.next("orders") == 2);
  CHECK(store.seeded());
  CHECK_FALSE(Store(database, "other").seeded());
  const auto due = store.agenda().take(Time(1h));
  REQUIRE(due);
  CHECK(due->time == Time(5ms));
  CHECK(due->event == "complete");
  CHECK(due->subject == "order 1");
}

TEST_CASE("What a transaction did not finish is not in the file", "[store]") {
  const Directory directory;
  {
    Database database(directory.file("state.db"));
    Store::prepare(database, kKinds);
    Store store(database, "default");
    database.execute("BEGIN IMMEDIATE");
    store.put(kBook, kDocument);
  }
  Database database(directory.file("state.db"));
  CHECK(Store(database, "default").count(kBook) == 0);
}

TEST_CASE("A file with another layout is refused and left as it is", "[store]") {
  const Directory directory;
  fill(directory.file("state.db"));
  {
    Database database(directory.file("state.db"));
    CHECK_THROWS_WITH(Store::prepare(database, kOtherKinds),
                      "the state file was written by a version of virga with other tables");
    CHECK_THROWS_AS(Store::prepare(database, {}), StorageFailure);
  }
  Database database(directory.file("state.db"));
  Store::prepare(database, kKinds);
  CHECK(Store(database, "default").count(kBook) == 1);
}

TEST_CASE("Tables that cannot be made leave nothing behind", "[store]") {
  const Kind* const twice[] = {&kBook, &kBook};
  Database database(":memory:");
  CHECK_THROWS_AS(Store::prepare(database, twice), StorageFailure);
  Store::prepare(database, kKinds);
  CHECK(Store(database, "default").count(kBook) == 0);
}

TEST_CASE("A file that is in use is refused, and free again afterwards", "[store]") {
  const Directory directory;
  const std::string path = directory.file("state.db");
  {
    const Database owner(path);
    CHECK_THROWS_AS(Database(path), StorageFailure);
    CHECK_THROWS_WITH(Database(path), Catch::Contains(path) && Catch::Contains("locked"));
  }
  CHECK_NOTHROW(Database(path));
}

TEST_CASE("A path where nothing can be written is refused by name", "[store]") {
  const Directory directory;
  for (const std::string& path : {directory.file("no/such/folder/state.db"), directory.file("")}) {
    INFO(path);
    CHECK_THROWS_AS(Database(path), StorageFailure);
    CHECK_THROWS_WITH(Database(path), Catch::Contains("cannot use the state file " + path));
  }
}

TEST_CASE("A file that is no database is refused and left as it is", "[store]") {
  const Directory directory;
  const std::string path = directory.file("notes.txt"), text(4096, 'n');
  std::ofstream(path) << text;
  CHECK_THROWS_AS(Database(path), StorageFailure);
  std::ifstream file(path);
  CHECK(std::string(std::istreambuf_iterator<char>(file), {}) == text);
}

TEST_CASE("Databases in memory share nothing", "[store]") {
  Database one(":memory:"), two(":memory:");
  Store::prepare(one, kKinds);
  Store::prepare(two, kOtherKinds);
  Store(one, "default").put(kBook, kDocument);
  CHECK(Store(two, "default").count(kOtherBook) == 0);
}

TEST_CASE("A statement that SQLite does not know is a storage failure", "[store]") {
  Database database(":memory:");
  CHECK_THROWS_AS(database.execute("MAKE TABLE"), StorageFailure);
  CHECK_THROWS_AS(database.query("SELECT nothing"), StorageFailure);
}

}  // namespace
}  // namespace virga
