// Number pools: named groups of numbers, each for one sub service.
#include "services/volcengine_vms/errors.h"
#include "services/volcengine_vms/idempotency.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/legal_values.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kMostPools = 100;    // of an account [inferred]
constexpr std::int64_t kUsualPage = 20;     // [doc]
constexpr std::int64_t kLargestPage = 100;  // a larger Limit is cut to it [inferred]

// 1xx goes with 100, 2xx with 200 [doc].
bool types_agree(const Json& pool) {
  return pool.at("SubServiceType").get<std::int64_t>() / 100 ==
         pool.at("ServiceType").get<std::int64_t>() / 100;
}

Fault types_disagree(const Json& pool) {
  return kInvalidParameter.about(
      "SubServiceType", "SubServiceType " + pool.at("SubServiceType").dump() +
                            " does not belong to ServiceType " + pool.at("ServiceType").dump());
}

std::string next_number(Call& call) {
  for (;;) {
    std::string number = timed_id(call.store, "NP", call.now);
    if (!call.store.look(kNumberPool, number)) return number;
  }
}

constexpr Field kNumberPoolNo{
    .name = "NumberPoolNo", .required = true, .note = "The pool to edit."};

// ---- CreateNumberPool

constexpr Field kCreateNumberPool[] = {
    {.name = "Name", .required = true, .min = 1, .max = 32, .note = "Name of the pool."},
    {.name = "ServiceType",
     .type = Type::kInt32,
     .required = true,
     .among = legal::kServiceTypes,
     .note = "100 ordinary voice, 200 privacy numbers."},
    {.name = "SubServiceType",
     .type = Type::kInt32,
     .required = true,
     .among = legal::kSubServiceTypes,
     .note = "1xx with ServiceType 100, 2xx with 200."},
    {.name = "Scene", .type = Type::kInt32, .note = "Sent by older clients."},
    {.name = "QualificationId", .note = "Sent by older clients."},
    {.name = "Remark", .note = "Sent by older clients."},
    kClientTokenField,
    kDryRunField,
};

constexpr Member kCreated[] = {
    {.name = "Name"},
    {.name = "NumberPoolNo"},
    {.name = "ServiceType", .type = Type::kInt32},
    {.name = "SubServiceType", .type = Type::kInt32},
};

// Several pools for a sub service, and pools of one name, are allowed [inferred].
Result<Json> create_number_pool(Call& call) {
  Json pool = call.input.pick(
      {"Name", "ServiceType", "SubServiceType", "Scene", "QualificationId", "Remark"});
  if (!types_agree(pool)) return types_disagree(pool);
  if (call.store.count(kNumberPool) >= kMostPools)
    return kQuotaExceeded.about("The number of number pools", "an account holds at most 100 pools");
  pool["NumberPoolNo"] = next_number(call);
  call.store.put(kNumberPool, pool);
  return project(kCreated, pool);
}

// ---- UpdateNumberPoolV2, and the older UpdateNumberPool

constexpr Field kUpdateNumberPoolV2[] = {
    kNumberPoolNo,
    {.name = "Name",
     .required = true,
     .min = 1,
     .max = 31,
     .note = "New name."},  // creating allows 32
    {.name = "ServiceType",
     .type = Type::kInt32,
     .among = legal::kServiceTypes,
     .note = "Unchanged when not given."},
    {.name = "SubServiceType",
     .type = Type::kInt32,
     .among = legal::kSubServiceTypes,
     .note = "Unchanged when not given."},
    {.name = "Remark", .note = "Sent by a vendor's sample."},
    {.name = "QualificationId", .note = "Sent by a vendor's sample."},
    kClientTokenField,
    kDryRunField,
};

constexpr Field kUpdateNumberPool[] = {
    kNumberPoolNo,
    {.name = "Name", .min = 1, .max = 32, .note = "New name; unchanged when not given."},
    {.name = "ServiceType",
     .type = Type::kInt32,
     .among = legal::kServiceTypes,
     .note = "Unchanged when not given."},
    {.name = "SubServiceType",
     .type = Type::kInt32,
     .among = legal::kSubServiceTypes,
     .note = "Unchanged when not given."},
    {.name = "Scene", .type = Type::kInt32, .note = "Unchanged when not given."},
};

// A pool may always be renamed; one that holds numbers keeps its types [inferred].
std::optional<Fault> update(Call& call) {
  const Document pool = call.store.look(kNumberPool, call.input.text("NumberPoolNo"));
  if (!pool) return kInvalidParameter.about("NumberPoolNo", "there is no such pool");
  Json changed = *pool;
  changed.update(call.input.pick(
      {"Name", "ServiceType", "SubServiceType", "Scene", "Remark", "QualificationId"}));
  if (!types_agree(changed)) return types_disagree(changed);
  const bool retyped = changed["ServiceType"] != pool->at("ServiceType") ||
                       changed["SubServiceType"] != pool->at("SubServiceType");
  if (retyped &&
      call.store.count(kNumber, Query().equals("NumberPoolNo", pool->at("NumberPoolNo"))) > 0)
    return kOperationDenied.because("the pool holds numbers, so its types cannot change");
  call.store.put(kNumberPool, changed);
  return std::nullopt;
}

Result<Json> update_number_pool_v2(Call& call) {
  if (auto fault = update(call)) return *fault;
  return Json{{"Success", true}};
}

// The older operation knows none of the newer codes: whatever is wrong is an illegal argument
// [inferred].
Result<Json> update_number_pool(Call& call) {
  if (const auto fault = update(call)) return kIllegalArgument.because(fault->why);
  return Json(true);
}

// ---- NumberPoolList

constexpr Field kNumberPoolList[] = {
    {.name = "Limit",
     .type = Type::kInt32,
     .standard = "20",
     .note = "Page size; more than 100 is cut to 100."},
    {.name = "NumberPoolName", .note = "Part of a name."},
    {.name = "NumberPoolNo", .note = "One pool."},
    {.name = "Offset", .type = Type::kInt32, .min = 0, .standard = "0", .note = "Rows to skip."},
    {.name = "ServiceType",
     .type = Type::kInt32,
     .among = legal::kServiceTypes,
     .note = "Only pools of this type."},
    {.name = "SubServiceType",
     .type = Type::kInt32,
     .among = legal::kSubServiceTypes,
     .note = "Only pools of this type."},
    {.name = "QueryAccountId", .note = "Sent by older clients."},
};

constexpr Member kNumberPoolRecord[] = {
    {.name = "NumberCount", .type = Type::kInt32},
    {.name = "NumberPoolName"},
    {.name = "NumberPoolNo"},
    {.name = "ServiceType", .type = Type::kInt32},
    {.name = "ServiceTypeName"},
    {.name = "SubServiceType", .type = Type::kInt32},
    {.name = "SubServiceTypeName"},
};

constexpr Member kNumberPoolPage[] = {
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Offset", .type = Type::kInt32},
    {.name = "Records", .type = Type::kArray, .items = Type::kObject, .members = kNumberPoolRecord},
    {.name = "Total", .type = Type::kInt32},
};

Json record_of(const Json& pool, Store& store) {
  return {{"NumberCount",
           store.count(kNumber, Query().equals("NumberPoolNo", pool.at("NumberPoolNo")))},
          {"NumberPoolName", pool.at("Name")},
          {"NumberPoolNo", pool.at("NumberPoolNo")},
          {"ServiceType", pool.at("ServiceType")},
          {"ServiceTypeName", service_label(pool.at("ServiceType"))},
          {"SubServiceType", pool.at("SubServiceType")},
          {"SubServiceTypeName", service_label(pool.at("SubServiceType"))}};
}

// Offset counts rows, not pages; a Limit of 0 or less is the usual one [inferred].
Result<Json> number_pool_list(Call& call) {
  const std::int64_t asked = call.input.integer("Limit"), offset = call.input.integer("Offset");
  const std::int64_t limit = asked <= 0 ? kUsualPage : std::min(asked, kLargestPage);
  Query query;
  if (call.input.has("NumberPoolNo")) query.equals("NumberPoolNo", call.input.text("NumberPoolNo"));
  if (call.input.has("NumberPoolName")) query.contains("Name", call.input.text("NumberPoolName"));
  for (const char* name : {"ServiceType", "SubServiceType"})
    if (call.input.has(name)) query.equals(name, call.input.integer(name));
  Json records = Json::array();
  for (const Json& pool : call.store.list(kNumberPool, query.newest_first().page(limit, offset)))
    records.push_back(record_of(pool, call.store));
  return Json{{"Limit", limit},
              {"Offset", offset},
              {"Records", std::move(records)},
              {"Total", call.store.count(kNumberPool, query)}};
}

constexpr Operation kOperations[] = {
    {.name = "CreateNumberPool",
     .route = Action{"CreateNumberPool"},
     .summary = "Create a number pool for one service and sub service",
     .input = kCreateNumberPool,
     .output = {.members = kCreated},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = create_number_pool},
    {.name = "UpdateNumberPoolV2",
     .route = Action{"UpdateNumberPoolV2"},
     .summary = "Rename a number pool and optionally change its service types",
     .input = kUpdateNumberPoolV2,
     .output = {.members = shape::kSuccess},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = update_number_pool_v2},
    {.name = "UpdateNumberPool",
     .route = Action{"UpdateNumberPool"},
     .summary = "Edit a number pool (older form of UpdateNumberPoolV2)",
     .input = kUpdateNumberPool,
     .output = {.type = Type::kBool},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_number_pool},
    {.name = "NumberPoolList",
     .route = Action{"NumberPoolList"},
     .summary = "List number pools with filters and paging",
     .input = kNumberPoolList,
     .output = {.members = kNumberPoolPage},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .handler = number_pool_list},
};

}  // namespace

std::span<const Operation> number_pool_operations() { return kOperations; }

}  // namespace virga::vms
