#include "services/huawei_gsl/operations.h"

namespace virga::gsl {
namespace {

constexpr Operation kOperations[] = {
    {.name = "ListBackPools",
     .route = Rest{"GET", "/v1/back-pools"},
     .summary = "Lists backward data pools with their figures of a month"},
    {.name = "ListBackPoolMembers",
     .route = Rest{"GET", "/v1/back-pools/{back_pool_id}/members"},
     .summary = "Lists the cards of a backward data pool with their usage of a month"},
};

}  // namespace

std::span<const Operation> back_pool_operations() { return kOperations; }

}  // namespace virga::gsl
