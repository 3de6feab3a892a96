// What IAM keeps beside what the accounts of fixtures declare: the projects that clients made.
#pragma once

#include "store/kind.h"

namespace virga::iam {

inline constexpr Member kProjectMembers[] = {
    {.name = "id"},        {.name = "name"},        {.name = "domain_id", .indexed = true},
    {.name = "parent_id"}, {.name = "description"}, {.name = "enabled", .type = Type::kBool},
};

inline constexpr Kind kProjects{
    .service = "iam", .name = "projects", .id = "id", .members = kProjectMembers, .one = "project"};

}  // namespace virga::iam
