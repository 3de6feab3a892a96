#include "services/huawei_iam/errors.h"
#include "services/huawei_iam/home.h"
#include "services/huawei_iam/operations.h"

namespace virga::iam {
namespace {

constexpr Member kSelf[] = {{.name = "self"}};
constexpr Member kDomainMembers[] = {
    {.name = "description"}, {.name = "enabled", .type = Type::kBool},
    {.name = "id"},          {.name = "links", .type = Type::kObject, .members = kSelf},
    {.name = "name"},
};
constexpr Member kDomainList[] = {
    {.name = "domains", .type = Type::kArray, .items = Type::kObject, .members = kDomainMembers},
    {.name = "links", .type = Type::kObject, .members = kSelf},
};

// A user sees the one domain that it belongs to.
Result<Json> keystone_list_auth_domains(Call& call) {
  const Domain home = home_of(call);
  const std::string id = domain_id(call, home);
  return Json{{"domains", Json::array({{{"description", ""},
                                        {"enabled", true},
                                        {"id", id},
                                        {"links", {{"self", link_to("/v3/domains/" + id)}}},
                                        {"name", home.name}}})},
              {"links", {{"self", link_to("/v3/auth/domains")}}}};
}

constexpr Operation kOperations[] = {
    {.name = "KeystoneListAuthDomains",
     .route = Rest{"GET", "/v3/auth/domains"},
     .summary = "Lists the account that the caller may act in",
     .output = {.members = kDomainList},
     .errors = kListErrors,
     .invalid = &kInvalidBody,
     .internal = &kInternal,
     .handler = keystone_list_auth_domains},
};

}  // namespace

std::span<const Operation> domain_operations() { return kOperations; }

}  // namespace virga::iam
