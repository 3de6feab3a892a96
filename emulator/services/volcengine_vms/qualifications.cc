// Qualifications of companies, which numbers are applied for with.
//
//     AddQualification ──> 1 reviewing ──a day──> 2 approved
//                              ^   └─(fixture)──> 3 rejected ──UpdateQualification──> 1
#include <algorithm>

#include "services/volcengine_vms/addresses.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/paging.h"
#include "services/volcengine_vms/reviews.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kReviewing = 1, kApproved = 2, kRejected = 3;  // [doc]
constexpr std::int64_t kUsualPage = 20, kLargestPage = 100;
constexpr std::chrono::hours kReviewTakes{24};  // "one working day" [doc]
constexpr std::int64_t kFirstId = 1000;

constexpr const char* kMain = "QualificationMainInfoFormDO";
constexpr const char* kAdmin = "QualificationAdminInfoFormDO";
constexpr const char* kScenarios = "QualificationScenarioInfoFormDOList";

// Identity numbers are kept from readers [inferred]: the first and last characters show.
std::string masked(const std::string& text) {
  if (text.size() <= 4) return std::string(text.size(), '*');
  return text.substr(0, 2) + std::string(text.size() - 4, '*') + text.substr(text.size() - 2);
}

// Where a stored file could be fetched; nothing for a code that no upload gave.
std::string url_of(const Call& call, const Json& part, const char* code_name) {
  const std::string code = text_of(part, code_name);
  if (code.empty() || !call.store.look(kQualificationFile, code)) return {};
  return address_in_world(origin_of(call), call.store,
                          "/_virga/state/vms/qualification_files/" + code);
}

// A part without the members that only older clients send is complete when it names its company
// or person.
std::optional<Fault> check_parts(const Input& input) {
  if (text_of(input.at(kMain), "QualificationEntity").empty())
    return kIllegalArgument.because("QualificationEntity is missing");
  if (text_of(input.at(kAdmin), "Name").empty())
    return kIllegalArgument.because("the administrator's Name is missing");
  if (input.list(kScenarios).empty()) return kIllegalArgument.because("there is no scenario");
  return std::nullopt;
}

void review(Call& call, Json& qualification) {
  qualification["ApprovalStatus"] = kReviewing;
  qualification["UpdateTime"] = beijing_text(call.now);
  call.store.put(kQualification, qualification);
  call.store.agenda().add(call.now + kReviewTakes, kQualificationReviewed,
                          qualification.at("QualificationNo").get_ref<const std::string&>());
}

void take_parts(const Input& input, Json& qualification) {
  qualification["Main"] = input.at(kMain);
  qualification["Admin"] = input.at(kAdmin);
  qualification["Scenarios"] = input.list(kScenarios);
  qualification["QualificationEntity"] = text_of(input.at(kMain), "QualificationEntity");
}

// ---- AddQualification

constexpr Field kAddQualification[] = {
    {.name = "QualificationAdminInfoFormDO", .type = Type::kObject, .required = true},
    {.name = "QualificationMainInfoFormDO", .type = Type::kObject, .required = true},
    field::kQualificationScenarioInfoFormDOListRequired,
};

constexpr Member kAddQualificationAnswer[] = {
    {.name = "qualificationNo"},
};

Result<Json> add_qualification(Call& call) {
  if (auto fault = check_parts(call.input)) return *fault;
  Json qualification{{"QualificationNo", timed_id(call.store, "QUA", call.now)},
                     {"QualificationId", kFirstId + call.store.next("vms.qualification")},
                     {"CreateTime", beijing_text(call.now)}};
  take_parts(call.input, qualification);
  review(call, qualification);
  return Json{{"qualificationNo", qualification.at("QualificationNo")}};  // lower q [doc]
}

// ---- UpdateQualification

constexpr Field kUpdateQualification[] = {
    {.name = "QualificationAdminInfoFormDO", .type = Type::kObject, .required = true},
    {.name = "QualificationMainInfoFormDO", .type = Type::kObject, .required = true},
    field::kQualificationScenarioInfoFormDOListRequired,
};

Result<Json> update_qualification(Call& call) {
  if (auto fault = check_parts(call.input)) return *fault;
  auto qualification =
      call.store.find(kQualification, text_of(call.input.at(kMain), "QualificationNo"));
  if (!qualification) return kIllegalArgument.because("there is no such qualification");
  if (qualification->at("ApprovalStatus") != kRejected)
    return kIllegalArgument.because("only a rejected qualification can be changed");
  take_parts(call.input, *qualification);
  review(call, *qualification);
  return Json::object();
}

// ---- AddQualificationScene, UpdateQualificationScene

constexpr Field kAddQualificationScene[] = {
    field::kQualificationScenarioInfoFormDOListRequired,
};

constexpr Field kUpdateQualificationScene[] = {
    field::kQualificationScenarioInfoFormDOListRequired,
};

// The scenarios say themselves which qualification they are of.
Result<Json> change_scenes(Call& call, void (*change)(Json& scenes, const Json& scene)) {
  const Json& scenes = call.input.list(kScenarios);
  if (scenes.empty()) return kIllegalArgument.because("there is no scenario");
  for (const Json& scene : scenes) {
    auto qualification = call.store.find(kQualification, text_of(scene, "QualificationNo"));
    if (!qualification) return kIllegalArgument.because("there is no such qualification");
    change((*qualification)["Scenarios"], scene);
    (*qualification)["UpdateTime"] = beijing_text(call.now);
    call.store.put(kQualification, *qualification);
  }
  return Json("ok");
}

Result<Json> add_qualification_scene(Call& call) {
  return change_scenes(call, [](Json& scenes, const Json& scene) { scenes.push_back(scene); });
}

// The scenario of the same type is replaced, or added when there is none [inferred].
Result<Json> update_qualification_scene(Call& call) {
  return change_scenes(call, [](Json& scenes, const Json& scene) {
    const auto type = scene.value("SceneType", Json());
    const auto same = std::find_if(scenes.begin(), scenes.end(), [&](const Json& each) {
      return each.value("SceneType", Json()) == type;
    });
    if (same == scenes.end())
      scenes.push_back(scene);
    else
      *same = scene;
  });
}

// ---- QueryQualification

constexpr Field kQueryQualification[] = {
    {.name = "ApprovalStatus", .type = Type::kInt32, .among = legal::kOneToThree},
    field::kLimit,
    field::kOffset,
    {.name = "QualificationEntityQueryPattern"},
    {.name = "QualificationNoList", .type = Type::kArray},
};

constexpr Member kQueryQualificationAnswer[] = {
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Offset", .type = Type::kInt32},
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kQualificationRecord},
    {.name = "Total", .type = Type::kInt32},
};

Json main_of(const Call& call, const Json& qualification) {
  const Json& given = qualification.at("Main");
  Json main{{"AccountId", call.principal.account},
            {"ApprovalDoneReason", text_of(qualification, "ApprovalDoneReason")},
            {"ApprovalStatus", qualification.at("ApprovalStatus")},
            {"BusinessLicensePhotoURL", url_of(call, given, "BusinessLicensePhotoFileCode")},
            {"CertificateOfTaxationRegistrationPhotoURL",
             url_of(call, given, "CertificateOfTaxationRegistrationPhotoFileCode")},
            {"CommitmentLetterOfNetAccessPhotoURL",
             url_of(call, given, "CommitmentLetterOfNetAccessPhotoFileCode")},
            {"CreateTime", qualification.at("CreateTime")},
            {"DocOfNumberApplyPhotoURL", url_of(call, given, "DocOfNumberApplyPhotoFileCode")},
            {"EnterpriseAddress", text_of(given, "EnterpriseAddress")},
            // ID here, Id on the way in [doc].
            {"LegalRepresentativeFrontIDPhotoURL",
             url_of(call, given, "LegalRepresentativeFrontIdPhotoFileCode")},
            {"LegalRepresentativeId", masked(text_of(given, "LegalRepresentativeId"))},
            {"LegalRepresentativeName", text_of(given, "LegalRepresentativeName")},
            {"QualificationEntity", qualification.at("QualificationEntity")},
            {"QualificationId", qualification.at("QualificationId")},
            {"QualificationNo", qualification.at("QualificationNo")},
            {"ThreeInOneBusinessLicensePhotoURL",
             url_of(call, given, "ThreeInOneBusinessLicensePhotoFileCode")},
            {"UnitSocialCreditCode", text_of(given, "UnitSocialCreditCode")},
            {"UpdateTime", qualification.at("UpdateTime")}};
  const auto three = given.find("CertificateThreeInOne");
  if (three != given.end() && three->is_number_integer()) main["CertificateThreeInOne"] = *three;
  return main;
}

Json admin_of(const Call& call, const Json& given) {
  return {{"ContactNumber", text_of(given, "ContactNumber")},
          {"IdCardFrontPhotoURL", url_of(call, given, "IdCardFrontPhotoFileCode")},
          {"IdCardNumber", masked(text_of(given, "IdCardNumber"))},
          {"IdCardPhotoWithPeopleURL", url_of(call, given, "IdCardPhotoWithPeopleFileCode")},
          {"Name", text_of(given, "Name")}};
}

Json scenes_of(const Json& given) {
  Json scenes = Json::array();
  for (const Json& scene : given) {
    Json row{{"Description", text_of(scene, "Description")},
             {"ScenarioOfCalling", text_of(scene, "ScenarioOfCalling")}};
    const auto type = scene.find("SceneType");
    if (type != scene.end() && type->is_number_integer()) row["SceneType"] = *type;
    scenes.push_back(std::move(row));
  }
  return scenes;
}

Result<Json> query_qualification(Call& call) {
  const Input& input = call.input;
  Query query;
  if (input.has("ApprovalStatus")) query.equals("ApprovalStatus", input.integer("ApprovalStatus"));
  if (const std::string part = text_of(input.values(), "QualificationEntityQueryPattern");
      !part.empty())
    query.contains("QualificationEntity", part);
  if (input.has("QualificationNoList") && !input.list("QualificationNoList").empty())
    query.among("QualificationNo", input.list("QualificationNoList"));
  const Page page = page_of(input, kUsualPage, kLargestPage);
  Json records = Json::array();
  for (const Json& each :
       call.store.list(kQualification, Query(query).newest_first().page(page.limit, page.offset)))
    records.push_back({{"QualificationAdminInfoVO", admin_of(call, each.at("Admin"))},
                       {"QualificationMainInfoVO", main_of(call, each)},
                       {"QualificationScenarioInfoVOList", scenes_of(each.at("Scenarios"))}});
  return page_json(page, std::move(records), call.store.count(kQualification, query));
}

constexpr Operation kOperations[] = {
    {.name = "AddQualification",
     .route = Action{"AddQualification"},
     .summary = "Submit a company qualification for review",
     .input = kAddQualification,
     .output = {.members = kAddQualificationAnswer},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = add_qualification},
    {.name = "UpdateQualification",
     .route = Action{"UpdateQualification"},
     .summary = "Correct and resubmit a rejected qualification",
     .input = kUpdateQualification,
     .output = {},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_qualification},
    {.name = "QueryQualification",
     .route = Action{"QueryQualification"},
     .summary = "List qualifications",
     .input = kQueryQualification,
     .output = {.members = kQueryQualificationAnswer},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_qualification},
    {.name = "AddQualificationScene",
     .route = Action{"AddQualificationScene"},
     .summary = "Add scenarios to a qualification",
     .input = kAddQualificationScene,
     .output = {.type = Type::kString},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = add_qualification_scene},
    {.name = "UpdateQualificationScene",
     .route = Action{"UpdateQualificationScene"},
     .summary = "Edit scenarios of a qualification",
     .input = kUpdateQualificationScene,
     .output = {.type = Type::kString},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = update_qualification_scene},
};

}  // namespace

// One that was rejected meanwhile stays so.
void approve_qualification(Store& store, Time due, std::string_view number) {
  auto qualification = store.find(kQualification, number);
  if (!qualification || qualification->at("ApprovalStatus") != kReviewing) return;
  (*qualification)["ApprovalStatus"] = kApproved;
  (*qualification)["UpdateTime"] = beijing_text(due);
  store.put(kQualification, *qualification);
}

std::span<const Operation> qualification_operations() { return kOperations; }

}  // namespace virga::vms
