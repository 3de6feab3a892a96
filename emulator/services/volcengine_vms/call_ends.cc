// What the end of a call sets going.
#include "services/volcengine_vms/call_ends.h"

#include "services/volcengine_vms/callbacks.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/texts.h"
#include "services/volcengine_vms/voice_singles.h"
#include "services/volcengine_vms/voice_tasks.h"

namespace virga::vms {

// A call that was hung up before its time has ended already.
void end_call(Store& store, Time due, std::string_view call_id) {
  const Document going = store.look(kCall, call_id);
  if (!going || going->at("Ended") == true) return;
  Json call = *going;
  call["Ended"] = true;
  store.replace(kCall, *going, call);
  tell_of_end(store, call);
  if (call.contains("TaskOpenId")) task_call_ended(store, due, call);
  if (call.contains("SingleOpenId")) single_call_ended(store, due, call);
}

}  // namespace virga::vms
