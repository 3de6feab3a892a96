// POST /_virga/reset: the world is as after start.
#include "control/route.h"

namespace virga::control {

Reply post_reset(const Ask& ask) {
  ask.worlds.reset(ask.world);
  ask.sender.watch(ask.world);
  return json_reply({{"world", ask.world.name}, {"reset", true}});
}

}  // namespace virga::control
