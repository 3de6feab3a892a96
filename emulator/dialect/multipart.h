// Forms with files in them: multipart/form-data (RFC 7578).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace virga {

struct FormPart {
  std::string name;
  bool is_file = false;  // it came with a file name
  std::string content;   // bytes as they came
};

// Nothing when the body is none of that type, or its boundary is not there.
std::optional<std::vector<FormPart>> read_multipart(std::string_view content_type,
                                                    std::string_view body);

}  // namespace virga
