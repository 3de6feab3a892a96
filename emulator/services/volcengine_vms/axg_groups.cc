#include "services/volcengine_vms/axg_groups.h"

#include <algorithm>

#include "base/text.h"
#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {

std::optional<Json> live_group(const Store& store, Time now, const std::string& id,
                               const std::string& pool) {
  auto group = store.find(kGroup, id);
  if (!group || group->at("NumberPoolNo") != pool ||
      group->at("ExpireTime").get<std::int64_t>() <= seconds_of(now))
    return std::nullopt;
  return group;
}

std::string open_group(Call& call, const Json& numbers) {
  Json group{{"GroupId", fresh_group_id(call.store, call.now)}};
  group.update(call.input.pick({"NumberPoolNo", "GroupName", "ExpireTime"}));
  group["Numbers"] = numbers;
  call.store.put(kGroup, group);
  return group.at("GroupId");
}

namespace {

constexpr std::int64_t kSubService = 206;
constexpr std::size_t kMostNumbers = 200;  // of a group [doc]

// The table of these operations has one code for whatever is wrong with a parameter.
std::optional<Fault> check_group_pool(const Call& call) {
  const Document pool = call.store.look(kNumberPool, call.input.text("NumberPoolNo"));
  if (pool && pool->at("SubServiceType") == kSubService) return std::nullopt;
  return kInvalidParameter.about("NumberPoolNo", "there is no such pool of AXG numbers");
}

std::optional<Fault> check_group_expiry(const Call& call) {
  if (!call.input.has("ExpireTime") || !check_expiry(call, call.input.integer("ExpireTime")))
    return std::nullopt;
  return kInvalidParameter.about("ExpireTime", "a group has to last for a minute, until 2038");
}

void append_new(Json& numbers, const Json& more) {
  for (const Json& number : more)
    if (std::find(numbers.begin(), numbers.end(), number) == numbers.end())
      numbers.push_back(number);
}

Json without(const Json& numbers, const Json& gone) {
  Json left = Json::array();
  for (const Json& number : numbers)
    if (std::find(gone.begin(), gone.end(), number) == gone.end()) left.push_back(number);
  return left;
}

// ---- CreateAXGGroup

constexpr Field kCreateAXGGroup[] = {
    field::kNumberPoolNoRequired,
    field::kGroupName,
    {.name = "Numbers", .type = Type::kArray, .max_items = 200, .note = "Members of the group."},
    field::kExpireTimeRequired,
};

constexpr Member kCreateAXGGroupAnswer[] = {
    {.name = "GroupId"},
};

Result<Json> create_axg_group(Call& call) {
  if (auto fault = check_group_pool(call)) return *fault;
  if (auto fault = check_group_expiry(call)) return *fault;
  Json numbers = Json::array();
  if (call.input.has("Numbers")) append_new(numbers, call.input.list("Numbers"));
  return Json{{"GroupId", open_group(call, numbers)}};
}

// ---- UpdateAXGGroup

constexpr Field kUpdateAXGGroup[] = {
    field::kNumberPoolNoRequired,
    field::kGroupId,
    {.name = "SubId", .note = "The binding."},
    field::kUpdateTypeRequired,
    {.name = "OverflowStrategy", .words = legal::kOverflowStrategies, .standard = "denyAll"},
    field::kExpireTime,
    field::kGroupName,
    {.name = "Numbers", .type = Type::kArray, .max_items = 200, .note = "Members of the group."},
};

// By GroupId, or as the group of a binding; GroupId wins [doc].
Result<Json> named_group(const Call& call) {
  std::string id = text_of(call.input.values(), "GroupId");
  if (id.empty() && call.input.has("SubId"))
    if (const Document binding = call.store.look(kBinding, call.input.text("SubId")))
      id = text_of(*binding, "GroupId");
  auto group = live_group(call.store, call.now, id, call.input.text("NumberPoolNo"));
  if (!group)
    return kInvalidParameter.about(call.input.has("GroupId") ? "GroupId" : "SubId",
                                   "there is no such group, or it has expired");
  return std::move(*group);
}

// Past 200 everything is refused, or the oldest make room [doc].
std::optional<Fault> add_numbers(const Call& call, Json& group) {
  Json& numbers = group["Numbers"];
  append_new(numbers, call.input.list("Numbers"));
  if (numbers.size() <= kMostNumbers) return std::nullopt;
  if (call.input.text("OverflowStrategy") != "fifo")
    return kInvalidParameter.about("Numbers", "the group would hold more than 200 numbers");
  numbers.erase(numbers.begin(),
                numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() - kMostNumbers));
  return std::nullopt;
}

std::optional<Fault> change(const Call& call, Json& group) {
  const std::string& type = call.input.text("UpdateType");
  if (same_letters(type, "updateGroupInfo")) {
    group.update(call.input.pick({"GroupName", "ExpireTime"}));
    return check_group_expiry(call);
  }
  if (!call.input.has("Numbers"))
    return kInvalidParameter.about("Numbers", "UpdateType asks for numbers");
  if (same_letters(type, "addNumbers")) return add_numbers(call, group);
  if (same_letters(type, "deleteNumbers")) {
    group["Numbers"] = without(group.at("Numbers"), call.input.list("Numbers"));
  } else if (same_letters(type, "overwriteNumbers")) {
    group["Numbers"] = Json::array();
    append_new(group["Numbers"], call.input.list("Numbers"));
  } else {
    return kInvalidParameter.about("UpdateType", "it is not a documented one");
  }
  return std::nullopt;
}

Result<Json> update_axg_group(Call& call) {
  if (auto fault = check_group_pool(call)) return *fault;
  auto group = named_group(call);
  if (!group) return group.fault();
  if (auto fault = change(call, *group)) return *fault;
  call.store.put(kGroup, *group);
  return Json{{"Success", true}};
}

// ---- DeleteAXGGroup

constexpr Field kDeleteAXGGroup[] = {
    field::kNumberPoolNoRequired,
    {.name = "GroupId", .required = true, .note = "The group."},
};

Result<Json> delete_axg_group(Call& call) {
  if (auto fault = check_group_pool(call)) return *fault;
  const Document group = call.store.look(kGroup, call.input.text("GroupId"));
  if (!group || group->at("NumberPoolNo") != call.input.text("NumberPoolNo"))
    return kInvalidParameter.about("GroupId", "there is no such group in the pool");
  call.store.erase(kGroup, call.input.text("GroupId"));
  return Json{{"Success", true}};
}

constexpr Operation kOperations[] = {
    {.name = "CreateAXGGroup",
     .route = Action{"CreateAXGGroup"},
     .summary = "Create a G group (expired groups become unusable for good)",
     .input = kCreateAXGGroup,
     .output = {.members = kCreateAXGGroupAnswer},
     .errors = kGroupErrors,
     .invalid = &kInvalidParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = create_axg_group},
    {.name = "UpdateAXGGroup",
     .route = Action{"UpdateAXGGroup"},
     .summary = "Edit a G group",
     .input = kUpdateAXGGroup,
     .output = {.members = shape::kSuccess},
     .errors = kGroupErrors,
     .invalid = &kInvalidParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = update_axg_group},
    {.name = "DeleteAXGGroup",
     .route = Action{"DeleteAXGGroup"},
     .summary = "Delete a G group",
     .input = kDeleteAXGGroup,
     .output = {.members = shape::kSuccess},
     .errors = kGroupErrors,
     .invalid = &kInvalidParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = delete_axg_group},
};

}  // namespace

std::span<const Operation> axg_group_operations() { return kOperations; }

}  // namespace virga::vms
