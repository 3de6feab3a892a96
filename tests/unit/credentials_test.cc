// Accounts and access keys as fixtures declare them.
#include <catch2/catch.hpp>

#include "auth/credentials.h"

namespace virga {
namespace {

std::vector<Account> read(std::string_view text, std::string* complaints = nullptr) {
  Mistakes mistakes("f.yaml");
  const auto yaml = parse_yaml(text, mistakes);
  REQUIRE(yaml);
  auto accounts = read_accounts(*yaml, mistakes);
  if (complaints != nullptr)
    *complaints = mistakes.text();
  else
    CHECK(mistakes.text() == "");
  return accounts;
}

std::string complaints(std::string_view text) {
  std::string found;
  read(text, &found);
  return found;
}

Credentials credentials(std::string_view text) {
  Credentials known;
  known.add(read(text));
  return known;
}

constexpr auto kAccounts = R"(
- id: "2100000001"
  access_keys:
    - {id: AKEXAMPLE, secret: SKexample}
    - {id: AKTEMP, secret: SKtemp, session_token: STSexample, expires: 2030-01-01T00:00:00Z}
  iam:
    domain: demo
    users: [{name: virga, password: virga}]
    projects: [{id: 0123456789abcdef0123456789abcdef, name: cn-north-4}]
- id: 2100000002
  access_keys:
    - {id: AKTEAM*, secret: SKteam}
    - {id: AKVIRGA7, secret: SKseven}
- {id: "*", access_keys: [{id: "AKVIRGA*", secret: SKVIRGA}]}
- id: "2100000003"
)";

}  // namespace

TEST_CASE("accounts are read with their keys, permanent and temporary", "[auth]") {
  const auto accounts = read(kAccounts);
  REQUIRE(accounts.size() == 4);
  CHECK(accounts[0].id == "2100000001");
  REQUIRE(accounts[0].access_keys.size() == 2);
  CHECK(accounts[0].access_keys[0].id == "AKEXAMPLE");
  CHECK(accounts[0].access_keys[0].secret == "SKexample");
  CHECK(accounts[0].access_keys[0].session_token.empty());
  CHECK_FALSE(accounts[0].access_keys[0].expires);
  CHECK(accounts[0].access_keys[1].session_token == "STSexample");
  CHECK(accounts[0].access_keys[1].expires == parse_time("2030-01-01T00:00:00Z"));
  CHECK(accounts[1].id == "2100000002");
  CHECK(accounts[2].id == "*");
  CHECK(accounts[3].access_keys.empty());
}

TEST_CASE("a key is found with its account", "[auth]") {
  const auto known = credentials(kAccounts).find("AKEXAMPLE");
  REQUIRE(known);
  CHECK(known->account == "2100000001");
  CHECK(known->key.secret == "SKexample");
}

TEST_CASE("keys that match a pattern share the account of the pattern", "[auth]") {
  const auto known = credentials(kAccounts).find("AKTEAM-9");
  REQUIRE(known);
  CHECK(known->account == "2100000002");
  CHECK(known->key.id == "AKTEAM-9");
  CHECK(known->key.secret == "SKteam");
}

TEST_CASE("under the account * each key is an account of its own", "[auth]") {
  const auto accounts = credentials(kAccounts);
  CHECK(accounts.find("AKVIRGA1")->account == "AKVIRGA1");
  CHECK(accounts.find("AKVIRGA2")->account == "AKVIRGA2");
  CHECK(accounts.find("AKVIRGA2")->key.id == "AKVIRGA2");
  CHECK(accounts.find("AKVIRGA*")->account == "AKVIRGA*");
}

TEST_CASE("an exact id wins over a pattern, wherever it stands", "[auth]") {
  const auto exact = credentials(kAccounts).find("AKVIRGA7");
  REQUIRE(exact);
  CHECK(exact->account == "2100000002");
  CHECK(exact->key.secret == "SKseven");

  const auto behind = credentials(R"([{id: "*", access_keys: [{id: "A*", secret: one}]},
                                      {id: b, access_keys: [{id: AB, secret: two}]}])");
  CHECK(behind.find("AB")->account == "b");
}

TEST_CASE("of several patterns the longest wins", "[auth]") {
  const auto known = credentials(R"([{id: a, access_keys: [{id: "*", secret: one}]},
                                     {id: b, access_keys: [{id: "AK*", secret: two}]}])");
  CHECK(known.find("AK1")->account == "b");
  CHECK(known.find("X")->account == "a");
}

TEST_CASE("a key that nobody declared is not found", "[auth]") {
  const auto known = credentials(kAccounts);
  CHECK_FALSE(known.find("AKNONE"));
  CHECK_FALSE(known.find("akexample"));
  CHECK_FALSE(known.find("AKTEA"));
  CHECK_FALSE(known.find(""));
  CHECK_FALSE(Credentials().find("AK"));
}

TEST_CASE("accounts of several fixtures add up", "[auth]") {
  Credentials known;
  known.add(read("[{id: a, access_keys: [{id: A, secret: one}]}]"));
  known.add(read("[{id: b, access_keys: [{id: A, secret: two}, {id: B, secret: three}]}]"));
  CHECK(known.find("A")->account == "a");
  CHECK(known.find("B")->account == "b");
}

TEST_CASE("every mistake in the accounts is reported at once, with its place", "[auth]") {
  CHECK(complaints(R"(- access_keys: [{secret: s}, {id: AK1}]
- id: [1]
- id: "2"
  acess_keys: []
- id: "3"
  access_keys:
    - {id: AK1, secret: s}
    - {id: A*K, secret: s}
    - {id: AK2, secret: s, expires: tomorrow}
    - {id: AK3, secret: {}, session_token: }
    - just text
- id: "*"
  access_keys:
    - {id: AK4, secret: s, sekret: t}
    - {id: "AK*", secret: s}
    - {id: "AK*", secret: s}
- id: "3"
  access_keys: {}
)") == "f.yaml:1:3: an account needs \"id\"\n"
       "f.yaml:1:17: an access key needs \"id\"\n"
       "f.yaml:1:30: an access key needs \"secret\"\n"
       "f.yaml:2:7: id has to be text, and not empty\n"
       "f.yaml:4:3: unknown key \"acess_keys\" in an account (did you mean \"access_keys\"?)\n"
       "f.yaml:7:12: access key \"AK1\" is given twice, first on line 1\n"
       "f.yaml:8:12: an access key id may hold \"*\" only at its end\n"
       "f.yaml:9:37: expires has to be a time such as 2030-01-01T00:00:00Z\n"
       "f.yaml:10:25: secret has to be text, and not empty\n"
       "f.yaml:10:44: session_token has to be text, and not empty\n"
       "f.yaml:11:7: an access key has to be a mapping\n"
       "f.yaml:14:12: an access key of the account \"*\" has to end in \"*\"\n"
       "f.yaml:14:28: unknown key \"sekret\" in an access key (did you mean \"secret\"?)\n"
       "f.yaml:16:12: access key \"AK*\" is given twice, first on line 15\n"
       "f.yaml:17:7: account \"3\" is given twice, first on line 5\n"
       "f.yaml:18:16: access_keys has to be a list\n");
}

TEST_CASE("what is said of IAM is checked, each word of it", "[auth]") {
  CHECK(complaints(R"(- id: a
  iam: {domain: [], users: {}, project: []}
- id: b
  iam:
    users: [{name: n}, {name: n, password: p, email: e}]
    projects:
      - {id: 1, name: }
      - 7
- {id: c, iam: demo}
)") == "f.yaml:2:17: domain has to be text, and not empty\n"
       "f.yaml:2:28: users has to be a list\n"
       "f.yaml:2:32: unknown key \"project\" in iam (did you mean \"projects\"?)\n"
       "f.yaml:5:13: a user needs \"password\"\n"
       "f.yaml:5:31: user \"n\" is given twice, first on line 5\n"
       "f.yaml:5:47: unknown key \"email\" in a user\n"
       "f.yaml:7:23: name has to be text, and not empty\n"
       "f.yaml:8:9: a project has to be a mapping\n"
       "f.yaml:9:16: iam has to be a mapping\n");
}

TEST_CASE("accounts have to be a list", "[auth]") {
  CHECK(complaints("{id: a}") == "f.yaml:1:1: accounts has to be a list\n");
  CHECK(read("[]").empty());
}

}  // namespace virga
