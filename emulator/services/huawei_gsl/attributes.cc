#include "services/huawei_gsl/operations.h"

namespace virga::gsl {
namespace {

constexpr Operation kOperations[] = {
    {.name = "CreateAttribute",
     .route = Rest{"POST", "/v1/attributes"},
     .summary = "Creates a custom attribute"},
    {.name = "ListAttributes",
     .route = Rest{"GET", "/v1/attributes"},
     .summary = "Lists custom attributes"},
    {.name = "UpdateAttribute",
     .route = Rest{"PUT", "/v1/attributes/{attribute_id}"},
     .summary = "Renames a custom attribute"},
    {.name = "EnableAttribute",
     .route = Rest{"POST", "/v1/attributes/{attribute_id}/enable"},
     .summary = "Enables a custom attribute"},
    {.name = "DisableAttribute",
     .route = Rest{"POST", "/v1/attributes/{attribute_id}/disable"},
     .summary = "Disables a custom attribute"},
    {.name = "BatchSetAttributes",
     .route = Rest{"POST", "/v1/sim-cards/attributes/batch-set"},
     .summary = "Sets custom attributes of many cards"},
};

}  // namespace

std::span<const Operation> attribute_operations() { return kOperations; }

}  // namespace virga::gsl
