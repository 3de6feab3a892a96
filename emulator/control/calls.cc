// /_virga/calls: somebody picks up a phone and dials a privacy number.
#include <algorithm>

#include "control/route.h"

namespace virga::control {

// {"caller": "…", "number": "…", "extension": "…"}; what comes of it is in the calls of the state,
// and in call records when the call is over.
Reply post_call(const Ask& ask) {
  const auto body = parse_json(ask.request.body);
  if (!body || !body->is_object()) throw Refused{400, "invalid_body", "a JSON object is expected"};
  for (const auto& [name, value] : body->items())
    if (name != "caller" && name != "number" && name != "extension")
      throw Refused{400, "invalid_body", "unknown member \"" + name + "\""};
  for (const char* name : {"caller", "number"})
    if (!body->contains(name) || !body->at(name).is_string())
      throw Refused{400, "invalid_body", std::string(name) + " has to be text"};
  if (body->contains("extension") && !body->at("extension").is_string())
    throw Refused{400, "invalid_body", "extension has to be text"};
  const auto done = ask.world.store.transact<bool>([&]() -> Result<bool> {
    ask.world.store.agenda().add(ask.world.clock.now(), "vms.dialled", print_json(*body));
    return true;
  });
  static_cast<void>(done);
  ask.world.catch_up(ask.catalog);
  ask.sender.watch(ask.world);
  return json_reply({{"world", ask.world.name}, {"dialled", body->at("number")}});
}

}  // namespace virga::control
