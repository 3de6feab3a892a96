// What the service tells its user's servers by itself. Nothing is told of what has no address: see
// the kind `callback_urls`.
#pragma once

#include <span>

#include "catalog/callback.h"
#include "store/store.h"

namespace virga::vms {

std::span<const Callback> callbacks();
Request post(const Letter& letter, const Sending& sending);

void tell_of_number(Store& store, Time now, const Json& number);
void tell_of_freeze(Store& store, Time now, const Json& freeze, bool frozen);
void tell_of_review(Store& store, Time now, const Json& resource);
// All that a call will go through, each step when it comes.
void tell_of_course(Store& store, const Json& call);
// Somebody hangs up before it has come to all of that.
void tell_of_hanging_up(Store& store, Time now, const Json& call);
// The call is over, sooner than expected perhaps: its record and its recording.
void tell_of_end(Store& store, const Json& call);

}  // namespace virga::vms
