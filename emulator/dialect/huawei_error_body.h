// The bodies in which Huawei Cloud tells an error.
#pragma once

#include <string>

#include "base/error.h"
#include "base/json.h"

namespace virga {

Json huawei_error_body(const Fault& fault, const std::string& request_id);

}  // namespace virga
