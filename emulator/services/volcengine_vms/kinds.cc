#include "services/volcengine_vms/kinds.h"

#include <utility>

#include "services/volcengine_vms/cities.h"

namespace virga::vms {
namespace {

void fill(Json& document, const char* name, Json value) {
  if (!document.contains(name) || document.at(name).is_null()) document[name] = std::move(value);
}

}  // namespace

// A number that begins with 0 is a landline, and tells its city.
void complete_number(Json& number) {
  if (!number.contains("Number")) return;  // which is told of the fixture
  const auto digits = number.at("Number").get<std::string>();
  fill(number, "NumberTypeCode", digits.starts_with('0') ? 1 : 0);
  fill(number, "NumberStatusCode", 1);
  fill(number, "CityCode", home_city(digits));
  fill(number, "NumberLocation", city_name(number.at("CityCode").get_ref<const std::string&>()));
}

void complete_qualification(Json& qualification) {
  for (const char* name : {"Main", "Admin"}) fill(qualification, name, Json::object());
  fill(qualification, "Scenarios", Json::array());
  fill(qualification, "CreateTime", "");
  fill(qualification, "UpdateTime", qualification.at("CreateTime"));
}

void complete_binding(Json& binding) {
  fill(binding, "Status", 1);
  fill(binding, "EnableTime", 0);
  fill(binding, "RecordFlag", 1);
  fill(binding, "CallDisplayType", 1);
}

void complete_call(Json& call) {
  fill(call, "Ended", true);
  fill(call, "CallResult", 1);
  fill(call, "Recorded", call.at("CallResult") == 1);
  fill(call, "BeginCallTime", 0);
  fill(call, "EndTime", call.at("BeginCallTime"));
  fill(call, "Record", Json::object());
  Json record = Json::object();  // what is given beside the record is told in it, too
  for (const char* name : {"CallId", "Caller", "Callee", "BeginCallTime", "EndTime",
                           "SubServiceType", "NumberPoolNo", "CallResult"})
    record[name] = call.value(name, Json());
  record.update(call.at("Record"));
  call["Record"] = std::move(record);
}

void complete_task(Json& task) {
  fill(task, "State", 0);
  fill(task, "Type", 0);
  for (const char* name : {"NumberList", "ForbidTimeList"}) fill(task, name, Json::array());
  fill(task, "Concurrency", 1);
  fill(task, "RingAgainTimes", 0);
  fill(task, "RingAgainInterval", 5);
  fill(task, "MaxRingDuration", 20);
  for (const char* name : {"Start", "Unique", "FinishWhenListEnd"}) fill(task, name, false);
}

void complete_task_callee(Json& callee) {
  fill(callee, "State", "waiting");
  fill(callee, "Attempts", 0);
  fill(callee, "NotBefore", 0);
}

// The token is random at activation [doc]; a test wants to know it.
void complete_callback_url(Json& urls) {
  fill(urls, "AuthToken", "VIRGATOKEN");
  fill(urls, "AccountId", "2100000001");
}

void complete_single(Json& single) {
  fill(single, "State", "1");
  for (const char* name : {"NumberList", "ForbidTimeList"}) fill(single, name, Json::array());
  fill(single, "CreateTime", "");
  fill(single, "Attempts", 0);
  fill(single, "RingAgainTimes", 0);
  fill(single, "RingAgainInterval", 5);
}

}  // namespace virga::vms
