#include "services/volcengine_vms/addresses.h"

#include "base/chance.h"
#include "base/text.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::chrono::hours kLife{6};  // [doc]

}  // namespace

std::string origin_of(const Call& call) {
  return (call.tls ? "https://" : "http://") + std::string(call.host);
}

std::string address_in_world(const std::string& server, const Store& store,
                             const std::string& path) {
  return server + path + "?world=" + percent_encode(store.world());
}

std::string recording_url(const std::string& server, const Store& store, Time now,
                          const std::string& file) {
  const auto expires = std::to_string(seconds_of(now + kLife));
  return address_in_world(server, store, "/_virga/recordings/" + file) + "&x-expires=" + expires +
         "&x-signature=" + hex_digits(hash_of(seed_of(store), {"vms.url", file, expires}));
}

}  // namespace virga::vms
