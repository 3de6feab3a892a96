// Digests against published values.
#include "base/digest.h"

#include <catch2/catch.hpp>

namespace virga {
namespace {

TEST_CASE("SHA-256 agrees with FIPS 180", "[base]") {
  CHECK(hash_hex(Hash::kSha256, "") ==
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hash_hex(Hash::kSha256, "abc") ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hash_hex(Hash::kSha256, std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SM3 agrees with GB/T 32905", "[base]") {
  CHECK(hash_hex(Hash::kSm3, "abc") ==
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
  CHECK(hash_hex(Hash::kSm3, "abcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcdabcd") ==
        "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
  CHECK(hash_hex(Hash::kSm3, "") ==
        "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
}

TEST_CASE("HMAC-SHA256 agrees with RFC 4231", "[base]") {
  CHECK(to_hex(hmac(Hash::kSha256, std::string(20, '\x0b'), "Hi There")) ==
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  CHECK(to_hex(hmac(Hash::kSha256, "Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(to_hex(hmac(Hash::kSha256, std::string(131, '\xaa'),
                    "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

// Worked out from the definition of HMAC and plain SM3.
TEST_CASE("HMAC-SM3 is HMAC over SM3", "[base]") {
  CHECK(to_hex(hmac(Hash::kSm3, std::string(20, '\x0b'), "Hi There")) ==
        "51b00d1fb49832bfb01c3ce27848e59f871d9ba938dc563b338ca964755cce70");
  CHECK(to_hex(hmac(Hash::kSm3, "Jefe", "what do ya want for nothing?")) ==
        "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882");
  CHECK(to_hex(hmac(Hash::kSm3, std::string(131, '\xaa'),
                    "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "b4fd844e13342002f0b2e0690ea7741f1497d993a70494cea601e657bedf67a0");
}

TEST_CASE("An empty key over nothing has a digest too", "[base]") {
  CHECK(to_hex(hmac(Hash::kSha256, "", "")) ==
        "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
  CHECK(to_hex(hmac(Hash::kSm3, {}, {})) ==
        "0d23f72ba15e9c189a879aefc70996b06091de6e64d31b7a84004356dd915261");
}

TEST_CASE("Hex is lower case, two digits a byte", "[base]") {
  CHECK(to_hex(std::string_view("\x00\x0f\xa5\xff", 4)) == "000fa5ff");
  CHECK(to_hex("") == "");
}

TEST_CASE("Texts are equal when every byte and the length are", "[base]") {
  CHECK(equal_in_constant_time("secret", "secret"));
  CHECK(equal_in_constant_time("", ""));
  CHECK_FALSE(equal_in_constant_time("secret", "secreT"));
  CHECK_FALSE(equal_in_constant_time("secret", "secret "));
  CHECK_FALSE(equal_in_constant_time("", "s"));
}

}  // namespace
}  // namespace virga
