// A request as it is kept in a file: HTTP/1.1 as on the wire, or with line feeds alone.
#pragma once

#include <virga/message.h>

#include <optional>
#include <string>
#include <string_view>

namespace virga::cli {

// Nothing when the text is no single request; then `problem` says why. A body that nothing counts
// reaches to the end of the text, unless only line ends follow the head.
std::optional<Request> read_raw_request(std::string_view text, std::string& problem);

}  // namespace virga::cli
