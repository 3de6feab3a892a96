// Call records, recordings and transcripts. A call has none before it is over [doc].
#include <algorithm>

#include "base/chance.h"
#include "base/text.h"
#include "services/volcengine_vms/addresses.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/paging.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kUsualPage = 20, kLargestPage = 100;

std::vector<Json> ended_calls(const Call& call) {
  std::vector<Json> calls;
  for (const Json& id : call.input.list("CallIdList"))
    if (auto found = call.store.find(kCall, id); found && found->at("Ended") == true)
      calls.push_back(std::move(*found));
  return calls;
}

// The account is told in records alone.
Json record_of(const Call& call, const Json& ended) {
  Json record{{"AccountId", call.principal.account}};
  record.update(ended.at("Record"));
  return record;
}

std::string url_of(const Call& call, const std::string& file) {
  return recording_url(origin_of(call), call.store, call.now, file);
}

bool is_old(const Call& call) {
  return std::get<Action>(call.operation.route).version == "2021-01-01";
}

// ---- QueryCallRecordMsgV2

constexpr Member kQueryCallRecordMsgV2Answer[] = {
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kCallRecord},
};

Result<Json> query_call_record_msg_v2(Call& call) {
  Json records = Json::array();
  for (const Json& each : ended_calls(call)) records.push_back(record_of(call, each));
  return Json{{"Records", std::move(records)}};
}

// ---- QueryCallRecordMsg, in both versions

// The first version tells times as texts, the second as milliseconds [doc]. A time that did not
// come is an empty text [inferred].
void print_times(Json& record) {
  for (auto& [name, value] : record.items())
    if (name.ends_with("Time") && value.is_number_integer()) {
      const auto time = value.get<std::int64_t>();
      value = time == 0 ? "" : beijing_text(Time(std::chrono::milliseconds(time)));
    }
}

Result<Json> query_call_record_msg(Call& call) {
  Json records = Json::array();
  for (const Json& each : ended_calls(call)) {
    Json record = record_of(call, each);
    if (is_old(call)) print_times(record);
    records.push_back(lower_camel(record));
  }
  return records;
}

// ---- QueryAudioRecordFileUrl

constexpr Field kQueryAudioRecordFileUrl[] = {
    field::kCallIdRequired,
};

constexpr Member kQueryAudioRecordFileUrlAnswer[] = {
    {.name = "AudioRecordFileUrl"},
    {.name = "AudioRecordLeftFileUrl"},
    {.name = "AudioRecordRightFileUrl"},
};

// Left is the caller, right the callee [doc]; without a recording all are empty [inferred].
Result<Json> query_audio_record_file_url(Call& call) {
  const std::string& id = call.input.text("CallId");
  const Document found = call.store.look(kCall, id);
  const bool recorded = found && found->at("Ended") == true && found->at("Recorded") == true;
  const auto url = [&](const char* side) {
    return recorded ? url_of(call, id + side + ".wav") : std::string();
  };
  return Json{{"AudioRecordFileUrl", url("")},
              {"AudioRecordLeftFileUrl", url("_l")},
              {"AudioRecordRightFileUrl", url("_r")}};
}

// ---- QueryAudioRecordToTextFileUrlV2, QueryAudioRecordToTextFileUrl

constexpr Member kQueryAudioRecordToTextFileUrlV2Answer[] = {
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kAudioTextRecord},
};

// Of the calls that were recorded.
Json transcripts(const Call& call) {
  Json records = Json::array();
  for (const Json& each : ended_calls(call)) {
    if (each.at("Recorded") != true) continue;
    const auto id = each.at("CallId").get<std::string>();
    records.push_back({{"AudioRecordToTextFileUrl", url_of(call, id + ".json")}, {"CallId", id}});
  }
  return records;
}

// A sample says Data where table and SDK say Records.
Result<Json> query_audio_record_to_text_file_url_v2(Call& call) {
  return Json{{"Records", transcripts(call)}};
}

Result<Json> query_audio_record_to_text_file_url(Call& call) {
  Json records = Json::array();
  for (const Json& each : transcripts(call)) records.push_back(lower_camel(each));
  return records;
}

// ---- QuerySipRecord

constexpr Field kQuerySipRecord[] = {
    {.name = "Callee", .note = "Who is called then."},
    {.name = "Caller", .note = "Who is called first."},
    {.name = "CallId", .note = "The call."},
    {.name = "BeginCallTimeLowerBound"},
    {.name = "BeginCallTimeUpperBound"},
    {.name = "SubServiceType", .type = Type::kInt32, .among = legal::kSubServiceTypes},
    field::kNumberPoolNo,
    {.name = "CallStatus"},
    field::kLimit,
    field::kOffset,
};

constexpr Member kQuerySipRecordAnswer[] = {
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kCallRecord},
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Offset", .type = Type::kInt32},
    {.name = "Total", .type = Type::kInt32},
};

constexpr std::int64_t kBusy = 8, kNoAnswer = 7;

// Words of the vendor's sample for results [inferred].
void filter_status(const std::string& status, Query& query) {
  if (same_letters(status, "ANSWERED")) query.equals("CallResult", 1);
  if (same_letters(status, "BUSY")) query.equals("CallResult", kBusy);
  if (same_letters(status, "NOANSWER")) query.equals("CallResult", kNoAnswer);
  if (same_letters(status, "FAILED"))
    query.differs("CallResult", 1).differs("CallResult", kBusy).differs("CallResult", kNoAnswer);
}

Result<Json> query_sip_record(Call& call) {
  const Input& input = call.input;
  Query query;
  query.equals("Ended", true);
  for (const char* name : {"Callee", "Caller", "CallId", "NumberPoolNo"})
    if (const std::string value = text_of(input.values(), name); !value.empty())
      query.equals(name, value);
  if (input.has("SubServiceType")) query.equals("SubServiceType", input.integer("SubServiceType"));
  filter_status(text_of(input.values(), "CallStatus"), query);
  for (const char* name : {"BeginCallTimeLowerBound", "BeginCallTimeUpperBound"}) {
    const std::string text = text_of(input.values(), name);
    if (text.empty()) continue;
    const auto time = parse_beijing(text);
    if (!time) return kIllegalArgument.because(std::string(name) + " is yyyy-MM-dd HH:mm:ss");
    if (std::string_view(name).find("Lower") != std::string_view::npos)
      query.at_least("BeginCallTime", milliseconds_of(*time));
    else
      query.at_most("BeginCallTime", milliseconds_of(*time) + 999);
  }
  const Page page = page_of(input, kUsualPage, kLargestPage);
  Json records = Json::array();
  for (const Json& each :
       call.store.list(kCall, Query(query).newest_first().page(page.limit, page.offset)))
    records.push_back(record_of(call, each));
  return page_json(page, std::move(records), call.store.count(kCall, query));
}

constexpr Operation kOperations[] = {
    {.name = "QueryCallRecordMsgV2",
     .route = Action{"QueryCallRecordMsgV2"},
     .summary = "Read call records by call id",
     .input = field::kCalls,
     .output = {.members = kQueryCallRecordMsgV2Answer},
     .errors = kCallDataErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_call_record_msg_v2},
    {.name = "QueryAudioRecordFileUrl",
     .route = Action{"QueryAudioRecordFileUrl"},
     .summary = "Get signed recording URLs of a call",
     .input = kQueryAudioRecordFileUrl,
     .output = {.members = kQueryAudioRecordFileUrlAnswer},
     .errors = kCallDataErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_audio_record_file_url},
    {.name = "QueryAudioRecordToTextFileUrlV2",
     .route = Action{"QueryAudioRecordToTextFileUrlV2"},
     .summary = "Get transcript URLs by call id",
     .input = field::kCalls,
     .output = {.members = kQueryAudioRecordToTextFileUrlV2Answer},
     .errors = kCallDataErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_audio_record_to_text_file_url_v2},
    {.name = "QueryCallRecordMsg",
     .route = Action{"QueryCallRecordMsg"},
     .summary = "Read call records by id",
     .input = field::kCalls,
     .output = {.type = Type::kArray, .items = Type::kObject},
     .errors = kCallDataErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_call_record_msg},
    {.name = "QueryCallRecordMsg",
     .route = Action{.name = "QueryCallRecordMsg", .version = "2021-01-01"},
     .summary = "Read call records by id, times as texts",
     .input = field::kCalls,
     .output = {.type = Type::kArray, .items = Type::kObject},
     .errors = kCallDataErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_call_record_msg},
    {.name = "QueryAudioRecordToTextFileUrl",
     .route = Action{"QueryAudioRecordToTextFileUrl"},
     .summary = "Transcript URLs",
     .input = field::kCalls,
     .output = {.type = Type::kArray, .items = Type::kObject},
     .errors = kCallDataErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_audio_record_to_text_file_url},
    {.name = "QuerySipRecord",
     .route = Action{.name = "QuerySipRecord", .path = "/SipRecord/Search"},
     .summary = "Search call records by number and time",
     .input = kQuerySipRecord,
     .output = {.members = kQuerySipRecordAnswer},
     .errors = kCallDataErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_sip_record},
};

}  // namespace

std::span<const Operation> call_data_operations() { return kOperations; }

}  // namespace virga::vms
