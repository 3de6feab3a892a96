#include "services/volcengine_vms/telephone.h"

#include <algorithm>

#include "base/chance.h"
#include "services/volcengine_vms/callbacks.h"
#include "services/volcengine_vms/cities.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr seconds kUntilRinging{1};
constexpr std::int64_t kHungUpBefore = 5, kNoAnswer = 7, kBusy = 8, kPoweredOff = 2;
constexpr std::int64_t kReleasedByCallee = 2, kReleasedByPlatform = 3;  // [inferred]

// Eight of ten numbers answer; one never does, the others are busy or switched off [inferred].
Leg usual_leg(std::uint64_t chance) {
  const seconds rings(2 + static_cast<std::int64_t>((chance >> 8) % 8));
  switch (chance % 20) {
    case 0: return {kPoweredOff, seconds(0), seconds(0)};
    case 1: return {kBusy, seconds(0), seconds(0)};
    case 2:
    case 3: return {kNoAnswer, seconds(60), seconds(0)};
    default: return {kAnswered, rings, seconds(5 + static_cast<std::int64_t>((chance >> 16) % 56))};
  }
}

std::int64_t at(Time time) { return milliseconds_of(time); }

struct Course {
  Time begin, end;
  std::int64_t result = kAnswered;
  std::int64_t duration = 0;  // s, of the callee's leg
};

// One leg, written into the record under the names of its side ("Caller" or "Callee").
std::optional<Time> ring(Course& course, const Leg& leg, Time begin, const Dialling& dialling,
                         const std::string& side, Json& record) {
  const Time ringing = begin + kUntilRinging;
  const seconds rings = std::min(leg.rings, dialling.longest_ring.value_or(leg.rings));
  record[side + "CallingTime"] = at(begin);
  record[side + "RingingTime"] = at(ringing);
  course.end = ringing + rings;
  course.result = rings < leg.rings && leg.result == kAnswered ? kNoAnswer : leg.result;
  if (course.result != kAnswered) return std::nullopt;
  record[side + "AnswerTime"] = at(course.end);
  return course.end;
}

// A conversation ends when the callee hangs up, or the caller does, or the longest time is over.
void talk(Course& course, const Leg& leg, Time answered, const Dialling& dialling, Json& record) {
  const seconds talks = std::min(leg.talks, dialling.longest_talk.value_or(leg.talks));
  course.end = answered + talks;
  course.duration = talks.count();
  record["StartTime"] = at(answered);
  record["ReleaseType"] = talks < leg.talks ? kReleasedByPlatform : kReleasedByCallee;
}

Json record_begun(const Dialling& dialling, const std::string& id, Time now) {
  Json record{{"CallId", id},
              {"ServiceType", dialling.sub_service / 100 * 100},
              {"SubServiceType", dialling.sub_service},
              {"Caller", dialling.caller},
              {"Callee", dialling.callee},
              {"CallerShowNumber", dialling.caller_show},
              {"CalleeShowNumber", dialling.callee_show},
              {"CallerCityCode", home_city(dialling.caller)},
              {"CalleeCityCode", home_city(dialling.callee)},
              {"NumberPoolNo", dialling.pool},
              {"BeginCallTime", at(now)},
              {"RingTime", at(now + kUntilRinging)},
              {"StartTime", 0},
              {"AudioRecordFlag", dialling.recorded ? 1 : 0},
              {"CallType", 1},
              {"CdrType", 1},
              {"UserData", ""},
              {"TaskOpenId", ""},
              {"SingleOpenId", ""},
              {"Digits", Json::array()}};
  record.update(dialling.more);
  return record;
}

Course run(Store& store, Time now, const Dialling& dialling, Json& record) {
  Course course{.begin = now, .end = now};
  if (dialling.refused) {
    course.result = *dialling.refused;
    return course;
  }
  Time callee_begins = now;
  if (!dialling.caller_show.empty()) {
    const auto answered =
        ring(course, dial(store, dialling.caller), now, dialling, "Caller", record);
    if (!answered) return course;
    callee_begins = *answered;
  }
  const Leg leg = dial(store, dialling.callee);
  if (const auto answered = ring(course, leg, callee_begins, dialling, "Callee", record))
    talk(course, leg, *answered, dialling, record);
  return course;
}

void finish(Json& record, Time end, std::int64_t result, std::int64_t duration) {
  record["EndTime"] = at(end);
  record["CdrCreateTime"] = at(end + seconds(1));
  record["CallResult"] = result;
  record["CallDuration"] = duration;
}

// V… and the like; a privacy call has the end of a number and half the digits [doc: samples].
std::string call_id(Store& store, const Dialling& dialling) {
  if (dialling.prefix == "S")
    return text_of(dialling.more, "SubscriptionId") + "_" +
           fresh_hex32(store, "CallId").substr(0, 16);
  return std::string(dialling.prefix) + "cc01" + fresh_hex32(store, "CallId");
}

}  // namespace

Leg dial(const Store& store, const std::string& number) {
  const Document phone = store.look(kPhone, number);
  Leg leg = usual_leg(hash_of(seed_of(store), {"vms.phone", number}));
  if (!phone) return leg;
  leg.result = phone->at("CallResult").get<std::int64_t>();
  const auto told = [&](const char* name, std::int64_t usual) {
    const auto found = phone->find(name);
    return seconds(found == phone->end() || found->is_null() ? usual : found->get<std::int64_t>());
  };
  leg.rings = told("RingsFor", leg.result == kNoAnswer ? 60 : 3);
  leg.talks = leg.result == kAnswered ? told("TalksFor", 10) : seconds(0);
  return leg;
}

Json place_call(Store& store, Time now, const Dialling& dialling) {
  const std::string id = call_id(store, dialling);
  Json record = record_begun(dialling, id, now);
  const Course course = run(store, now, dialling, record);
  finish(record, course.end, course.result, course.duration);
  Json call{{"CallId", id},
            {"Ended", false},
            {"Caller", dialling.caller},
            {"Callee", dialling.callee},
            {"BeginCallTime", at(now)},
            {"EndTime", at(course.end)},
            {"SubServiceType", dialling.sub_service},
            {"NumberPoolNo", dialling.pool},
            {"CallResult", course.result},
            {"Recorded", dialling.recorded && course.result == kAnswered}};
  for (const char* name : {"TaskOpenId", "SingleOpenId"})
    if (dialling.more.contains(name)) call[name] = dialling.more.at(name);
  call["Record"] = std::move(record);
  store.put(kCall, call);
  store.agenda().add(course.end, kCallEnds, id);
  tell_of_course(store, call);
  return call;
}

bool hang_up(Store& store, Time now, const std::string& call_id) {
  auto call = store.find(kCall, call_id);
  if (!call || call->at("Ended") == true) return false;
  Json& record = (*call)["Record"];
  const std::int64_t answered = record.value("StartTime", std::int64_t{0});
  const bool talking = answered > 0 && answered <= at(now);
  if (!talking) record["StartTime"] = 0;
  for (const char* side : {"Caller", "Callee"})  // it does not come to these any more
    for (const char* step : {"CallingTime", "RingingTime", "AnswerTime"})
      if (const auto time = record.find(std::string(side) + step);
          time != record.end() && time->get<std::int64_t>() > at(now))
        record.erase(time);
  record["ReleaseType"] = kReleasedByPlatform;
  finish(record, now, talking ? kAnswered : kHungUpBefore,
         talking ? (at(now) - answered) / 1000 : 0);
  (*call)["EndTime"] = at(now);
  (*call)["CallResult"] = record.at("CallResult");
  (*call)["Recorded"] = call->at("Recorded") == true && talking;
  (*call)["Ended"] = true;
  store.put(kCall, *call);
  tell_of_hanging_up(store, now, *call);
  tell_of_end(store, *call);
  return true;
}

}  // namespace virga::vms
