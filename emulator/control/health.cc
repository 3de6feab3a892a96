// GET /_virga/health: is it up, which version, since when.
#include "control/route.h"

namespace virga::control {

Reply get_health(const ProcessAsk& ask) {
  Json services = Json::array();
  for (const Service& service : ask.catalog.services()) services.push_back(service.name);
  return json_reply({{"status", "ok"},
                     {"version", VIRGA_VERSION},
                     {"instance", ask.settings.instance},
                     {"uptime_ms", ask.uptime.count()},
                     {"services", services},
                     {"worlds", ask.worlds.names()}});
}

}  // namespace virga::control
