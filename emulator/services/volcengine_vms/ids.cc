#include "services/volcengine_vms/ids.h"

#include "base/chance.h"
#include "base/text.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::string_view kTheOne = "world";

std::uint64_t draw(Store& store, std::string_view what) {
  const std::string series = "vms." + std::string(what);
  return hash_of(seed_of(store), {series}, static_cast<std::uint64_t>(store.next(series)));
}

std::string seconds_text(Time now) { return std::to_string(seconds_of(now)); }

}  // namespace

void keep_seed(Store& store, std::uint64_t seed) {
  store.put(kWorld, {{"Id", kTheOne}, {"Seed", std::to_string(seed)}});
}

std::uint64_t seed_of(const Store& store) {
  const Document world = store.look(kWorld, kTheOne);
  return world ? std::stoull(world->at("Seed").get_ref<const std::string&>()) : 0;
}

std::string fresh_hex32(Store& store, std::string_view what) {
  const std::uint64_t chance = draw(store, what);
  return hex_digits(chance) + hex_digits(hash_of(chance, {"second half"}));
}

std::string fresh_digits(Store& store, std::string_view what, std::size_t count) {
  std::uint64_t limit = 1;
  for (std::size_t i = 0; i < count; ++i) limit *= 10;
  const std::string digits = std::to_string(draw(store, what) % limit);
  return std::string(count - digits.size(), '0') + digits;
}

std::string timed_id(Store& store, std::string_view prefix, Time now) {
  return std::string(prefix) + seconds_text(now) + fresh_digits(store, prefix, 8);
}

std::string fresh_sub_id(Store& store, Time now, std::string_view x) {
  const std::string_view end = x.size() > 4 ? x.substr(x.size() - 4) : x;
  return "S" + seconds_text(now) + std::string(end) + hex_digits(draw(store, "SubId")).substr(0, 7);
}

std::string fresh_group_sub_id(Store& store, Time now) {
  return "SS" + seconds_text(now) + fresh_hex32(store, "SubId").substr(0, 18);
}

std::string fresh_group_id(Store& store, Time now) {
  const std::string hex = fresh_hex32(store, "GroupId");
  return "G" + std::to_string(milliseconds_of(now)) + hex.substr(0, 8) + "-" + hex.substr(8, 4) +
         "-4" + hex.substr(13, 3) + "-a" + hex.substr(17, 3) + "-" + hex.substr(20, 12);
}

}  // namespace virga::vms
