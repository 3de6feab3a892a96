// What the control API answers when it refuses a call.
#pragma once

#include <string>

#include "support/cloud.h"

namespace virga {

// The control API's own shape, with a code and a part of the message.
void check_refused(const Answer& answer, int status, const std::string& code,
                   const std::string& part);

}  // namespace virga
