#include "services/volcengine_vms/number_applications.h"

#include "services/volcengine_vms/cities.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/paging.h"
#include "services/volcengine_vms/shapes.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kSubmitted = 1, kProcessing = 2, kPurchased = 3;  // [doc]
constexpr std::int64_t kApproved = 2;                                    // a qualification
constexpr std::int64_t kMostNumbers = 1000;                              // of an item [inferred]
constexpr std::chrono::hours kUntilProcessed{24}, kUntilPurchased{6 * 24};
constexpr std::int64_t kUsualPage = 20, kLargestPage = 100;

// 购买成功 is in a documented answer, the others are [inferred].
constexpr const char* kStatusTexts[] = {"",         "已提交",   "处理中",
                                        "购买成功", "购买失败", "部分购买成功"};

std::int64_t count_in(const Json& item) {
  const auto count = item.find("NumberCount");
  if (count == item.end()) return 0;
  if (count->is_number_integer()) return count->get<std::int64_t>();
  const std::string text = text_of(item, "NumberCount");
  return text.empty() || text.size() > 4 ||
                 text.find_first_not_of("0123456789") != std::string::npos
             ? 0
             : std::stoll(text);
}

std::optional<Fault> check_cities(const Json& items) {
  if (items.empty()) return kIllegalArgument.because("NumberApplicationCityItemList is empty");
  for (const Json& item : items) {
    if (text_of(item, "CityCode").empty() || text_of(item, "CountryIsoCode").empty())
      return kIllegalArgument.because("an item needs CityCode and CountryIsoCode");
    if (count_in(item) < 1 || count_in(item) > kMostNumbers)
      return kIllegalArgument.because("NumberCount is 1 to 1000");
  }
  return std::nullopt;
}

// ---- CreateNumberApplication

constexpr Field kCreateNumberApplication[] = {
    {.name = "QualificationNo", .required = true},
    {.name = "QualificationId"},
    field::kNumberPoolNoRequired,
    {.name = "NumberApplicationCityItemList",
     .type = Type::kArray,
     .items = Type::kObject,
     .required = true},
    {.name = "NumberPurpose", .type = Type::kInt32, .required = true, .among = legal::kOne},
    {.name = "NumberType", .type = Type::kInt32, .required = true, .among = legal::kFlag},
    field::kSubServiceTypeRequired,
    {.name = "Remark", .note = "A remark."},
    {.name = "MobileType", .type = Type::kInt32},
};

constexpr Member kCreateNumberApplicationAnswer[] = {
    {.name = "ApplyBillId"},
};

Result<Json> create_number_application(Call& call) {
  const Input& input = call.input;
  const Document pool = call.store.look(kNumberPool, input.text("NumberPoolNo"));
  if (!pool) return kIllegalArgument.because("there is no such pool");
  if (pool->at("SubServiceType") != input.integer("SubServiceType"))
    return kIllegalArgument.because("the pool is one of another sub service");
  const Document qualification = call.store.look(kQualification, input.text("QualificationNo"));
  if (!qualification || qualification->at("ApprovalStatus") != kApproved)
    return kIllegalArgument.because("there is no such approved qualification");
  const Json& items = input.list("NumberApplicationCityItemList");
  if (auto fault = check_cities(items)) return *fault;
  Json cities = Json::array();
  for (const Json& item : items)
    cities.push_back({{"CityCode", text_of(item, "CityCode")}, {"NumberCount", count_in(item)}});
  const std::string bill = "NA" + fresh_digits(call.store, "ApplyBillId", 10);
  const std::string now = beijing_text(call.now);
  call.store.put(kApplication, {{"ApplyBillId", bill},
                                {"Id", call.store.next("vms.application")},
                                {"ApplyStatusCode", kSubmitted},
                                {"ApplyTime", now},
                                {"UpdateTime", now},
                                {"SubServiceType", input.integer("SubServiceType")},
                                {"NumberType", input.integer("NumberType")},
                                {"NumberPoolNo", input.text("NumberPoolNo")},
                                {"QualificationNo", input.text("QualificationNo")},
                                {"Cities", std::move(cities)},
                                {"Remark", text_of(input.values(), "Remark")}});
  call.store.agenda().add(call.now + kUntilProcessed, kApplicationGoesOn, bill);
  return Json{{"ApplyBillId", bill}};
}

// ---- QueryNumberApplyRecordList

constexpr Field kQueryNumberApplyRecordList[] = {
    {.name = "ApplyBillId"},
    field::kQueryAccountId,
    {.name = "ApplyStatusCode", .type = Type::kInt32, .among = legal::kApplyStatuses},
    {.name = "ApplyTimeLowerBound"},
    {.name = "ApplyTimeUpperBound"},
    {.name = "UpdateTimeLowerBound"},
    {.name = "UpdateTimeUpperBound"},
    {.name = "SubServiceType", .type = Type::kInt32, .among = legal::kSubServiceTypes},
    {.name = "NumberType", .type = Type::kInt32},
    field::kNumberPoolNo,
    {.name = "Limit", .type = Type::kInt32, .note = "Page size."},
    field::kOffset,
};

constexpr Member kQueryNumberApplyRecordListAnswer[] = {
    {.name = "Records",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kNumberApplyRecord},
    {.name = "Limit", .type = Type::kInt32},
    {.name = "Offset", .type = Type::kInt32},
    {.name = "Total", .type = Type::kInt32},
};

Json details_of(const Json& application) {
  Json details = Json::array();
  const bool imported = application.at("ApplyStatusCode") == kPurchased;
  for (const Json& item : application.at("Cities"))
    details.push_back({{"NumberLocation", city_name(text_of(item, "CityCode"))},
                       {"ApplyNumberCount", item.at("NumberCount")},
                       {"ImportNumberCount", imported ? item.at("NumberCount") : Json(0)}});
  return details;
}

Json record_of(const Store& store, const Json& application) {
  const auto status = application.at("ApplyStatusCode").get<std::int64_t>();
  const Document pool = store.look(kNumberPool, application.at("NumberPoolNo"));
  const Document qualification = store.look(kQualification, application.at("QualificationNo"));
  Json record{
      {"Id", application.at("Id")},
      {"ApplyBillId", application.at("ApplyBillId")},
      {"ApplyTime", application.at("ApplyTime")},
      {"ApplyStatusCode", status},
      {"ApplyStatusDesc", status >= 1 && status <= 5 ? kStatusTexts[status] : ""},
      {"SubServiceTypeCode", application.at("SubServiceType")},
      {"SubServiceTypeDesc", service_label(application.at("SubServiceType"))},
      {"NumberPoolNo", application.at("NumberPoolNo")},
      {"NumberPoolName", pool ? pool->at("Name") : Json("")},
      {"NumberTypeCode", application.at("NumberType")},
      {"NumberTypeDesc", number_type_label(application.at("NumberType").get<std::int64_t>())},
      {"UpdateTime", application.at("UpdateTime")},
      {"Notes", text_of(application, "Remark")},
      {"DetailList", details_of(application)}};
  if (qualification) {
    record["QualificationId"] = qualification->at("QualificationId");
    record["QualificationEntity"] = qualification->at("QualificationEntity");
  }
  return record;
}

Result<Json> query_number_apply_record_list(Call& call) {
  const Input& input = call.input;
  Query query;
  for (const char* name : {"ApplyBillId", "NumberPoolNo"})
    if (const std::string text = text_of(input.values(), name); !text.empty())
      query.equals(name, text);
  for (const char* name : {"ApplyStatusCode", "SubServiceType", "NumberType"})
    if (input.has(name)) query.equals(name, input.integer(name));
  for (const std::string name : {"ApplyTime", "UpdateTime"}) {
    const std::string lower = text_of(input.values(), name + "LowerBound");
    const std::string upper = text_of(input.values(), name + "UpperBound");
    if ((!lower.empty() && !parse_beijing(lower)) || (!upper.empty() && !parse_beijing(upper)))
      return kIllegalArgument.because("bounds of " + name + " are yyyy-MM-dd HH:mm:ss");
    if (!lower.empty()) query.at_least(name, lower);
    if (!upper.empty()) query.at_most(name, upper);
  }
  const Page page = page_of(input, kUsualPage, kLargestPage);
  Json records = Json::array();
  for (const Json& application :
       call.store.list(kApplication, Query(query).newest_first().page(page.limit, page.offset)))
    records.push_back(record_of(call.store, application));
  return page_json(page, std::move(records), call.store.count(kApplication, query));
}

constexpr Operation kOperations[] = {
    {.name = "CreateNumberApplication",
     .route = Action{"CreateNumberApplication"},
     .summary = "Apply for numbers",
     .input = kCreateNumberApplication,
     .output = {.members = kCreateNumberApplicationAnswer},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = create_number_application},
    {.name = "QueryNumberApplyRecordList",
     .route = Action{"QueryNumberApplyRecordList"},
     .summary = "List number applications",
     .input = kQueryNumberApplyRecordList,
     .output = {.members = kQueryNumberApplyRecordListAnswer},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_number_apply_record_list},
};

// A landline begins with the code of its city, a mobile number with 170 [inferred].
std::string new_number(Store& store, std::int64_t type, const std::string& city) {
  for (;;) {
    std::string number = type == 1 ? city + fresh_digits(store, "Number", 8)
                                   : "170" + fresh_digits(store, "Number", 8);
    if (!store.look(kNumber, number)) return number;
  }
}

void import_numbers(Store& store, Time now, const Json& application) {
  const auto type = application.at("NumberType").get<std::int64_t>();
  for (const Json& item : application.at("Cities")) {
    const std::string city = text_of(item, "CityCode");
    for (std::int64_t i = 0; i < item.at("NumberCount").get<std::int64_t>(); ++i)
      store.put(kNumber, {{"Number", new_number(store, type, city)},
                          {"NumberPoolNo", application.at("NumberPoolNo")},
                          {"NumberTypeCode", type},
                          {"NumberStatusCode", 1},
                          {"NumberLocation", city_name(city)},
                          {"CityCode", city},
                          {"NumberPurchaseTime", beijing_text(now)},
                          {"QualificationNo", application.at("QualificationNo")}});
  }
}

}  // namespace

void go_on_with_application(Store& store, Time due, std::string_view bill) {
  auto application = store.find(kApplication, bill);
  if (!application) return;
  Json& status = (*application)["ApplyStatusCode"];
  if (status == kSubmitted) {
    status = kProcessing;
    store.agenda().add(due + kUntilPurchased, kApplicationGoesOn, bill);
  } else if (status == kProcessing) {
    status = kPurchased;
    import_numbers(store, due, *application);
  } else {
    return;
  }
  (*application)["UpdateTime"] = beijing_text(due);
  store.put(kApplication, *application);
}

std::span<const Operation> number_application_operations() { return kOperations; }

}  // namespace virga::vms
