// The accounts that fixtures declare, and whose an access key is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/seal.h"
#include "auth/signing_keys.h"
#include "auth/token.h"
#include "base/time.h"
#include "base/yaml.h"

namespace virga {

enum class AuthMode {
  kOff,      // nobody is asked
  kLenient,  // no credentials or an unknown key pass; a known key has to sign correctly
  kStrict,   // as the real cloud
};

struct AccessKey {
  std::string id;  // may end in `*`: any key that begins so
  std::string secret;
  std::string session_token;    // empty: a permanent key
  std::optional<Time> expires;  // of a temporary key
};

struct IamUser {
  std::string name;
  std::string password;
};

struct IamProject {
  std::string id;
  std::string name;
};

// What Huawei's IAM knows of an account.
struct Iam {
  std::string domain;  // the account's name; empty only of "*"
  std::vector<IamUser> users;
  std::vector<IamProject> projects;
};

inline constexpr std::string_view kEachItsOwn = "*";

struct Account {
  std::string id;  // "*": each key is an account of its own, named as the key
  std::vector<AccessKey> access_keys;
  std::optional<Iam> iam;  // of "*": each domain that a key could name, and its own, is an account
};

// A key as it was found: the account is settled, the pattern resolved.
struct KnownKey {
  std::string account;
  AccessKey key;
  std::string user = {};  // in whose name a temporary key was issued
  bool issued = false;    // by this cloud, not declared by a fixture
};

// Real clouds judge the expiry that a fixture declares; what this cloud has issued always expires.
bool has_expired(const KnownKey& known, Time now, AuthMode mode);

// A domain as it was found, with the account settled. Lives no longer than the credentials.
struct Domain {
  std::string account;
  std::string name;
  const Iam& iam;

  const IamUser* user(std::string_view user_name) const;  // nullptr: no such user
};

// Filled at start, then only read: safe for any number of threads.
class Credentials {
 public:
  // What is issued under one seed is believed under no other.
  explicit Credentials(std::uint64_t seed = 0) : seal_(seed) {}

  void add(std::vector<Account> accounts);

  // An exact id wins over a pattern. A key that was issued is found with its secret whatever the
  // session token; without the right one it is nobody's, and no token is right.
  std::optional<KnownKey> find(std::string_view access_key,
                               std::string_view session_token = {}) const;

  std::optional<Domain> find_domain(std::string_view name) const;
  std::optional<Domain> domain_of(std::string_view account) const;  // nothing: it declares no iam
  std::optional<Domain> first_domain() const;
  bool knows_account(std::string_view id) const;

  // Nothing for what is no token of ours; whether it has expired is not judged.
  std::optional<Token> read_token(std::string_view text) const;
  bool holds(const Token& token) const;  // its account and user are still there

  const Seal& seal() const { return seal_; }

  SigningKeys& signing_keys() const { return *signing_keys_; }

 private:
  Seal seal_;
  std::vector<Account> accounts_;
  std::unique_ptr<SigningKeys> signing_keys_ = std::make_unique<SigningKeys>();
};

// The `accounts:` section of a fixture.
std::vector<Account> read_accounts(const Yaml& section, Mistakes& mistakes);

}  // namespace virga
