// What the voice service keeps.
#pragma once

#include "store/kind.h"

namespace virga::vms {

inline constexpr Member kNumberPoolMembers[] = {
    {.name = "NumberPoolNo"},
    {.name = "Name", .indexed = true},
    {.name = "ServiceType", .type = Type::kInt32, .indexed = true},
    {.name = "SubServiceType", .type = Type::kInt32, .indexed = true},
    {.name = "Scene", .type = Type::kInt32, .nullable = true},
    {.name = "QualificationId", .nullable = true},
    {.name = "Remark", .nullable = true},
};
inline constexpr Handle kNumberPoolHandles[] = {{"NumberPoolNo", "NumberPoolNo"}};

inline constexpr Kind kNumberPool{.service = "vms",
                                  .name = "number_pools",
                                  .id = "NumberPoolNo",
                                  .members = kNumberPoolMembers,
                                  .one = "number_pool",
                                  .handles = kNumberPoolHandles};

inline constexpr Member kNumberMembers[] = {
    {.name = "Number"},
    {.name = "NumberPoolNo", .indexed = true},
    {.name = "NumberTypeCode", .type = Type::kInt32, .nullable = true},
    {.name = "NumberStatusCode", .type = Type::kInt32, .nullable = true},
    {.name = "NumberLocation", .nullable = true},
    {.name = "NumberPurchaseTime", .nullable = true},
    {.name = "QualificationNo", .nullable = true},
};
inline constexpr Kind kNumber{
    .service = "vms", .name = "numbers", .id = "Number", .members = kNumberMembers};

// Answers that a ClientToken may ask for again.
inline constexpr Member kClientTokenMembers[] = {
    {.name = "Key"},  // operation and token
    {.name = "Parameters", .type = Type::kObject},
    {.name = "Result", .type = Type::kObject},
    {.name = "Time", .type = Type::kInt64},  // ms since 1970
};
inline constexpr Kind kClientToken{.service = "vms",
                                   .name = "client_tokens",
                                   .id = "Key",
                                   .members = kClientTokenMembers,
                                   .internal = true};

}  // namespace virga::vms
