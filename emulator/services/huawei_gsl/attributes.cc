// Custom attributes: up to six names that a user gives to the slots customer_attribute1 to 6 of
// every card. There is no way to delete one [doc].
#include <algorithm>
#include <string>
#include <vector>

#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/ids.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"

namespace virga::gsl {
namespace {

constexpr int kDisabled = 0, kEnabled = 1;
constexpr int kSlots = 6;

// The columns of the page of SIM cards; which they are is [inferred].
constexpr std::string_view kColumns[] = {
    "容器ID",   "SIM卡标识", "SIM卡状态", "SIM卡类型", "ICCID",    "IMEI",
    "IMSI",     "MSISDN",    "批次号",    "标签",      "套餐名称", "已用流量",
    "剩余流量", "激活时间",  "到期时间",  "设备状态",  "设备型号", "实名状态"};

constexpr Field kName{.name = "cust_attr_name",
                      .in = In::kBody,
                      .required = true,
                      .min = 1,
                      .max = 32,
                      .note = "name of the attribute"};
constexpr Field kAttributeId{.name = "attribute_id",
                             .type = Type::kInt64,
                             .in = In::kPath,
                             .required = true,
                             .min = 0,
                             .note = "the attribute"};

// What is wrong with the name for the attribute with that id, 0 for a new one. Legal characters are
// those of the name filters [inferred].
const Error* refusal_of(const Store& store, const std::string& name, std::int64_t id) {
  if (!is_name(name)) return &kAttributeNameIllegal;
  if (std::find(std::begin(kColumns), std::end(kColumns), name) != std::end(kColumns))
    return &kAttributeNameIsColumn;
  const auto holder = store.find_by(kAttributes, "cust_attr_name", name);
  return holder && holder->at("id") != id ? &kAttributeNameTaken : nullptr;
}

constexpr Field kCreateAttribute[] = {kName};
constexpr Member kCreated[] = {{.name = "id", .type = Type::kInt64}};
constexpr const Error* kCreateErrors[] = {&kConsoleParameterInvalid, &kAttributeNameIllegal,
                                          &kAttributeNameTaken,      &kAttributeNameIsColumn,
                                          &kTooManyAttributes,       &kConsoleInternal};

std::int64_t lowest_free_slot(const Store& store) {
  std::int64_t slot = 1;
  while (store.count(kAttributes, Query().equals("slot", slot)) > 0) ++slot;
  return slot;
}

// It takes the lowest free slot and is enabled [inferred].
Result<Json> create_attribute(Call& call) {
  const std::string& name = call.input.text("cust_attr_name");
  if (const Error* refusal = refusal_of(call.store, name, 0)) return *refusal;
  if (call.store.count(kAttributes) >= kSlots) return kTooManyAttributes;
  Json attribute{{"id", fresh_id(call.store, kAttributes)},
                 {"cust_attr_name", name},
                 {"status", kEnabled},
                 {"create_time", iso_time(call.now)},
                 {"modify_time", iso_time(call.now)},
                 {"slot", lowest_free_slot(call.store)}};
  complete_attribute(attribute);
  call.store.put(kAttributes, attribute);
  return project(kCreated, attribute);
}

constexpr Field kListAttributes[] = {
    {.name = "cust_attr_name",
     .in = In::kQuery,
     .max = 32,
     .pattern = &kConsoleNamePattern,
     .note = "part of the name"},
    kLimit,
    kOffset,
    {.name = "status",
     .type = Type::kInt32,
     .in = In::kQuery,
     .min = 0,
     .max = 1,
     .note = "0 disabled, 1 enabled"},
};
constexpr auto kAttributePage = page_shape("attributes", kAttributeRow);

// The name is found anywhere in an attribute's name [inferred].
Result<Json> list_attributes(Call& call) {
  Query query;
  if (call.input.has("cust_attr_name"))
    query.contains("cust_attr_name", call.input.at("cust_attr_name"));
  if (call.input.has("status")) query.equals("status", call.input.at("status"));
  return page(call, kAttributes, query, "attributes", kAttributeRow);
}

// Changes the attribute that the path names, or answers that there is none: the code that enabling
// and disabling declare for it [doc], renaming alike [inferred].
Result<Json> change(Call& call, const std::string& member, const Json& value) {
  auto attribute = call.store.find(kAttributes, call.input.at("attribute_id"));
  if (!attribute)
    return kNoAttribute.because("no attribute has the id " + call.input.at("attribute_id").dump());
  if (attribute->at(member) == value) return true;  // nothing to do, nothing refused [inferred]
  (*attribute)[member] = value;
  (*attribute)["modify_time"] = iso_time(call.now);
  call.store.put(kAttributes, *attribute);
  return true;
}

constexpr Field kUpdateAttribute[] = {kAttributeId, kName};
// GSL.00027004 is declared here as well [doc], where it cannot happen.
constexpr const Error* kUpdateErrors[] = {&kConsoleParameterInvalid, &kAttributeNameIllegal,
                                          &kAttributeNameTaken,      &kAttributeNameIsColumn,
                                          &kTooManyAttributes,       &kNoAttribute,
                                          &kConsoleInternal};

Result<Json> update_attribute(Call& call) {
  const auto id = call.input.integer("attribute_id");
  if (!call.store.look(kAttributes, id))
    return kNoAttribute.because("no attribute has the id " + std::to_string(id));
  const std::string& name = call.input.text("cust_attr_name");
  if (const Error* refusal = refusal_of(call.store, name, id)) return *refusal;
  return change(call, "cust_attr_name", name);
}

constexpr Field kOneAttribute[] = {kAttributeId};
constexpr const Error* kSwitchErrors[] = {&kConsoleParameterInvalid, &kNoAttribute,
                                          &kConsoleInternal};

Result<Json> enable_attribute(Call& call) { return change(call, "status", kEnabled); }

// What cards hold in the slot stays [inferred].
Result<Json> disable_attribute(Call& call) { return change(call, "status", kDisabled); }

constexpr Operation kOperations[] = {
    {.name = "CreateAttribute",
     .route = Rest{"POST", "/v1/attributes"},
     .summary = "Creates a custom attribute",
     .input = kCreateAttribute,
     .output = {.members = kCreated},
     .errors = kCreateErrors,
     .invalid = &kConsoleParameterInvalid,
     .internal = &kConsoleInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = create_attribute},
    {.name = "ListAttributes",
     .route = Rest{"GET", "/v1/attributes"},
     .summary = "Lists custom attributes",
     .input = kListAttributes,
     .output = {.members = kAttributePage},
     .errors = kConsoleErrors,
     .invalid = &kConsoleParameterInvalid,
     .internal = &kConsoleInternal,
     .quota = kUsualQuota,
     .handler = list_attributes},
    {.name = "UpdateAttribute",
     .route = Rest{"PUT", "/v1/attributes/{attribute_id}"},
     .summary = "Renames a custom attribute",
     .input = kUpdateAttribute,
     .output = {.type = Type::kBool},
     .errors = kUpdateErrors,
     .invalid = &kConsoleParameterInvalid,
     .internal = &kConsoleInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = update_attribute},
    {.name = "EnableAttribute",
     .route = Rest{"POST", "/v1/attributes/{attribute_id}/enable"},
     .summary = "Enables a custom attribute",
     .input = kOneAttribute,
     .output = {.type = Type::kBool},
     .errors = kSwitchErrors,
     .invalid = &kConsoleParameterInvalid,
     .internal = &kConsoleInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = enable_attribute},
    {.name = "DisableAttribute",
     .route = Rest{"POST", "/v1/attributes/{attribute_id}/disable"},
     .summary = "Disables a custom attribute",
     .input = kOneAttribute,
     .output = {.type = Type::kBool},
     .errors = kSwitchErrors,
     .invalid = &kConsoleParameterInvalid,
     .internal = &kConsoleInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = disable_attribute},
};

}  // namespace

std::span<const Operation> attribute_operations() { return kOperations; }

}  // namespace virga::gsl
