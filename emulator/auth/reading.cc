#include "auth/reading.h"

#include "auth/canonical.h"
#include "auth/signing_key.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

bool is_of(std::string_view line, std::string_view header) {
  return line.size() > header.size() && line[header.size()] == ':' && line.starts_with(header);
}

}  // namespace

std::string canonical_request_of(const Reading& reading) {
  if (reading.whole_request) return *reading.whole_request;
  std::string lines;
  lines.reserve(256);
  for (const std::string& line : reading.lines) (lines += line) += '\n';
  if (lines.empty()) lines = "\n";
  return canonical::request(reading.method, reading.path, reading.query, lines,
                            reading.signed_headers, reading.payload);
}

std::string head_of(const Reading& reading) {
  std::string head;
  head.reserve(160);
  ((head += reading.algorithm) += '\n') += reading.timestamp;
  for (const std::string& part : reading.scope) {
    head += &part == &reading.scope.front() ? '\n' : '/';
    head += part;
  }
  return head += '\n';
}

std::string key_of(const Reading& reading) {
  if (reading.whole_key) return *reading.whole_key;
  switch (reading.key) {
    case Key::kChained: return chained_key(reading.secret, reading.key_scope);
    case Key::kDerived: return derived_key(reading.access_key, reading.secret, reading.key_scope);
    case Key::kSecret: break;
  }
  return reading.secret;
}

std::optional<std::string> value_of(const Reading& reading, std::string_view header) {
  for (const std::string& line : reading.lines)
    if (is_of(line, header)) return line.substr(header.size() + 1);
  return std::nullopt;
}

void set_value(Reading& reading, std::string_view header, std::string_view value) {
  for (std::string& line : reading.lines)
    if (is_of(line, header)) line.replace(header.size() + 1, std::string::npos, value);
}

void set_parameter(Reading& reading, std::string_view name, std::string_view value) {
  const std::string wanted = percent_encode(name) + "=";
  std::string query;
  for (const std::string_view part : split(reading.query, '&')) {
    if (!query.empty()) query += '&';
    if (part.starts_with(wanted))
      query += wanted + percent_encode(value);
    else
      query += part;
  }
  reading.query = std::move(query);
}

}  // namespace virga::doctor
