#include "dialect/multipart.h"

#include "base/text.h"

namespace virga {
namespace {

constexpr std::string_view kBreak = "\r\n";

// The value of `name=…` in a header with parameters, quoted or not.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  for (const std::string_view part : split(header, ';')) {
    const std::string_view pair = trim(part);
    const auto equals = pair.find('=');
    if (equals == pair.npos || !same_letters(trim(pair.substr(0, equals)), name)) continue;
    std::string_view value = trim(pair.substr(equals + 1));
    if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
      value = value.substr(1, value.size() - 2);
    return std::string(value);
  }
  return std::nullopt;
}

// What stands before the next `mark`, which is taken as well; nothing when there is none.
std::optional<std::string_view> take_until(std::string_view& rest, std::string_view mark) {
  const auto at = rest.find(mark);
  if (at == rest.npos) return std::nullopt;
  const std::string_view taken = rest.substr(0, at);
  rest.remove_prefix(at + mark.size());
  return taken;
}

// The headers of a part, up to the blank line behind them.
std::optional<FormPart> read_head(std::string_view& rest) {
  FormPart part;
  for (;;) {
    const auto line = take_until(rest, kBreak);
    if (!line) return std::nullopt;
    if (line->empty()) return part;
    const auto colon = line->find(':');
    if (colon == line->npos) return std::nullopt;
    if (!same_letters(line->substr(0, colon), "Content-Disposition")) continue;
    part.name = parameter(line->substr(colon + 1), "name").value_or("");
    part.is_file = parameter(line->substr(colon + 1), "filename").has_value();
  }
}

}  // namespace

std::optional<std::vector<FormPart>> read_multipart(std::string_view content_type,
                                                    std::string_view body) {
  const auto boundary = parameter(content_type, "boundary");
  if (!boundary || boundary->empty()) return std::nullopt;
  const std::string line = "--" + *boundary, end = std::string(kBreak) + line;
  if (!take_until(body, line)) return std::nullopt;
  std::vector<FormPart> parts;
  while (!body.starts_with("--")) {
    if (!take_until(body, kBreak)) return std::nullopt;
    auto part = read_head(body);
    const auto content = part ? take_until(body, end) : std::nullopt;
    if (!content) return std::nullopt;
    part->content = *content;
    parts.push_back(std::move(*part));
  }
  return parts;
}

}  // namespace virga
