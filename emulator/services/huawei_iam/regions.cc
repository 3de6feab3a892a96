#include "services/huawei_iam/regions.h"

#include "services/huawei_iam/errors.h"
#include "services/huawei_iam/home.h"
#include "services/huawei_iam/operations.h"

namespace virga::iam {
namespace {

// GSL is in the first alone; of the others there are more [inferred].
constexpr Region kRegions[] = {
    {"cn-north-4", "华北-北京四", "CN North-Beijing4"},
    {"cn-north-1", "华北-北京一", "CN North-Beijing1"},
    {"cn-east-3", "华东-上海一", "CN East-Shanghai1"},
    {"cn-south-1", "华南-广州", "CN South-Guangzhou"},
};

constexpr Member kLocales[] = {{.name = "zh-cn"}, {.name = "en-us"}};
constexpr Member kSelf[] = {{.name = "self"}};
constexpr Member kRegionMembers[] = {
    {.name = "parent_region_id", .nullable = true},
    {.name = "description"},
    {.name = "links", .type = Type::kObject, .members = kSelf},
    {.name = "type"},
    {.name = "id"},
    {.name = "locales", .type = Type::kObject, .members = kLocales},
};
constexpr Member kPageLinks[] = {
    {.name = "self"}, {.name = "previous", .nullable = true}, {.name = "next", .nullable = true}};
constexpr Member kRegionList[] = {
    {.name = "regions", .type = Type::kArray, .items = Type::kObject, .members = kRegionMembers},
    {.name = "links", .type = Type::kObject, .members = kPageLinks},
};

Result<Json> keystone_list_regions(Call&) {
  Json list = Json::array();
  for (const Region& region : kRegions)
    list.push_back({{"parent_region_id", nullptr},
                    {"description", ""},
                    {"links", {{"self", link_to("/v3/regions/" + std::string(region.id))}}},
                    {"type", "public"},
                    {"id", region.id},
                    {"locales", {{"zh-cn", region.zh_cn}, {"en-us", region.en_us}}}});
  return Json{
      {"regions", std::move(list)},
      {"links", {{"self", link_to("/v3/regions")}, {"previous", nullptr}, {"next", nullptr}}}};
}

constexpr Operation kOperations[] = {
    {.name = "KeystoneListRegions",
     .route = Rest{"GET", "/v3/regions"},
     .summary = "Lists the regions",
     .output = {.members = kRegionList},
     .errors = kListErrors,
     .invalid = &kInvalidBody,
     .internal = &kInternal,
     .handler = keystone_list_regions},
};

}  // namespace

std::span<const Region> regions() { return kRegions; }
std::span<const Operation> region_operations() { return kOperations; }

}  // namespace virga::iam
