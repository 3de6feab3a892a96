// Addresses in answers: of this emulator, and of recordings and transcripts on it.
#pragma once

#include <string>

#include "base/time.h"
#include "catalog/exchange.h"
#include "store/store.h"

namespace virga::vms {

// Where the client of a call has found this emulator: "http://127.0.0.1:4610".
std::string origin_of(const Call& call);

// A path below it, in the world of the store.
std::string address_in_world(const std::string& server, const Store& store,
                             const std::string& path);

// As the vendor signs it, good for six hours [doc], on this emulator [inferred]. `server` is where
// that answers: "http://127.0.0.1:4610".
std::string recording_url(const std::string& server, const Store& store, Time now,
                          const std::string& file);

}  // namespace virga::vms
