// Strict YAML with places.
#include "base/yaml.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace virga {
namespace {

Yaml read(std::string_view text) {
  Mistakes mistakes("f.yaml");
  const auto yaml = parse_yaml(text, mistakes);
  INFO(mistakes.text());
  REQUIRE(mistakes.empty());
  REQUIRE(yaml);
  return *yaml;
}

std::string mistakes_in(std::string_view text) {
  Mistakes mistakes("f.yaml");
  const auto yaml = parse_yaml(text, mistakes);
  CHECK((yaml || !mistakes.empty()));  // what cannot be read says why
  return mistakes.text();
}

std::string json(std::string_view text) { return print_json(read(text).json()); }

TEST_CASE("Every node of a file knows its place", "[base]") {
  const Yaml root = read("a: 1\nb:\n  - x\n  - {c: [y]}\n");
  CHECK((root.line == 1 && root.column == 1));
  const Yaml& list = *root.find("b");
  CHECK((list.items[0].line == 3 && list.items[0].column == 5));
  const auto& [key, value] = list.items[1].members[0];
  CHECK((key.line == 4 && key.column == 6));
  CHECK((value.items[0].line == 4 && value.items[0].column == 10));
}

TEST_CASE("JSON text is YAML too", "[base]") {
  const std::string text = R"({"b":[1,2.5,true,null,"12"],"a":{"c":"x"}})";
  CHECK(json(text) == text);
}

TEST_CASE("A plain scalar may be a number, a quoted one is text", "[base]") {
  CHECK(json("[12, '12', \"12\", true, 'true', 1.5, '1.5', 1e3]") ==
        R"([12,"12","12",true,"true",1.5,"1.5",1000.0])");
  CHECK(json("[null, ~, 'null', '~', '', \"\"]") == R"([null,null,"null","~","",""])");
  CHECK(json("|\n  12\n") == "\"12\\n\"");
  CHECK(read("12").integer() == 12);
  CHECK_FALSE(read("'12'").integer());
  CHECK_FALSE(read("'1.5'").number());
  CHECK_FALSE(read("'true'").boolean());
}

TEST_CASE("Words that are no YAML 1.2 booleans are text", "[base]") {
  CHECK(json("[yes, no, on, off, y, n, tRUE]") == R"(["yes","no","on","off","y","n","tRUE"])");
  CHECK(json("[True, FALSE]") == "[true,false]");
}

TEST_CASE("A number may have a sign, and only one", "[base]") {
  CHECK(json("[+5, -5, +1.5, -1.5]") == "[5,-5,1.5,-1.5]");
  CHECK(json("[+-5, --5, ++5, +-1.5, +, -1-]") == R"(["+-5","--5","++5","+-1.5","+","-1-"])");
}

TEST_CASE("What looks like a number and is none stays text", "[base]") {
  CHECK(json("[1_000, 12ms, 1.2.3, 2025-06-05, 12:30, 1e, inf, nan]") ==
        R"(["1_000","12ms","1.2.3","2025-06-05","12:30","1e","inf","nan"])");
  CHECK(json("9007199254740993") == "9007199254740993");
}

TEST_CASE("A tag says what a scalar is", "[base]") {
  CHECK(json("!!str 12") == "\"12\"");
  CHECK(json("! 12") == "\"12\"");
}

TEST_CASE("An empty file is null", "[base]") {
  CHECK(json("") == "null");
  CHECK(json("# nothing but a comment\n") == "null");
  CHECK(json("---\n") == "null");
}

TEST_CASE("An empty value stands behind its key", "[base]") {
  const Yaml root = read("a: 1\nb:\nc: 3\n");
  const Yaml& empty = *root.find("b");
  CHECK(empty.kind == Yaml::Kind::kNull);
  CHECK(empty.line == 2);
  CHECK(empty.column >= 1);
}

TEST_CASE("A key given twice is a mistake at its second place", "[base]") {
  CHECK(mistakes_in("a: 1\nb: 2\na: 3\n") == "f.yaml:3:1: \"a\" is given twice\n");
  CHECK(mistakes_in("x: {a: 1, 'a': 2}\n") == "f.yaml:1:11: \"a\" is given twice\n");
}

TEST_CASE("Tens of thousands of keys are read at once", "[base]") {
  std::string text;
  for (int i = 0; i < 49'000; ++i) text += "k" + std::to_string(i) + ": 1\n";
  CHECK(read(text).members.size() == 49'000);
}

TEST_CASE("A key has to be a scalar", "[base]") {
  CHECK(mistakes_in("? [a, b]\n: 1\n") == "f.yaml:1:3: a key has to be plain text\n");
  CHECK(mistakes_in("{a: 1, ~: 2}") == "f.yaml:1:8: a key has to be plain text\n");
}

TEST_CASE("An alias stands for a copy of what it names", "[base]") {
  CHECK(json("a: &x {b: 1}\nc: *x\n") == R"({"a":{"b":1},"c":{"b":1}})");
  CHECK(mistakes_in("a: *nothing\n").starts_with("f.yaml:1:4: not YAML: "));
}

TEST_CASE("Aliases of aliases do not fill the memory", "[base]") {
  std::string text = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [";
    for (int j = 0; j < 9; ++j) text += last + " , ";
    text += last + " ]\n";
  }
  const std::string mistakes = mistakes_in(text);
  CHECK(mistakes.ends_with(": too many nodes once aliases are expanded\n"));
  CHECK(std::count(mistakes.begin(), mistakes.end(), '\n') == 1);
}

TEST_CASE("A node that holds itself is a mistake", "[base]") {
  CHECK(mistakes_in("&a [*a]") == "f.yaml:1:1: nested deeper than 100 levels\n");
  CHECK(mistakes_in("&a {b: *a}") == "f.yaml:1:1: nested deeper than 100 levels\n");
  CHECK(mistakes_in("&a [*a, *a]") == "f.yaml:1:1: nested deeper than 100 levels\n");
}

TEST_CASE("A file may nest a hundred levels deep and no deeper", "[base]") {
  CHECK(json(std::string(100, '[') + std::string(100, ']')).size() == 200);
  CHECK(mistakes_in(std::string(101, '[') + std::string(101, ']')) ==
        "f.yaml:1:101: nested deeper than 100 levels\n");
}

TEST_CASE("The deepest nesting is a mistake and no crash", "[base]") {
  for (const std::string& text : {std::string(500'000, '['), std::string(500'000, '{'),
                                  std::string(250'000, '[') + std::string(250'000, ']')})
    CHECK_FALSE(mistakes_in(text).empty());
  std::string steps;
  for (int i = 0; i < 1'000; ++i) steps += std::string(static_cast<std::size_t>(i), ' ') + "a:\n";
  CHECK_FALSE(mistakes_in(steps).empty());
  std::string dashes;
  for (int i = 0; i < 100'000; ++i) dashes += "- ";
  CHECK_FALSE(mistakes_in(dashes).empty());
}

TEST_CASE("A file holds one document", "[base]") {
  CHECK(mistakes_in("a: 1\n---\nb: 2\n") == "f.yaml:3:1: only one YAML document a file\n");
  CHECK(json("---\na: 1\n...\n") == R"({"a":1})");
}

TEST_CASE("An empty second document has a place too", "[base]") {
  CHECK(mistakes_in("a: 1\n---\n---\n") == "f.yaml:3:1: only one YAML document a file\n");
  CHECK(mistakes_in("---\n---\n") == "f.yaml:3:1: only one YAML document a file\n");
}

TEST_CASE("A comma that belongs to nothing is a mistake and not an endless file", "[base]") {
  CHECK(mistakes_in(",format: 1\n") == "f.yaml:1:1: not YAML: this belongs to nothing\n");
  CHECK(mistakes_in("---\n , a\n") == "f.yaml:2:2: not YAML: this belongs to nothing\n");
}

TEST_CASE("A file may have a mebibyte and no byte more", "[base]") {
  const std::string most = "# " + std::string((1 << 20) - 2, 'x');
  CHECK(json(most) == "null");
  CHECK(mistakes_in(most + "x") == "f.yaml:1:1: the file is larger than 1 MiB\n");
}

TEST_CASE("Text that is not YAML says where", "[base]") {
  CHECK(mistakes_in("a: 1\nb: [1, 2\n").starts_with("f.yaml:3:1: not YAML: "));
  CHECK(mistakes_in("a: 'open").starts_with("f.yaml:1:"));
  CHECK(mistakes_in("a: 1\n\tb: 2\n").starts_with("f.yaml:2:"));
  CHECK(mistakes_in("a: b: c").starts_with("f.yaml:1:"));
}

TEST_CASE("Where a text ends inside quotes, the mistake is at its end and can be shown", "[base]") {
  CHECK(mistakes_in("a: \"x\\") == "f.yaml:1:7: not YAML: unknown escape character: ?\n");
  CHECK(mistakes_in("a: 1\nb: \"\\") == "f.yaml:2:6: not YAML: unknown escape character: ?\n");
}

TEST_CASE("A file that is not UTF-8 is not read", "[base]") {
  CHECK(mistakes_in("a: 1\nb: caf\xE9\n") == "f.yaml:2:1: not UTF-8\n");
  CHECK(mistakes_in("\xFF\xFE"
                    "a\0:\0") == "f.yaml:1:1: not UTF-8\n");
  CHECK(json("\xEF\xBB\xBF"
             "a: 测试") == "{\"a\":\"测试\"}");  // a byte order mark
}

// The library takes U+0004 for the end of the file.
TEST_CASE("A control character does not hide the rest of the file", "[base]") {
  CHECK(mistakes_in("a: 1\n\x04"
                    "b: 2\n") == "f.yaml:2:1: a control character\n");
  CHECK(mistakes_in(std::string("a: 1\nb: \0c\n", 11)) == "f.yaml:2:4: a control character\n");
  CHECK(json("a: 1\r\nb: 2\t\r\n") == R"({"a":1,"b":2})");
}

TEST_CASE("Mistakes are listed in file order", "[base]") {
  Mistakes mistakes("f.yaml");
  mistakes.add(3, 1, "third");
  mistakes.add(1, 9, "second");
  mistakes.add(1, 2, "first");
  mistakes.add(3, 1, "fourth");
  CHECK(mistakes.text() ==
        "f.yaml:1:2: first\nf.yaml:1:9: second\nf.yaml:3:1: third\nf.yaml:3:1: fourth\n");
}

TEST_CASE("An unknown key is told the nearest known one", "[base]") {
  Mistakes mistakes("f.yaml");
  const std::vector<std::string_view> known{"latency", "error"};
  CHECK(expect_members(read("eror: 1\nerror: 2\nbanana: 3\n"), "a rule", known, mistakes));
  CHECK(mistakes.text() ==
        "f.yaml:1:1: unknown key \"eror\" in a rule (did you mean \"error\"?)\n"
        "f.yaml:3:1: unknown key \"banana\" in a rule\n");
}

TEST_CASE("What is no mapping has no members", "[base]") {
  for (const std::string_view text : {"[a]", "a", "~"}) {
    Mistakes mistakes("f.yaml");
    CHECK_FALSE(expect_members(read(text), "a rule", {"a"}, mistakes));
    CHECK(mistakes.text() == "f.yaml:1:1: a rule has to be a mapping\n");
  }
}

}  // namespace
}  // namespace virga
