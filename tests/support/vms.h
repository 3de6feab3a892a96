// Asking the voice service in tests.
#pragma once

#include <string>

#include "support/cloud.h"

namespace virga {

// The code of the error that was answered; "" when there was none.
std::string code_of(const Answer& answer);

// The Result of a call that has to succeed.
Json result_of(Cloud& cloud, const std::string& action, const Json& parameters);

// The document with this value under the name; null when there is none.
Json document(Cloud& cloud, const std::string& kind, const std::string& name,
              const std::string& value);

// Everything that the voice service keeps: to see that nothing has changed.
std::string vms_state(Cloud& cloud);

}  // namespace virga
