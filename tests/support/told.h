// An emulator whose voice service has somebody to tell.
#pragma once

#include <string>

#include "support/cloud.h"
#include "support/receiver.h"

namespace virga {

// The demo fixture, and `callback_urls` of the account for every callback to that address, with the
// documented token of the signing example.
Options telling(const std::string& url, Options options = Cloud::usual());

// The same in the words of a fixture, for rows of one's own: lines of `callback_urls`.
Options with_callback_urls(const std::string& rows, Options options = Cloud::usual());

}  // namespace virga
