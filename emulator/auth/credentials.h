// The accounts that fixtures declare, and whose an access key is.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "auth/signing_keys.h"
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

struct Account {
  std::string id;  // "*": each key is an account of its own, named as the key
  std::vector<AccessKey> access_keys;
};

// A key as it was found: the account is settled, the pattern resolved.
struct KnownKey {
  std::string account;
  AccessKey key;
};

// Filled at start, then only read: safe for any number of threads.
class Credentials {
 public:
  void add(std::vector<Account> accounts);
  std::optional<KnownKey> find(
      std::string_view access_key) const;  // an exact id wins over a pattern

  SigningKeys& signing_keys() const { return *signing_keys_; }

 private:
  std::vector<Account> accounts_;
  std::unique_ptr<SigningKeys> signing_keys_ = std::make_unique<SigningKeys>();
};

// The `accounts:` section of a fixture.
std::vector<Account> read_accounts(const Yaml& section, Mistakes& mistakes);

}  // namespace virga
