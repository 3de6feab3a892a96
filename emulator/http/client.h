// Asks a running server over HTTP, with deadlines.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <optional>
#include <string>

namespace virga::http {

// Sends the request to `base_url` (http://host:port). Nothing when there is no answer within the
// deadlines.
std::optional<Reply> ask(const std::string& base_url, const Request& request,
                         std::chrono::milliseconds patience = std::chrono::seconds(10));

}  // namespace virga::http
