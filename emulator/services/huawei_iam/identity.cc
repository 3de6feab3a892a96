#include "services/huawei_iam/identity.h"

#include "services/huawei_iam/errors.h"

namespace virga::iam {
namespace {

Fault lacking(std::string_view member) {
  return kInvalidBody.because(std::string(member) + " is missing, or is no text");
}

Result<Identity> read_password(const Json& identity) {
  const Json* password = object_in(identity, "password");
  const Json* user = password == nullptr ? nullptr : object_in(*password, "user");
  if (user == nullptr) return lacking("auth.identity.password.user");
  const Json* domain = object_in(*user, "domain");
  Password read{domain == nullptr ? "" : text_in(*domain, "name"), text_in(*user, "name"),
                text_in(*user, "password")};
  if (read.domain.empty()) return lacking("auth.identity.password.user.domain.name");
  if (read.user.empty()) return lacking("auth.identity.password.user.name");
  if (read.password.empty()) return lacking("auth.identity.password.user.password");
  return Identity(std::move(read));
}

Result<Identity> read_bearer(const Json& identity) {
  const Json* token = object_in(identity, "token");
  Bearer read{token == nullptr ? "" : text_in(*token, "id")};
  if (read.token.empty()) return lacking("auth.identity.token.id");
  return Identity(std::move(read));
}

// Not in the reference of IAM; the shape is what public clients send [inferred].
Result<Identity> read_keys(const Json& identity) {
  const Json* pair = object_in(identity, "hw_ak_sk");
  const auto key_of = [&](std::string_view name) {
    const Json* part = pair == nullptr ? nullptr : object_in(*pair, name);
    return part == nullptr ? std::string() : text_in(*part, "key");
  };
  Keys read{key_of("access"), key_of("secret"), key_of("security_token")};
  if (read.access.empty()) return lacking("auth.identity.hw_ak_sk.access.key");
  if (read.secret.empty()) return lacking("auth.identity.hw_ak_sk.secret.key");
  return Identity(std::move(read));
}

// An id, or else a name.
Result<std::optional<Target>> read_target(const Json& scope, std::string_view name) {
  const Json* object = object_in(scope, name);
  if (object == nullptr) return std::optional<Target>();
  for (const char* member : {"id", "name"})
    if (std::string value = text_in(*object, member); !value.empty())
      return std::optional(Target{member, std::move(value)});
  return kInvalidBody.because("auth.scope." + std::string(name) + " has neither id nor name");
}

}  // namespace

const Json* object_in(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_object() ? &*found : nullptr;
}

std::string text_in(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

const Json* identity_by(const Json& auth, std::string_view method) {
  const Json* identity = auth.is_object() ? object_in(auth, "identity") : nullptr;
  if (identity == nullptr) return nullptr;
  const auto methods = identity->find("methods");
  return methods != identity->end() && *methods == Json::array({method}) ? identity : nullptr;
}

Result<Identity> read_identity(const Json& auth) {
  if (const Json* identity = identity_by(auth, "password")) return read_password(*identity);
  if (const Json* identity = identity_by(auth, "token")) return read_bearer(*identity);
  if (const Json* identity = identity_by(auth, "hw_ak_sk")) return read_keys(*identity);
  return kInvalidBody.because(
      "auth.identity.methods is none of [\"password\"], [\"token\"], [\"hw_ak_sk\"]");
}

Result<Scope> read_scope(const Json& auth) {
  Scope read;
  const auto found = auth.find("scope");
  if (found == auth.end() || found->is_null()) return read;
  if (!found->is_object()) return kInvalidBody.because("auth.scope is no object");
  auto project = read_target(*found, "project");
  if (!project) return project.fault();
  auto domain = read_target(*found, "domain");
  if (!domain) return domain.fault();
  read.project = std::move(*project);
  read.domain = std::move(*domain);
  return read;
}

}  // namespace virga::iam
