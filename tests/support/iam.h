// Asks IAM for what the tests of other services need: tokens and temporary keys.
#pragma once

#include <string>

#include "support/cloud.h"

namespace virga {

// The body of a login by password.
std::string login_body(const std::string& domain, const std::string& password = "virga",
                       const Json& scope = nullptr);

// Logs in as the demo fixture's user, whose domain is a world of its own.
Answer log_in(Cloud& cloud, const std::string& domain, const Json& scope = nullptr);
std::string token_of(Cloud& cloud, const std::string& domain);

std::string header_of(const Answer& answer, std::string_view name);

Options strict_options();

// The text with another letter in its middle.
std::string tampered(std::string text);

}  // namespace virga
