// Base64 with the alphabet of URLs (RFC 4648, section 5), without padding: it needs no escape in a
// header, a query or JSON.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace virga {

std::string to_base64(std::string_view bytes);

// With the usual alphabet (section 4) and padding, as files are written.
std::string to_padded_base64(std::string_view bytes);

// Nothing for a text that to_base64 never writes.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace virga
