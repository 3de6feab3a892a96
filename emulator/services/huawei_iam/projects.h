// The projects of a domain: those that its account declares, then those that clients made.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "services/huawei_iam/home.h"

namespace virga::iam {

std::vector<Json> projects_of(const Call& call, const Domain& domain);
// By the value of one member, "id" or "name".
std::optional<Json> find_project(const Call& call, const Domain& domain, std::string_view member,
                                 const Json& value);

}  // namespace virga::iam
