// Bindings as queries show them.
#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/paging.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kUsualPage = 20;     // [doc]
constexpr std::int64_t kLargestPage = 100;  // [inferred]

// Without its times, which the two queries print differently.
Json shown(const Json& binding) {
  Json record{
      {"CallDisplayType", binding.at("CallDisplayType")},
      {"CallDisplayTypeName", display_label(binding.at("CallDisplayType").get<std::int64_t>())}};
  for (const char* name :
       {"OutId", "PhoneNoA", "PhoneNoB", "PhoneNoE", "PhoneNoX", "PhoneNoY", "UserData"})
    record[name] = text_of(binding, name);
  for (const char* name : {"RecordFlag", "Status", "SubId"}) record[name] = binding.at(name);
  return record;
}

// ---- QuerySubscription

constexpr Field kQuerySubscription[] = {
    field::kNumberPoolNoRequired,
    field::kSubIdRequired,
};

constexpr Member kQuerySubscriptionAnswer[] = {
    {.name = "CallDisplayType", .type = Type::kInt32},
    {.name = "CallDisplayTypeName"},
    {.name = "EnableTime", .type = Type::kInt64},
    {.name = "ExpireTime", .type = Type::kInt64},
    {.name = "OutId", .nullable = true},
    {.name = "PhoneNoA"},
    {.name = "PhoneNoB", .nullable = true},
    {.name = "PhoneNoE", .nullable = true},
    {.name = "PhoneNoX"},
    {.name = "PhoneNoY", .nullable = true},
    {.name = "RecordFlag", .type = Type::kInt32},
    {.name = "Status", .type = Type::kInt32},
    {.name = "SubId"},
    {.name = "UserData", .nullable = true},
};

// Times are numbers here, texts in the list [doc].
Result<Json> query_subscription(Call& call) {
  const Document binding = call.store.look(kBinding, call.input.text("SubId"));
  if (!binding || binding->at("NumberPoolNo") != call.input.text("NumberPoolNo"))
    return kSubscriptionEmpty.because("there is no such binding in the pool");
  Json record = shown(*binding);
  for (const char* name : {"EnableTime", "ExpireTime"}) record[name] = binding->at(name);
  return record;
}

// ---- QuerySubscriptionForList

constexpr Field kQuerySubscriptionForList[] = {
    field::kLimit,
    field::kNumberPoolNo,
    field::kOffset,
    field::kOutId,
    field::kPhoneNoA,
    field::kPhoneNoB,
    field::kPhoneNoX,
    field::kPhoneNoY,
    {.name = "Status",
     .type = Type::kInt32,
     .among = legal::kThree,
     .note = "Only those of this status."},
    {.name = "SubId", .note = "The binding."},
    field::kNumber,
};

constexpr Member kQuerySubscriptionForListAnswer[] = {
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Offset", .type = Type::kInt32},
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kSubscriptionListRecord},
    {.name = "Total", .type = Type::kInt32},
};

Result<Json> query_subscription_for_list(Call& call) {
  const Input& input = call.input;
  bool any = false;  // one of these five at least [doc]
  Query query;
  for (const char* name : {"SubId", "PhoneNoA", "PhoneNoB", "PhoneNoX", "OutId"})
    if (input.has(name)) {
      any = true;
      query.equals(name, input.text(name));
    }
  if (!any)
    return kIllegalArgument.because("one of SubId, PhoneNoA, PhoneNoB, PhoneNoX, OutId is needed");
  for (const char* name : {"NumberPoolNo", "PhoneNoY"})
    if (input.has(name)) query.equals(name, input.text(name));
  if (input.has("Status")) query.equals("Status", input.integer("Status"));
  const Page page = page_of(input, kUsualPage, kLargestPage);
  Json records = Json::array();
  for (const Json& binding :
       call.store.list(kBinding, Query(query).newest_first().page(page.limit, page.offset))) {
    Json record = shown(binding);
    for (const char* name : {"EnableTime", "ExpireTime"})
      record[name] = std::to_string(binding.at(name).get<std::int64_t>());
    record["ParentSubId"] = text_of(binding, "ParentSubId");
    records.push_back(std::move(record));
  }
  return page_json(page, std::move(records), call.store.count(kBinding, query));
}

constexpr Operation kOperations[] = {
    {.name = "QuerySubscription",
     .route = Action{"QuerySubscription"},
     .summary = "Read one binding",
     .input = kQuerySubscription,
     .output = {.members = kQuerySubscriptionAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_subscription},
    {.name = "QuerySubscriptionForList",
     .route = Action{"QuerySubscriptionForList"},
     .summary = "List bindings",
     .input = kQuerySubscriptionForList,
     .output = {.members = kQuerySubscriptionForListAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_subscription_for_list},
};

}  // namespace

std::span<const Operation> subscription_operations() { return kOperations; }

}  // namespace virga::vms
