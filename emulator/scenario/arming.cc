#include "scenario/arming.h"

#include "scenario/duration.h"
#include "scenario/words.h"

namespace virga {

Arming read_arming(const Yaml& from, Mistakes& mistakes) {
  Arming arming;
  if (const Yaml* ttl = from.find("ttl")) {
    arming.ttl = parse_duration(*ttl, mistakes);
    if (arming.ttl && arming.ttl->count() == 0)
      mistakes.add(*ttl, "ttl has to be more than nothing");
  }
  if (const Yaml* max_hits = from.find("max_hits"))
    arming.max_hits = read_count(*max_hits, "max_hits", 1, mistakes);
  return arming;
}

}  // namespace virga
