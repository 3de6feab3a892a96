// Call records, recordings and transcripts.
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr Operation kOperations[] = {
    {.name = "QueryCallRecordMsgV2",
     .route = Action{"QueryCallRecordMsgV2"},
     .summary = "Read call records by call id"},
    {.name = "QueryAudioRecordFileUrl",
     .route = Action{"QueryAudioRecordFileUrl"},
     .summary = "Get signed recording URLs of a call"},
    {.name = "QueryAudioRecordToTextFileUrlV2",
     .route = Action{"QueryAudioRecordToTextFileUrlV2"},
     .summary = "Get transcript URLs by call id"},
    {.name = "QueryCallRecordMsg",
     .route = Action{"QueryCallRecordMsg"},
     .summary = "Read call records by id"},
    {.name = "QueryCallRecordMsg",
     .route = Action{.name = "QueryCallRecordMsg", .version = "2021-01-01"},
     .summary = "Read call records by id, times as texts"},
    {.name = "QueryAudioRecordToTextFileUrl",
     .route = Action{"QueryAudioRecordToTextFileUrl"},
     .summary = "Transcript URLs"},
    {.name = "QuerySipRecord",
     .route = Action{.name = "QuerySipRecord", .path = "/SipRecord/Search"},
     .summary = "Search call records by number and time"},
};

}  // namespace

std::span<const Operation> call_data_operations() { return kOperations; }

}  // namespace virga::vms
