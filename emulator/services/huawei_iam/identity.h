// The `auth` object of a request to IAM: who asks, how that is to be shown, and for what.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "base/json.h"
#include "base/result.h"

namespace virga::iam {

struct Password {
  std::string domain;
  std::string user;
  std::string password;
};

struct Bearer {
  std::string token;
};

// Method hw_ak_sk: the secret itself, in the body.
struct Keys {
  std::string access;
  std::string secret;
  std::string security_token;
};

using Identity = std::variant<Password, Bearer, Keys>;

// Which project: by "id" or "name". Of a domain likewise.
struct Target {
  std::string member;
  std::string value;
};

struct Scope {                    // neither: the caller's domain
  std::optional<Target> project;  // wins [doc]
  std::optional<Target> domain;
};

// A complaint is kInvalidBody with what is wrong.
Result<Identity> read_identity(const Json& auth);
Result<Scope> read_scope(const Json& auth);

// `auth.identity` when it is an object whose `methods` is the one given; else nullptr.
const Json* identity_by(const Json& auth, std::string_view method);
const Json* object_in(const Json& object, std::string_view name);  // nullptr: no such object
std::string text_in(const Json& object, std::string_view name);    // "": no such text

}  // namespace virga::iam
