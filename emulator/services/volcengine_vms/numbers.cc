// Numbers of the pools, and applications for more.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "NumberList",
     .route = Action{"NumberList"},
     .summary = "List numbers with filters and paging"},
    {.name = "EnableOrDisableNumber",
     .route = Action{"EnableOrDisableNumber"},
     .summary = "Enable or disable up to 100 own numbers"},
    {.name = "NumberListScroll",
     .route = Action{"NumberListScroll"},
     .summary = "Token-paged number listing"},
    {.name = "SelectNumber",
     .route = Action{"SelectNumber"},
     .summary = "Pick usable numbers of a pool by city"},
    {.name = "CreateNumberApplication",
     .route = Action{"CreateNumberApplication"},
     .summary = "Apply for numbers"},
    {.name = "QueryNumberApplyRecordList",
     .route = Action{"QueryNumberApplyRecordList"},
     .summary = "List number applications"},
};

}  // namespace

std::span<const Operation> number_operations() { return kOperations; }

}  // namespace virga::vms
