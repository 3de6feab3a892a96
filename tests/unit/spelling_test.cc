// Which known word did the user mean?
#include "base/spelling.h"

#include <catch2/catch.hpp>

namespace virga {
namespace {

const std::vector<std::string_view> kWords{"latency", "error", "reset", "empty_reply", "truncate"};

TEST_CASE("A slip of the fingers finds the word that was meant", "[base]") {
  CHECK(nearest("latncy", kWords) == "latency");    // left out
  CHECK(nearest("latenncy", kWords) == "latency");  // put in
  CHECK(nearest("lateMcy", kWords) == "latency");   // replaced
  CHECK(nearest("alteency", kWords) == "latency");  // swapped, and put in
  CHECK(nearest("Empty-Reply", kWords) == "empty_reply");
}

TEST_CASE("Letter case does not make words differ", "[base]") {
  CHECK(nearest("LATENCY", kWords) == "latency");
  CHECK(nearest("numberpoollist", {"NumberPoolList"}) == "NumberPoolList");
}

TEST_CASE("A word that resembles none has no nearest", "[base]") {
  CHECK(nearest("banana", kWords) == "");
  CHECK(nearest("", kWords) == "");
  CHECK(nearest("x", kWords) == "");
  CHECK(nearest("latency", {}) == "");
  CHECK(nearest("ab", {"cd"}) == "");  // every letter would have to change
}

TEST_CASE("A swap of neighbours is one slip", "[base]") {
  CHECK(nearest("erorr", {"errands", "error"}) == "error");
  CHECK(nearest("ba", {"ab"}) == "ab");
}

TEST_CASE("Of words equally near the first known one is meant", "[base]") {
  CHECK(nearest("cat", {"bat", "rat"}) == "bat");
  CHECK(nearest("cat", {"rat", "bat"}) == "rat");
}

TEST_CASE("Words that nobody mistypes are not compared", "[base]") {
  const std::string endless(1'000'000, 'a');
  CHECK(nearest(endless, kWords) == "");
  CHECK(nearest("aaaa", {endless}) == "");
}

TEST_CASE("The question is asked only when a word is near", "[base]") {
  CHECK(did_you_mean("eror", kWords) == " (did you mean \"error\"?)");
  CHECK(did_you_mean("banana", kWords) == "");
}

}  // namespace
}  // namespace virga
