#include "base/error.h"

#include <algorithm>

namespace virga {
namespace {

struct Placeholder {
  std::size_t begin;  // of the brace
  std::size_t end;    // one past the closing brace
  std::string_view name;
};

bool is_name(char c) { return (c >= 'a' && c <= 'z') || c == '_'; }

// Braces around anything but a lower-case word are plain text: one documented text is itself JSON.
std::vector<Placeholder> find_placeholders(std::string_view text) {
  std::vector<Placeholder> found;
  for (std::size_t open = text.find('{'); open != std::string_view::npos;
       open = text.find('{', open + 1)) {
    std::size_t end = open + 1;
    while (end < text.size() && is_name(text[end])) ++end;
    if (end > open + 1 && end < text.size() && text[end] == '}')
      found.push_back({open, end + 1, text.substr(open + 1, end - open - 1)});
  }
  return found;
}

}  // namespace

std::vector<std::string_view> placeholders(std::string_view text) {
  std::vector<std::string_view> names;
  for (const Placeholder& each : find_placeholders(text)) names.push_back(each.name);
  return names;
}

Fault Error::about(std::string_view subject, std::string why) const {
  Fault fault(*this);
  const auto names = placeholders(text);
  if (!names.empty()) fault.with(std::string(names.front()), std::string(subject));
  fault.why = std::move(why);
  return fault;
}

Fault Error::because(std::string why) const {
  Fault fault(*this);
  fault.why = std::move(why);
  return fault;
}

Fault& Fault::with(std::string name, std::string value) & {
  filled.emplace_back(std::move(name), std::move(value));
  return *this;
}

Fault&& Fault::with(std::string name, std::string value) && {
  filled.emplace_back(std::move(name), std::move(value));
  return std::move(*this);
}

Fault&& Fault::saying(std::string text) && {
  wording = std::move(text);
  return std::move(*this);
}

Fault&& Fault::keeping_work() && {
  keeps_work = true;
  return std::move(*this);
}

std::string Fault::text() const {
  if (!wording.empty()) return wording;
  std::string out;
  std::size_t done = 0;
  for (const Placeholder& each : find_placeholders(error->text)) {
    out += error->text.substr(done, each.begin - done);
    const auto given = std::find_if(filled.begin(), filled.end(),
                                    [&](const auto& pair) { return pair.first == each.name; });
    out += given == filled.end() ? "%s" : given->second;
    done = each.end;
  }
  out += error->text.substr(done);
  return out;
}

}  // namespace virga
