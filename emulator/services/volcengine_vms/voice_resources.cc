// Voice files and TTS templates: they are made, reviewed, used.
#include <algorithm>

#include "base/text.h"
#include "services/volcengine_vms/callbacks.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/paging.h"
#include "services/volcengine_vms/resource_files.h"
#include "services/volcengine_vms/reviews.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"
#include "services/volcengine_vms/voice_tasks.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kReviewing = 0, kApproved = 1;
constexpr std::int64_t kFile = 0, kTts = 1;
constexpr std::int64_t kUsualPage = 10, kLargestPage = 100;  // [doc]
constexpr std::chrono::hours kReviewTakes{1};                // [inferred]

std::optional<Fault> check_key(const Call& call) {
  const std::string& key = call.input.text("ResourceKey");
  if (key.empty()) return Fault(kResourceKeyIsNone);
  if (!call.store.look(kResource, key)) return Fault(kResourceKeyIsNotExist);
  return std::nullopt;
}

// Members that only templates have are left out of files.
Json record_of(const Json& resource) {
  Json record = Json::object();
  for (const char* name : {"CreateTime", "Name", "Remark", "ResourceKey", "Suffix"})
    record[name] = text_of(resource, name);
  const auto duration = resource.find("Duration");
  record["Duration"] = duration == resource.end() || duration->is_null() ? Json(0) : *duration;
  for (const char* name : {"State", "Type"}) record[name] = resource.at(name);
  if (resource.at("Type") == kTts)
    for (const char* name : {"TtsOptions", "TtsTemplateContent"})
      record[name] = text_of(resource, name);
  return record;
}

// ---- FetchResource

constexpr Field kFetchResource[] = {
    {.name = "Url", .required = true},
    field::kNameRequired,
    field::kReqSourceType,
};

constexpr Member kFetchResourceAnswer[] = {
    {.name = "ResourceKey"},
    {.name = "Suffix"},
    {.name = "Name"},
};

// Nothing is fetched: a test's network may not have it [inferred].
Result<Json> fetch_resource(Call& call) {
  const std::string& url = call.input.text("Url");
  if (url.empty()) return Fault(kUrlIsNone);
  if (call.input.text("Name").empty()) return Fault(kResourceNameIsNone);
  if (!url.starts_with("http://") && !url.starts_with("https://"))
    return kEmptyResourceBody.because("Url has to begin with http:// or https://");
  const std::string suffix = suffix_of(url.substr(0, url.find('?')));
  if (suffix.empty()) return kFileAnalyseError.because("Url has to end in .mp3 or .wav");
  const Json resource = keep_file(call, call.input.text("Name"), suffix, 0);
  return Json{{"ResourceKey", resource.at("ResourceKey")},
              {"Suffix", suffix},
              {"Name", resource.at("Name")}};
}

// ---- OpenCreateTts

constexpr Field kOpenCreateTts[] = {
    field::kNameRequired,
    {.name = "Remark", .max = 255, .note = "A remark."},
    {.name = "TtsTemplateContent"},
    {.name = "Type", .type = Type::kInt32, .note = "The kind of it."},
    {.name = "TtsOption"},
    field::kReqSourceType,
};

constexpr Member kOpenCreateTtsAnswer[] = {
    {.name = "Name"},
    {.name = "ResourceKey"},
};

Result<Json> open_create_tts(Call& call) {
  const std::string content = text_of(call.input.values(), "TtsTemplateContent");
  if (call.input.text("Name").empty()) return Fault(kResourceNameIsNone);
  if (content.empty() || content.find("${") != std::string::npos)
    return kRequestParametersError.because("the text is empty, or has ${…}: variables are #name#");
  if (const std::string option = text_of(call.input.values(), "TtsOption"); !option.empty())
    if (const auto parsed = parse_json(option); !parsed || !parsed->is_object())
      return kRequestParametersError.because("TtsOption is no JSON object");
  Json resource{{"ResourceKey", fresh_hex32(call.store, "ResourceKey")},
                {"Name", call.input.text("Name")},
                {"Type", kTts},
                {"State", kReviewing},
                {"CreateTime", beijing_text(call.now)},
                {"Remark", text_of(call.input.values(), "Remark")},
                {"TtsTemplateContent", content},
                {"TtsOptions", text_of(call.input.values(), "TtsOption")}};
  call.store.put(kResource, resource);
  begin_review(call, resource);
  return Json{{"Name", resource.at("Name")}, {"ResourceKey", resource.at("ResourceKey")}};
}

// ---- OpenUpdateResource

constexpr Field kOpenUpdateResource[] = {
    field::kNameRequired,
    {.name = "ResourceKey", .required = true, .note = "The resource."},
};

constexpr Member kOpenUpdateResourceAnswer[] = {
    {.name = "Name"},
    {.name = "ResourceKey"},
};

// Templates keep their name [doc].
Result<Json> open_update_resource(Call& call) {
  if (auto fault = check_key(call)) return *fault;
  if (call.input.text("Name").empty()) return Fault(kResourceNameIsNone);
  Json resource = *call.store.find(kResource, call.input.text("ResourceKey"));
  if (resource.at("Type") == kTts)
    return kRequestParametersError.because("a TTS template cannot be renamed");
  resource["Name"] = call.input.text("Name");
  call.store.put(kResource, resource);
  return Json{{"Name", resource.at("Name")}, {"ResourceKey", resource.at("ResourceKey")}};
}

// ---- OpenDeleteResource

constexpr Field kOpenDeleteResource[] = {
    {.name = "ResourceKey", .required = true, .note = "The resource."},
};

constexpr Member kOpenDeleteResourceAnswer[] = {
    {.name = "ResourceKey"},
};

Result<Json> open_delete_resource(Call& call) {
  if (auto fault = check_key(call)) return *fault;
  const std::string& key = call.input.text("ResourceKey");
  if (is_used_by_task(call.store, key)) return Fault(kResourceKeyHaveTaskRuning);
  call.store.erase(kResource, key);
  return Json{{"ResourceKey", key}};
}

// ---- QueryOpenGetResource

constexpr Field kQueryOpenGetResource[] = {
    {.name = "Keyword"},
    {.name = "Limit",
     .type = Type::kInt32,
     .min = 1,
     .max = 100,
     .standard = "10",
     .note = "Page size."},
    field::kOffset,
    {.name = "State",
     .type = Type::kInt32,
     .among = legal::kThree,
     .note = "Only those in this state."},
    field::kTypeRequired,
};

constexpr Member kQueryOpenGetResourceAnswer[] = {
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Offset", .type = Type::kInt32},
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kResourceRecord},
    {.name = "Total", .type = Type::kInt32},
};

// A keyword is part of a name, or a key [inferred].
Query asked_for(const Call& call) {
  Query query;
  query.equals("Type", call.input.integer("Type"));
  if (call.input.has("State")) query.equals("State", call.input.integer("State"));
  if (const std::string keyword = text_of(call.input.values(), "Keyword"); !keyword.empty()) {
    if (call.store.look(kResource, keyword))
      query.equals("ResourceKey", keyword);
    else
      query.contains("Name", keyword);
  }
  return query;
}

Result<Json> query_open_get_resource(Call& call) {
  const Page page = page_of(call.input, kUsualPage, kLargestPage);
  const Query query = asked_for(call);
  Json records = Json::array();
  for (const Json& resource :
       call.store.list(kResource, Query(query).newest_first().page(page.limit, page.offset)))
    records.push_back(record_of(resource));
  return page_json(page, std::move(records), call.store.count(kResource, query));
}

// ---- QueryUsableResourceV2, QueryUsableResource

constexpr Field kQueryUsableResourceV2[] = {
    field::kTypeRequired,
};

constexpr Member kQueryUsableResourceV2Answer[] = {
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kResourceRecord},
};

constexpr Field kQueryUsableResource[] = {
    field::kTypeRequired,
};

Json usable(const Call& call) {
  Json records = Json::array();
  for (const Json& resource :
       call.store.list(kResource, Query()
                                      .equals("Type", call.input.integer("Type"))
                                      .equals("State", kApproved)
                                      .newest_first()))
    records.push_back(record_of(resource));
  return records;
}

Result<Json> query_usable_resource_v2(Call& call) { return Json{{"Records", usable(call)}}; }
Result<Json> query_usable_resource(Call& call) { return usable(call); }

constexpr Operation kOperations[] = {
    {.name = "OpenCreateTts",
     .route = Action{"OpenCreateTts"},
     .summary = "Create a TTS template (goes to review)",
     .input = kOpenCreateTts,
     .output = {.members = kOpenCreateTtsAnswer},
     .errors = kResourceErrors,
     .invalid = &kRequestParametersError,
     .internal = &kServerError,
     .writes = true,
     .handler = open_create_tts},
    {.name = "OpenUpdateResource",
     .route = Action{"OpenUpdateResource"},
     .summary = "Rename a resource",
     .input = kOpenUpdateResource,
     .output = {.members = kOpenUpdateResourceAnswer},
     .errors = kResourceErrors,
     .invalid = &kRequestParametersError,
     .internal = &kServerError,
     .writes = true,
     .handler = open_update_resource},
    {.name = "OpenDeleteResource",
     .route = Action{"OpenDeleteResource"},
     .summary = "Delete a resource",
     .input = kOpenDeleteResource,
     .output = {.members = kOpenDeleteResourceAnswer},
     .errors = kResourceErrors,
     .invalid = &kRequestParametersError,
     .internal = &kServerError,
     .writes = true,
     .handler = open_delete_resource},
    {.name = "QueryOpenGetResource",
     .route = Action{"QueryOpenGetResource"},
     .summary = "List resources of one type",
     .input = kQueryOpenGetResource,
     .output = {.members = kQueryOpenGetResourceAnswer},
     .errors = kResourceErrors,
     .invalid = &kRequestParametersError,
     .internal = &kServerError,
     .handler = query_open_get_resource},
    {.name = "QueryUsableResourceV2",
     .route = Action{"QueryUsableResourceV2"},
     .summary = "List approved resources of one type",
     .input = kQueryUsableResourceV2,
     .output = {.members = kQueryUsableResourceV2Answer},
     .errors = kResourceErrors,
     .invalid = &kRequestParametersError,
     .internal = &kServerError,
     .handler = query_usable_resource_v2},
    {.name = "FetchResource",
     .route = Action{"FetchResource"},
     .summary = "Create a voice file resource from a URL",
     .input = kFetchResource,
     .output = {.members = kFetchResourceAnswer},
     .errors = kResourceErrors,
     .invalid = &kRequestParametersError,
     .internal = &kServerError,
     .writes = true,
     .handler = fetch_resource},
    {.name = "QueryUsableResource",
     .route = Action{"QueryUsableResource"},
     .summary = "List approved resources",
     .input = kQueryUsableResource,
     .output = {.type = Type::kArray, .items = Type::kObject, .members = shape::kResourceRecord},
     .errors = kResourceErrors,
     .invalid = &kRequestParametersError,
     .internal = &kServerError,
     .handler = query_usable_resource},
};

}  // namespace

void begin_review(Call& call, const Json& resource) {
  call.store.agenda().add(call.now + kReviewTakes, kResourceReviewed,
                          resource.at("ResourceKey").get_ref<const std::string&>());
}

Json keep_file(Call& call, const std::string& name, const std::string& suffix,
               std::int64_t duration) {
  Json resource{{"ResourceKey", fresh_hex32(call.store, "ResourceKey")},
                {"Name", name},
                {"Type", kFile},
                {"State", kReviewing},
                {"Suffix", suffix},
                {"Duration", duration},
                {"CreateTime", beijing_text(call.now)},
                {"Remark", ""}};
  call.store.put(kResource, resource);
  begin_review(call, resource);
  return resource;
}

std::string suffix_of(const std::string& name) {
  const std::string lowered = lower(name);
  for (const char* suffix : {".mp3", ".wav"})
    if (lowered.ends_with(suffix)) return suffix;
  return {};
}

// One that was rejected or deleted meanwhile stays so.
void approve_resource(Store& store, Time due, std::string_view key) {
  auto resource = store.find(kResource, key);
  if (!resource || resource->at("State") != kReviewing) return;
  (*resource)["State"] = kApproved;
  store.put(kResource, *resource);
  tell_of_review(store, due, *resource);
}

std::span<const Operation> voice_resource_operations() { return kOperations; }

}  // namespace virga::vms
