// Numbers of the pools.
#include "services/volcengine_vms/callbacks.h"
#include "services/volcengine_vms/cities.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/number_choice.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/paging.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kUsualPage = 20;          // [doc]
constexpr std::int64_t kLargestPage = 500;       // [inferred]
constexpr std::int64_t kMostSwitched = 100;      // numbers in one call [doc]
constexpr std::chrono::minutes kScrollLife{10};  // of a NextToken [inferred]
constexpr std::int64_t kInUse = 1, kDisabled = 2;

std::int64_t bindings_of(const Store& store, const Json& number) {
  return store.count(kBinding, Query().equals("PhoneNoX", number).equals("Status", 1)) +
         store.count(kBinding, Query().equals("PhoneNoY", number).equals("Status", 1));
}

Json text_or_empty(const Json& document, const char* name) {
  const auto found = document.find(name);
  return found == document.end() || found->is_null() ? Json("") : *found;
}

Json record_of(const Store& store, const Json& number) {
  const Document pool = store.look(kNumberPool, number.at("NumberPoolNo"));
  const Json type = pool ? pool->at("SubServiceType") : Json(0);
  const Json service = pool ? pool->at("ServiceType") : Json(0);
  const auto status = number.at("NumberStatusCode").get<std::int64_t>();
  const auto kind = number.at("NumberTypeCode").get<std::int64_t>();
  return {{"CurrentBindCount", bindings_of(store, number.at("Number"))},
          {"Number", number.at("Number")},
          {"NumberLocation", number.at("NumberLocation")},
          {"NumberPoolName", pool ? pool->at("Name") : Json("")},
          {"NumberPoolNo", number.at("NumberPoolNo")},
          {"NumberPoolTypeCode", type},
          {"NumberPoolTypeDesc", service_label(type)},
          {"NumberPurchaseTime", text_or_empty(number, "NumberPurchaseTime")},
          {"NumberStatusCode", status},
          {"NumberStatusDesc", number_status_label(status)},
          {"NumberTypeCode", kind},
          {"NumberTypeDesc", number_type_label(kind)},
          {"QualificationNo", text_or_empty(number, "QualificationNo")},
          {"ServiceTypeCode", service},
          {"ServiceTypeDesc", service_label(service)}};
}

// The type of a number's pool is a filter of its own.
Query asked_for(const Call& call) {
  Query query;
  const Input& input = call.input;
  if (input.has("NumberPoolNo")) query.equals("NumberPoolNo", input.text("NumberPoolNo"));
  if (input.has("Number")) query.equals("Number", input.text("Number"));
  if (input.has("NumberList") && !input.list("NumberList").empty())
    query.among("Number", input.list("NumberList"));
  for (const char* name : {"NumberStatusCode", "NumberTypeCode"})
    if (input.has(name)) query.equals(name, input.integer(name));
  if (input.has("NumberPoolTypeCode")) {
    Json pools = Json::array();
    for (const Json& pool : call.store.list(
             kNumberPool, Query().equals("SubServiceType", input.integer("NumberPoolTypeCode"))))
      pools.push_back(pool.at("NumberPoolNo"));
    query.among("NumberPoolNo", pools);
  }
  return query;
}

Json records_of(const Call& call, Query query, const Page& page) {
  Json records = Json::array();
  for (const Json& number :
       call.store.list(kNumber, query.newest_first().page(page.limit, page.offset)))
    records.push_back(record_of(call.store, number));
  return records;
}

// ---- NumberList

constexpr Field kNumberList[] = {
    field::kLimit,
    {.name = "NumberList", .type = Type::kArray, .max_items = 500},
    field::kNumberPoolNo,
    {.name = "NumberPoolTypeCode", .type = Type::kInt32},
    {.name = "NumberStatusCode", .type = Type::kInt32, .among = legal::kNumberStatuses},
    {.name = "NumberTypeCode", .type = Type::kInt32, .among = legal::kFlag},
    field::kOffset,
    field::kNumber,
    field::kQueryAccountId,
};

constexpr Member kNumberListAnswer[] = {
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Offset", .type = Type::kInt32},
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kNumberRecord},
    {.name = "Total", .type = Type::kInt32},
};

Result<Json> number_list(Call& call) {
  const Page page = page_of(call.input, kUsualPage, kLargestPage);
  const Query query = asked_for(call);
  return page_json(page, records_of(call, query, page), call.store.count(kNumber, query));
}

// ---- NumberListScroll

constexpr Field kNumberListScroll[] = {
    {.name = "Limit", .type = Type::kInt32, .note = "Page size."},
    field::kNumber,
    {.name = "NumberList", .type = Type::kArray, .max_items = 500},
    {.name = "NumberStatusCode", .type = Type::kInt32},
    {.name = "NumberTypeCode", .type = Type::kInt32},
    field::kNumberPoolNo,
    {.name = "NumberPoolTypeCode", .type = Type::kInt32},
    field::kQueryAccountId,
    {.name = "NextToken"},
};

constexpr Member kNumberListScrollAnswer[] = {
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kNumberRecord},
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Total", .type = Type::kInt64},
    {.name = "NextToken"},
    {.name = "NextTokenExpireAt", .type = Type::kInt64},
    {.name = "HasMore", .type = Type::kBool},
};

// A token is good for ten minutes, and tells where the list goes on [inferred].
Result<Json> number_list_scroll(Call& call) {
  Page page = page_of(call.input, kUsualPage, kLargestPage);
  if (call.input.has("NextToken") && !call.input.text("NextToken").empty()) {
    const Document scroll = call.store.look(kScroll, call.input.text("NextToken"));
    if (!scroll || scroll->at("Expires").get<std::int64_t>() <= milliseconds_of(call.now))
      return kIllegalArgument.because("NextToken is not one that was given, or is too old");
    page.offset = scroll->at("Offset").get<std::int64_t>();
  }
  const Query query = asked_for(call);
  const std::int64_t total = call.store.count(kNumber, query);
  Json records = records_of(call, query, page);
  const auto next = page.offset + static_cast<std::int64_t>(records.size());
  const Time expires = call.now + kScrollLife;
  const bool more = next < total;
  std::string token;
  if (more) {
    token = fresh_hex32(call.store, "NextToken");
    call.store.put(kScroll,
                   {{"NextToken", token}, {"Offset", next}, {"Expires", milliseconds_of(expires)}});
  }
  return Json{{"Records", std::move(records)},
              {"Limit", page.limit},
              {"Total", total},
              {"NextToken", token},
              {"NextTokenExpireAt", seconds_of(expires)},
              {"HasMore", more}};
}

// ---- EnableOrDisableNumber

constexpr Field kEnableOrDisableNumber[] = {
    {.name = "EnableCode",
     .type = Type::kInt32,
     .required = true,
     .among = legal::kOneOrTwo,
     .note = "1 enables, 2 disables."},
    {.name = "NumberList", .type = Type::kArray, .max_items = 100},
    {.name = "Id", .type = Type::kInt32},
    {.name = "IdList", .type = Type::kArray, .items = Type::kInt32},
    field::kNumber,
    {.name = "Remark", .note = "A remark."},
};

// Numbers by themselves; the ids that older clients send are not known to any answer [inferred].
std::vector<std::string> named_numbers(const Input& input) {
  std::vector<std::string> names;
  if (input.has("NumberList"))
    for (const Json& number : input.list("NumberList")) names.push_back(number.get<std::string>());
  if (input.has("Number")) names.push_back(input.text("Number"));
  return names;
}

// All or nothing: one that is unknown, or neither enabled nor disabled by the user, fails the whole
// call [inferred]. Existing bindings of a disabled number stay.
Result<Json> enable_or_disable_number(Call& call) {
  const bool by_id = call.input.has("Id") || call.input.has("IdList");
  const auto names = named_numbers(call.input);
  if (names.empty() && !by_id)
    return Fault(kIllegalArgument).saying("id和number至少一个不为null");  // [doc]
  if (by_id) return kIllegalArgument.because("no number has an id here: name numbers instead");
  if (static_cast<std::int64_t>(names.size()) > kMostSwitched)
    return kIllegalArgument.because("at most 100 numbers in a call");
  for (const std::string& name : names) {
    auto number = call.store.find(kNumber, name);
    if (!number) return kIllegalArgument.because(name + " is no number of the account");
    const auto status = number->at("NumberStatusCode").get<std::int64_t>();
    if (status != kInUse && status != kDisabled)
      return kIllegalArgument.because(name + " is neither enabled nor disabled by the user");
    if (status == call.input.integer("EnableCode")) continue;
    (*number)["NumberStatusCode"] = call.input.integer("EnableCode");  // they agree [doc]
    call.store.put(kNumber, *number);
    tell_of_number(call.store, call.now, *number);
  }
  return Json::object();
}

// ---- SelectNumber

constexpr Field kSelectNumber[] = {
    field::kNumberPoolNoRequired,
    field::kCityCode,
    {.name = "NumberType", .type = Type::kInt32, .among = legal::kFlag},
    field::kDegradeCityList,
    {.name = "NumberCount", .type = Type::kInt32},
    {.name = "BindNumberList", .type = Type::kArray},
    {.name = "SelectType", .type = Type::kInt32},
    {.name = "CandidateNumberList", .type = Type::kArray},
};

Result<Json> select_number(Call& call) {
  if (!call.store.look(kNumberPool, call.input.text("NumberPoolNo")))
    return kIllegalArgument.because("there is no such pool");
  const std::int64_t wanted = std::max<std::int64_t>(call.input.integer_or("NumberCount", 1), 1);
  NumberChoice choice = choice_of(call.input, call.input.text("NumberPoolNo"));
  if (call.input.has("NumberType")) choice.type = call.input.integer("NumberType");
  if (call.input.has("BindNumberList")) choice.except = call.input.list("BindNumberList");
  if (call.input.has("CandidateNumberList")) choice.only = call.input.list("CandidateNumberList");
  Json chosen = Json::array();
  for (const Json& number : choose_numbers(call.store, choice))
    if (static_cast<std::int64_t>(chosen.size()) < wanted) chosen.push_back(number.at("Number"));
  if (static_cast<std::int64_t>(chosen.size()) < wanted)
    return kNumberNotEnough.because("the cities asked for do not have that many numbers");
  return chosen;
}

// SelectNumber answers a code of the privacy numbers beside those of its own table [inferred].
constexpr const Error* kSelectErrors[] = {&kSystemError, &kIllegalArgument, &kDownStreamError,
                                          &kNumberNotEnough};

constexpr Operation kOperations[] = {
    {.name = "NumberList",
     .route = Action{"NumberList"},
     .summary = "List numbers with filters and paging",
     .input = kNumberList,
     .output = {.members = kNumberListAnswer},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .handler = number_list},
    {.name = "EnableOrDisableNumber",
     .route = Action{"EnableOrDisableNumber"},
     .summary = "Enable or disable up to 100 own numbers",
     .input = kEnableOrDisableNumber,
     .output = {},
     .errors = kSwitchErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = enable_or_disable_number},
    {.name = "NumberListScroll",
     .route = Action{"NumberListScroll"},
     .summary = "Token-paged number listing",
     .input = kNumberListScroll,
     .output = {.members = kNumberListScrollAnswer},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = number_list_scroll},
    {.name = "SelectNumber",
     .route = Action{"SelectNumber"},
     .summary = "Pick usable numbers of a pool by city",
     .input = kSelectNumber,
     .output = {.type = Type::kArray},
     .errors = kSelectErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = select_number},
};

}  // namespace

std::span<const Operation> number_operations() { return kOperations; }

}  // namespace virga::vms
