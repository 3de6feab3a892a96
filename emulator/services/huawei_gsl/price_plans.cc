#include "services/huawei_gsl/operations.h"

namespace virga::gsl {
namespace {

constexpr Operation kOperations[] = {
    {.name = "ListProPricePlans",
     .route = Rest{"GET", "/v1/price-plans"},
     .summary = "Lists the price plans on offer"},
    {.name = "ListSimPricePlans",
     .route = Rest{"GET", "/v1/sim-price-plans"},
     .summary = "Lists the price plans of a card"},
    {.name = "ListFlowBySimCards",
     .route = Rest{"POST", "/v1/sim-price-plans/usage/batch-query"},
     .summary = "Usage of the price plans of many cards"},
};

}  // namespace

std::span<const Operation> price_plan_operations() { return kOperations; }

}  // namespace virga::gsl
