#include "services/huawei_iam/projects.h"

#include <algorithm>

#include "services/huawei_iam/errors.h"
#include "services/huawei_iam/kinds.h"
#include "services/huawei_iam/operations.h"
#include "services/huawei_iam/regions.h"

namespace virga::iam {
namespace {

constexpr Member kLinks[] = {
    {.name = "next", .nullable = true}, {.name = "previous", .nullable = true}, {.name = "self"}};
constexpr Member kAnswerMembers[] = {
    {.name = "domain_id"},   {.name = "is_domain", .type = Type::kBool},
    {.name = "parent_id"},   {.name = "name"},
    {.name = "description"}, {.name = "links", .type = Type::kObject, .members = kLinks},
    {.name = "id"},          {.name = "enabled", .type = Type::kBool},
};
constexpr Member kProjectList[] = {
    {.name = "projects", .type = Type::kArray, .items = Type::kObject, .members = kAnswerMembers},
    {.name = "links", .type = Type::kObject, .members = kLinks},
};
constexpr Member kProjectAnswer[] = {
    {.name = "project", .type = Type::kObject, .members = kAnswerMembers}};

Json shown(const Json& project, Json links) {
  const std::string& id = project.at("id").get_ref<const std::string&>();
  links["self"] = link_to("/v3/projects/" + id);
  return {{"domain_id", project.at("domain_id")},
          {"is_domain", false},
          {"parent_id", project.at("parent_id")},
          {"name", project.at("name")},
          {"description", project.at("description")},
          {"links", std::move(links)},
          {"id", id},
          {"enabled", project.at("enabled")}};
}

Json no_neighbours() { return {{"next", nullptr}, {"previous", nullptr}}; }

constexpr Field kListProjects[] = {
    {.name = "domain_id", .in = In::kQuery, .note = "id of the account"},
    {.name = "name", .in = In::kQuery, .note = "name of the project"},
    {.name = "parent_id", .in = In::kQuery, .note = "id of the parent, or of the account"},
    {.name = "enabled", .type = Type::kBool, .in = In::kQuery},
    {.name = "is_domain", .type = Type::kBool, .in = In::kQuery},
    {.name = "page", .type = Type::kInt32, .in = In::kQuery, .min = 1, .note = "with per_page"},
    {.name = "per_page",
     .type = Type::kInt32,
     .in = In::kQuery,
     .min = 1,
     .max = 5000,
     .note = "with page"},
};

bool is_asked_for(const Input& input, const Json& project) {
  for (const char* name : {"domain_id", "name", "parent_id", "enabled"})
    if (input.has(name) && input.at(name) != project.at(name)) return false;
  return !input.flag_or("is_domain", false);  // a project is none
}

Result<Json> keystone_list_projects(Call& call) {
  const Input& input = call.input;
  if (input.has("page") != input.has("per_page"))
    return kInvalidBody.because("page and per_page need each other");
  const std::int64_t most = input.integer_or("per_page", 5000);
  const std::int64_t first = (input.integer_or("page", 1) - 1) * most;
  Json list = Json::array();
  std::int64_t place = 0;
  for (const Json& project : projects_of(call, home_of(call)))
    if (is_asked_for(input, project) && place++ >= first && place <= first + most)
      list.push_back(shown(project, no_neighbours()));
  Json links = no_neighbours();
  links["self"] = link_to("/v3/projects");
  return Json{{"projects", std::move(list)}, {"links", std::move(links)}};
}

Result<Json> keystone_list_auth_projects(Call& call) {
  Json list = Json::array();
  for (const Json& project : projects_of(call, home_of(call)))
    list.push_back(shown(project, Json::object()));
  return Json{{"projects", std::move(list)}, {"links", {{"self", link_to("/v3/auth/projects")}}}};
}

constexpr Field kCreateProject[] = {
    {.name = "project",
     .type = Type::kObject,
     .in = In::kBody,
     .required = true,
     .note = "name, parent_id, domain_id, description"},
};
constexpr const Error* kCreateErrors[] = {&kInvalidBody, &kUnauthenticated, &kForbidden,
                                          &kNotFound,    &kProjectTaken,    &kInternal};
constexpr std::size_t kLongestName = 64;  // [doc]

// REGION_NAME [doc]. The Node SDK asks for REGION itself when an account has no project there.
bool is_project_name(std::string_view name) {
  return name.size() <= kLongestName &&
         std::any_of(regions().begin(), regions().end(), [&](const Region& region) {
           return name == region.id || name.starts_with(std::string(region.id) + "_");
         });
}

// The member's text, `standard` when there is no such member; nothing when it is no text.
std::optional<std::string> text_or(const Json& object, const char* name, std::string standard) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return standard;
  if (!found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

Result<Json> keystone_create_project(Call& call) {
  const Json& asked = call.input.at("project");
  const Domain home = home_of(call);
  const std::string own = domain_id(call, home);
  const auto name = text_or(asked, "name", ""), description = text_or(asked, "description", ""),
             domain = text_or(asked, "domain_id", own), parent = text_or(asked, "parent_id", own);
  if (!name || !description || !domain || !parent)
    return kInvalidBody.because("the members of project have to be texts");
  if (!is_project_name(*name))
    return kInvalidBody.because("project.name is a region, or begins with one and \"_\"");
  if (*domain != own) return kForbidden.because("project.domain_id is not the caller's domain");
  if (*parent != own && !find_project(call, home, "id", *parent))
    return kNotFound.about("project").with("target_id", *parent);
  if (find_project(call, home, "name", *name)) return kProjectTaken;
  const Json project{{"id", id_of(call.seed, "project", call.request_id)},
                     {"name", *name},
                     {"domain_id", own},
                     {"parent_id", *parent},
                     {"description", *description},
                     {"enabled", true}};
  call.store.put(kProjects, project);
  return Json{{"project", shown(project, Json::object())}};
}

constexpr Operation kOperations[] = {
    {.name = "KeystoneListProjects",
     .route = Rest{"GET", "/v3/projects"},
     .summary = "Lists projects, filtered",
     .input = kListProjects,
     .output = {.members = kProjectList},
     .errors = kListErrors,
     .invalid = &kInvalidBody,
     .internal = &kInternal,
     .handler = keystone_list_projects},
    {.name = "KeystoneListAuthProjects",
     .route = Rest{"GET", "/v3/auth/projects"},
     .summary = "Lists the projects that the caller may act in",
     .output = {.members = kProjectList},
     .errors = kListErrors,
     .invalid = &kInvalidBody,
     .internal = &kInternal,
     .handler = keystone_list_auth_projects},
    {.name = "KeystoneCreateProject",
     .route = Rest{"POST", "/v3/projects"},
     .summary = "Creates a project",
     .input = kCreateProject,
     .output = {.members = kProjectAnswer},
     .errors = kCreateErrors,
     .invalid = &kInvalidBody,
     .internal = &kInternal,
     .writes = true,
     .success = 201,
     .handler = keystone_create_project},
};

}  // namespace

std::vector<Json> projects_of(const Call& call, const Domain& domain) {
  const std::string id = domain_id(call, domain);
  std::vector<Json> all;
  for (const IamProject& project : domain.iam.projects)
    all.push_back({{"id", project.id},
                   {"name", project.name},
                   {"domain_id", id},
                   {"parent_id", id},
                   {"description", ""},
                   {"enabled", true}});
  for (Json& project : call.store.list(kProjects, Query().equals("domain_id", id)))
    all.push_back(std::move(project));
  return all;
}

std::optional<Json> find_project(const Call& call, const Domain& domain, std::string_view member,
                                 const Json& value) {
  for (Json& project : projects_of(call, domain))
    if (project.at(std::string(member)) == value) return std::move(project);
  return std::nullopt;
}

std::span<const Operation> project_operations() { return kOperations; }

}  // namespace virga::iam
