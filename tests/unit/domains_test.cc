// The `iam` section of an account, and whose a domain is.
#include <catch2/catch.hpp>

#include "auth/credentials.h"

namespace virga {
namespace {

std::string complaints(std::string_view text) {
  Mistakes mistakes("f.yaml");
  const auto yaml = parse_yaml(text, mistakes);
  REQUIRE(yaml);
  read_accounts(*yaml, mistakes);
  return mistakes.text();
}

Credentials credentials(std::string_view text) {
  Mistakes mistakes("f.yaml");
  Credentials known;
  known.add(read_accounts(*parse_yaml(text, mistakes), mistakes));
  CHECK(mistakes.text() == "");
  return known;
}

constexpr auto kAccounts = R"(
- id: "2100000001"
  iam:
    domain: acme
    users: [{name: ann, password: secret}]
    projects: [{id: p1, name: cn-north-4}]
- id: "2100000002"
  iam: {users: [{name: bob, password: secret}]}
- id: "2100000003"
- id: "*"
  access_keys: [{id: "AK*", secret: s}]
  iam: {domain: demo, users: [{name: cat, password: secret}]}
)";

TEST_CASE("a domain is an account's, by its own name or by the account's", "[auth]") {
  const auto known = credentials(kAccounts);
  const auto acme = known.find_domain("acme");
  REQUIRE(acme);
  CHECK(acme->account == "2100000001");
  CHECK(acme->name == "acme");
  REQUIRE(acme->user("ann"));
  CHECK(acme->user("ann")->password == "secret");
  CHECK(acme->user("bob") == nullptr);
  CHECK(acme->iam.projects.at(0).name == "cn-north-4");
  CHECK(known.find_domain("2100000002")->account == "2100000002");
  CHECK(known.domain_of("2100000001")->name == "acme");
}

TEST_CASE("under the account * each domain that a key could name is an account", "[auth]") {
  const auto known = credentials(kAccounts);
  for (const char* name : {"AK-one", "AK", "demo"}) {
    const auto domain = known.find_domain(name);
    REQUIRE(domain);
    CHECK(domain->account == name);
    CHECK(domain->name == name);
    CHECK(domain->user("cat") != nullptr);
    CHECK(known.domain_of(name)->account == name);
    CHECK(known.knows_account(name));
  }
}

TEST_CASE("a domain that nobody declared is not found", "[auth]") {
  const auto known = credentials(kAccounts);
  for (const char* name : {"", "nobody", "2100000001", "2100000003", "*"}) {
    INFO(name);
    CHECK_FALSE(known.find_domain(name));
  }
  CHECK_FALSE(known.domain_of("acme"));  // the name of a domain, not of an account
  CHECK_FALSE(known.domain_of("2100000003"));
  CHECK(known.knows_account("2100000003"));
  CHECK_FALSE(known.knows_account("acme"));
  CHECK_FALSE(known.knows_account(""));
  CHECK_FALSE(Credentials().first_domain());
  CHECK(known.first_domain()->name == "acme");
}

TEST_CASE("every mistake in iam is reported at once, with its place", "[auth]") {
  CHECK(complaints(R"(- id: "1"
  iam:
    domian: acme
- id: "2"
  iam:
    domain: acme
    users:
      - {name: a, password: p}
      - {name: a, password: q}
      - {name: b, pasword: p}
      - {name: c}
    projects:
      - {id: x, name: n}
      - {id: x, name: m}
- id: "3"
  iam: {domain: acme, users: none}
)") == R"(f.yaml:3:5: unknown key "domian" in iam (did you mean "domain"?)
f.yaml:9:16: user "a" is given twice, first on line 8
f.yaml:10:9: a user needs "password"
f.yaml:10:19: unknown key "pasword" in a user (did you mean "password"?)
f.yaml:11:9: a user needs "password"
f.yaml:14:14: project "x" is given twice, first on line 13
f.yaml:16:17: domain "acme" is given twice, first on line 6
f.yaml:16:30: users has to be a list
)");
}

}  // namespace
}  // namespace virga
