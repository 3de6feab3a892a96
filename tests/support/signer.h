// Signs requests as the official clients of the two clouds do, apart from the code that checks
// them.
#pragma once

#include <virga/message.h>

#include <string>

#include "base/time.h"

namespace virga {

// The headers of the request with Volcengine's X-Date, X-Content-Sha256 and Authorization added.
Headers sign_volcengine(const Request& request, const std::string& key, const std::string& secret,
                        const std::string& region, const std::string& service, Time at);

// The headers of the request with Huawei's X-Sdk-Date and Authorization (SDK-HMAC-SHA256) added.
Headers sign_huawei(const Request& request, const std::string& key, const std::string& secret,
                    Time at);

}  // namespace virga
