#include "services/volcengine_vms/begin.h"

#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/number_applications.h"
#include "services/volcengine_vms/reviews.h"
#include "services/volcengine_vms/risk_control.h"
#include "services/volcengine_vms/telephone.h"
#include "services/volcengine_vms/voice_singles.h"
#include "services/volcengine_vms/voice_tasks.h"

namespace virga::vms {
namespace {

using std::chrono::milliseconds;

constexpr std::chrono::hours kReviewTakes{24};  // of what a fixture leaves in review

Time time_in(const Json& document, const char* name) {
  return Time(milliseconds(document.at(name).get<std::int64_t>()));
}

void note(Store& store, Time due, std::string_view event, const Json& id) {
  store.agenda().add(due, event, id.get_ref<const std::string&>());
}

}  // namespace

void begin_world(Store& store, Time now, std::uint64_t seed) {
  keep_seed(store, seed);
  for (const Json& binding : live_bindings(store, {}))
    note(store, at_second(binding.at("ExpireTime").get<std::int64_t>()), kBindingExpires,
         binding.at("SubId"));
  for (const Json& call : store.list(kCall, Query().equals("Ended", false)))
    note(store, time_in(call, "EndTime"), kCallEnds, call.at("CallId"));
  for (const Json& task : store.list(kTask))
    for (const char* name : {"StartTime", "EndTime"})
      note(store, std::max(time_in(task, name), now), kTaskGoesOn, task.at("TaskOpenId"));
  for (const Json& single : store.list(kSingle))
    note(store, now + kReviewTakes, kSingleDue, single.at("SingleOpenId"));
  for (const Json& freeze : store.list(kFreeze)) note_end_of_freeze(store, freeze);
  for (const Json& resource : store.list(kResource))
    note(store, now + kReviewTakes, kResourceReviewed, resource.at("ResourceKey"));
  for (const Json& qualification : store.list(kQualification))
    note(store, now + kReviewTakes, kQualificationReviewed, qualification.at("QualificationNo"));
  for (const Json& application : store.list(kApplication))
    note(store, now + kReviewTakes, kApplicationGoesOn, application.at("ApplyBillId"));
}

}  // namespace virga::vms
