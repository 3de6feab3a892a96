// Holds every #include under emulator/ against the table of who may include whom.
#include <fnmatch.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

// `may` lists rooms and single headers, separated by blanks. Every row whose `who` is the file, a
// pattern that fits it, or a folder above it adds what it lists; a room may always include itself
// and the public headers of include/virga.
struct Row {
  std::string_view who;
  std::string_view may;
};

constexpr Row kWhoMayIncludeWhom[] = {
    {"base", ""},
    {"http", "base"},
    {"store", "base"},
    {"auth", "base http/message.h store"},
    {"catalog", "base http/message.h auth/principal.h store"},
    {"dialect", "base http/message.h auth catalog"},
    {"scenario", "base http/message.h catalog"},
    {"services", "base store catalog"},
    {"services/*/service.cc", "dialect"},
    {"services/huawei_iam", "auth"},
    {"services/volcengine_sts", "auth"},
    {"journal", "base http/message.h"},
    {"coverage", "base catalog"},
    {"metrics", ""},
    {"verify", "base catalog dialect scenario journal"},
    {"world", "base auth store catalog coverage scenario journal"},
    {"callback", "base http/message.h http/client.h store catalog scenario journal world"},
    {"gateway",
     "base http/message.h store auth catalog coverage dialect scenario services journal world "
     "callback"},
    {"control",
     "base http/message.h store catalog coverage metrics scenario journal verify world callback"},
    {"cli", "*"},
    {"emulator.cc", "*"},
    {"main.cc", "*"},
};

// Outside libraries live in one place each; OpenSSL's digests in one, its TLS in another.
constexpr Row kWhereLibrariesLive[] = {
    {"openssl/", "base/digest.cc http"}, {"openssl/ssl.h", "http"},     {"openssl/x509", "http"},
    {"sqlite3.h", "store/database.cc"},  {"yaml-cpp/", "base/yaml.cc"},
};

struct Include {
  std::string file;  // from emulator/, as includes are written
  int line = 0;
  std::string header;
  bool quoted = false;
};

std::vector<std::string> words(std::string_view text) {
  std::istringstream stream{std::string(text)};
  std::vector<std::string> found;
  for (std::string word; stream >> word;) found.push_back(word);
  return found;
}

bool fits(std::string_view pattern, const std::string& path) {
  const std::string exact(pattern);
  return exact == "*" || fnmatch(exact.c_str(), path.c_str(), 0) == 0 ||
         fnmatch((exact + "/*").c_str(), path.c_str(), 0) == 0;
}

bool fits_one(std::string_view patterns, const std::string& path) {
  const std::vector<std::string> all = words(patterns);
  return std::any_of(all.begin(), all.end(),
                     [&](const std::string& one) { return fits(one, path); });
}

std::string describe(const Include& include, const std::string& objection) {
  const std::string brackets = include.quoted ? "\"\"" : "<>";
  return "emulator/" + include.file + ":" + std::to_string(include.line) + ": #include " +
         brackets[0] + include.header + brackets[1] + ": " + objection;
}

std::optional<std::string> objection_to_room(const Include& include) {
  if (!include.quoted) return std::nullopt;
  const std::string room = include.file.substr(0, include.file.find('/'));
  if (fits(room, include.header) || fits("virga", include.header)) return std::nullopt;

  bool listed = false;
  std::string may;
  for (const Row& row : kWhoMayIncludeWhom) {
    if (!fits(row.who, include.file)) continue;
    listed = true;
    if (fits_one(row.may, include.header)) return std::nullopt;
    if (!row.may.empty()) may += " " + std::string(row.may);
  }
  if (!listed) return describe(include, "the table does not know " + room);
  return describe(include, room + " may include" + (may.empty() ? " nothing but itself" : may));
}

std::optional<std::string> objection_to_library(const Include& include) {
  for (const Row& row : kWhereLibrariesLive) {
    if (!include.header.starts_with(row.who) || fits_one(row.may, include.file)) continue;
    return describe(include, "that library is for " + std::string(row.may) + " alone");
  }
  return std::nullopt;
}

// `line` when it is an #include, with blanks wherever the language allows them.
std::optional<Include> parse(const std::string& file, int number, std::string line) {
  line.erase(std::remove_if(line.begin(), line.end(),
                            [](unsigned char letter) { return std::isspace(letter) != 0; }),
             line.end());
  constexpr std::string_view kDirective = "#include";
  if (!line.starts_with(kDirective) || line.size() < kDirective.size() + 2) return std::nullopt;
  const char opening = line[kDirective.size()];
  if (opening != '"' && opening != '<') return std::nullopt;
  const std::size_t begin = kDirective.size() + 1;
  const std::size_t end = line.find(opening == '"' ? '"' : '>', begin);
  return Include{file, number, line.substr(begin, end - begin), opening == '"'};
}

struct Tree {
  std::size_t files = 0;
  std::vector<Include> includes;
};

Tree read_tree(const fs::path& root) {
  Tree tree;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    const fs::path extension = entry.path().extension();
    if (extension != ".cc" && extension != ".h") continue;
    ++tree.files;
    std::ifstream stream(entry.path());
    int number = 0;
    for (std::string line; std::getline(stream, line);) {
      if (auto include = parse(fs::relative(entry.path(), root), ++number, line))
        tree.includes.push_back(*include);
    }
  }
  return tree;
}

const fs::path kEmulator = fs::path(VIRGA_SOURCE_DIR) / "emulator";

TEST_CASE("Every room includes only what the table of rooms allows", "[includes]") {
  const Tree tree = read_tree(kEmulator);
  REQUIRE(tree.files > 50);
  REQUIRE(tree.includes.size() > tree.files);
  for (const Include& include : tree.includes) {
    if (const auto objection = objection_to_room(include)) FAIL_CHECK(*objection);
  }
}

TEST_CASE("An include in quotes names a file by its path from emulator/", "[includes]") {
  for (const Include& include : read_tree(kEmulator).includes) {
    if (include.quoted && !fs::exists(kEmulator / include.header))
      FAIL_CHECK(describe(include, "no such file under emulator/"));
  }
}

TEST_CASE("Each outside library is included in one place", "[includes]") {
  for (const Include& include : read_tree(kEmulator).includes) {
    if (const auto objection = objection_to_library(include)) FAIL_CHECK(*objection);
  }
}

TEST_CASE("The public headers include each other and the standard library alone", "[includes]") {
  for (const Include& include : read_tree(kEmulator / "include").includes) {
    const bool standard = include.header.find_first_of("./") == std::string::npos;
    if (include.quoted || !(standard || include.header.starts_with("virga/")))
      FAIL_CHECK(describe(include, "users have no such header"));
  }
}

TEST_CASE("An include that the table forbids is named with its place and the rule", "[includes]") {
  CHECK(objection_to_room({"store/store.cc", 7, "http/message.h", true}) ==
        "emulator/store/store.cc:7: #include \"http/message.h\": store may include base");
  CHECK(objection_to_room({"base/text.h", 3, "store/kind.h", true}) ==
        "emulator/base/text.h:3: #include \"store/kind.h\": base may include nothing but itself");
  CHECK(objection_to_room({"attic/old.cc", 1, "base/text.h", true}) ==
        "emulator/attic/old.cc:1: #include \"base/text.h\": the table does not know attic");
  CHECK(objection_to_library({"store/store.cc", 2, "sqlite3.h", false}) ==
        "emulator/store/store.cc:2: #include <sqlite3.h>: that library is for store/database.cc "
        "alone");
  CHECK_FALSE(objection_to_library({"base/digest.cc", 1, "openssl/evp.h", false}));
  CHECK(objection_to_library({"base/digest.cc", 1, "openssl/ssl.h", false}));
  CHECK(objection_to_library({"auth/huawei.cc", 1, "openssl/evp.h", false}));

  CHECK_FALSE(objection_to_room({"services/huawei_gsl/service.cc", 1, "dialect/dialect.h", true}));
  CHECK(objection_to_room({"services/huawei_gsl/tags.cc", 1, "dialect/dialect.h", true}));
  CHECK_FALSE(objection_to_room({"auth/huawei.cc", 1, "http/message.h", true}));
  CHECK(objection_to_room({"auth/huawei.cc", 1, "http/server.h", true}));

  CHECK(parse("a.cc", 4, "  #  include  \"base/text.h\"  // why")->header == "base/text.h");
  CHECK_FALSE(parse("a.cc", 4, "// #include \"base/text.h\""));
}

}  // namespace
