#include "auth/signing_keys.h"

#include <catch2/catch.hpp>
#include <thread>

#include "auth/signing_key.h"
#include "auth/volcengine.h"
#include "support/vectors.h"

namespace virga {
namespace {

using Scope = std::vector<std::string>;

std::string find(SigningKeys& keys, const std::string& access_key, const std::string& secret,
                 const Scope& scope) {
  return keys.find(access_key, secret, scope, [&] { return chained_key(secret, scope); });
}

TEST_CASE("a key is derived once for an access key, secret and scope", "[auth]") {
  SigningKeys keys;
  const Scope scope{"20250605", "cn-beijing", "vms", "request"};
  const std::string right = chained_key("SK", scope);
  for (int i = 0; i < 3; ++i) CHECK(find(keys, "AK", "SK", scope) == right);
  CHECK(keys.derived() == 1);
  for (const Scope& other : {Scope{"20250606", "cn-beijing", "vms", "request"},
                             Scope{"20250605", "cn-north-1", "vms", "request"},
                             Scope{"20250605", "cn-beijing", "sts", "request"}})
    CHECK(find(keys, "AK", "SK", other) == chained_key("SK", other));
  CHECK(find(keys, "AK", "other", scope) == chained_key("other", scope));
  CHECK(find(keys, "AK2", "SK", scope) == right);
  CHECK(keys.derived() == 6);
}

TEST_CASE("keys that nobody can have are not kept, and others make room", "[auth]") {
  SigningKeys keys;
  const Scope huge{"20250605", std::string(10'000, 'x')};
  for (int i = 0; i < 2; ++i) CHECK(find(keys, "AK", "SK", huge) == chained_key("SK", huge));
  CHECK(keys.derived() == 2);
  for (int i = 0; i < 2'000; ++i) {
    const Scope scope{std::to_string(i)};
    CHECK(find(keys, "AK", "SK", scope) == chained_key("SK", scope));
  }
  CHECK(find(keys, "AK", "SK", {"0"}) == chained_key("SK", {"0"}));
}

TEST_CASE("many threads get the right keys", "[auth]") {
  SigningKeys keys;
  std::vector<std::thread> threads;
  std::vector<int> wrong(4);
  for (std::size_t t = 0; t < wrong.size(); ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 2'000; ++i) {
        const Scope scope{std::to_string((i * (static_cast<int>(t) + 1)) % 300)};
        if (find(keys, "AK", "SK", scope) != chained_key("SK", scope)) ++wrong[t];
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == std::vector<int>(4));
}

TEST_CASE("proofs with kept keys are those without", "[auth]") {
  SigningKeys keys;
  const auto vectors = signed_vectors("volcengine");
  for (int round = 0; round < 2; ++round)
    for (const Json& vector : vectors) {
      INFO(id_of(vector));
      const Request request = request_of(vector);
      const auto claim = volcengine::read_claim(request);
      CHECK(volcengine::prove(claim, request, secret_of(vector), &keys).matches);
      CHECK_FALSE(volcengine::prove(claim, request, "another", &keys).matches);
    }
  CHECK(keys.derived() < 10);  // of 120 proofs
}

}  // namespace
}  // namespace virga
