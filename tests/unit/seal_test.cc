// Texts that only an emulator of the same seed can have written.
#include <catch2/catch.hpp>
#include <string>

#include "auth/seal.h"
#include "auth/temporary_key.h"
#include "base/base64.h"

namespace virga {
namespace {

TEST_CASE("base64 of URLs reads what it writes, and nothing else", "[base]") {
  CHECK(to_base64("") == "");
  CHECK(to_base64("f") == "Zg");
  CHECK(to_base64("fo") == "Zm8");
  CHECK(to_base64("foo") == "Zm9v");
  CHECK(to_base64("\xFB\xFF") == "-_8");
  std::string bytes;
  for (int c = 0; c < 256; ++c) {
    CHECK(from_base64(to_base64(bytes)) == bytes);
    bytes += static_cast<char>(c);
  }
  for (const char* wrong : {"Z", "Zm9vZ", "Zh", "Zg==", "Zm 9", "Zm+/"}) {
    INFO(wrong);
    CHECK_FALSE(from_base64(wrong));
  }
}

TEST_CASE("a seal opens what it closed, under its kind", "[auth]") {
  const Seal seal(7);
  const Claims claims{{"account", "a&b=c 号"}, {"empty", ""}};
  const std::string text = seal.close("KIND", claims);
  CHECK(seal.open("KIND", text) == claims);
  CHECK(claimed(claims, "account") == "a&b=c 号");
  CHECK(claimed(claims, "none") == "");
  CHECK_FALSE(seal.open("KINE", "KINE" + text.substr(4)));
  CHECK_FALSE(Seal(8).open("KIND", text));
  CHECK_FALSE(seal.open("KIND", "KIND"));
  CHECK_FALSE(seal.open("KIND", ""));
}

TEST_CASE("a seal does not open what was changed in any character", "[auth]") {
  const Seal seal(7);
  const std::string text = seal.close("KIND", {{"account", "a"}});
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::string changed = text;
    changed[at] = changed[at] == 'A' ? 'B' : 'A';
    INFO(changed);
    CHECK_FALSE(seal.open("KIND", changed));
  }
}

TEST_CASE("a temporary key proves itself, and its token proves it", "[auth]") {
  const Seal seal(7);
  for (const KeyIssuer issuer : {KeyIssuer::kIam, KeyIssuer::kSts}) {
    const TemporaryKey key =
        issue_key(issuer, "acme", "user", Time(std::chrono::milliseconds(5)), "1", seal);
    CHECK(is_issued(key.access_key, seal));
    CHECK_FALSE(is_issued(key.access_key, Seal(8)));
    CHECK_FALSE(is_issued(key.access_key + "0", seal));
    const auto found = find_issued(key.access_key, key.session_token, seal);
    REQUIRE(found);
    CHECK(found->secret == key.secret);
    CHECK(found->account == "acme");
    CHECK(found->user == "user");
    CHECK(found->expires == key.expires);
    CHECK_FALSE(find_issued(key.access_key, "", seal));
    CHECK(issue_key(issuer, "acme", "user", key.expires, "2", seal).access_key != key.access_key);
    CHECK(issue_key(issuer, "acne", "user", key.expires, "1", seal).access_key != key.access_key);
  }
}

}  // namespace
}  // namespace virga
