// Where recordings and transcripts can be fetched.
#pragma once

#include <string>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

// As the vendor signs it, good for six hours [doc], on this emulator [inferred]. `server` is where
// that answers: "http://127.0.0.1:4610".
std::string recording_url(const std::string& server, const Store& store, Time now,
                          const std::string& file);

}  // namespace virga::vms
