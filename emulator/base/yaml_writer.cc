#include "base/yaml_writer.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "base/text.h"

namespace virga {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_plain_ascii(char c) {
  return is_letter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.' || c == '/';
}

// Of three bytes that begin with these: ideographs. Other characters may be blanks or line ends.
bool begins_ideograph(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0xE4 && byte <= 0xE9;
}

// Words that YAML, of one version or another, takes for something else than text.
bool is_reserved(std::string_view text) {
  static constexpr std::string_view kWords[] = {"null", "true", "false", "yes", "no",  "on",
                                                "off",  "y",    "n",     "nan", "inf", "infinity"};
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return same_letters(word, text); });
}

bool may_be_plain(std::string_view text) {
  if (text.empty() || is_reserved(text)) return false;
  if (!is_letter(text[0]) && !begins_ideograph(text[0])) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (begins_ideograph(text[i]))
      i += 2;
    else if (!is_plain_ascii(text[i]))
      return false;
  }
  return true;
}

// A line end of Unicode would end the line for some readers, so it is escaped like control
// characters. Two bytes C2 80..9F and the three bytes E2 80 A8..A9, EF BB BF.
std::string quoted(const std::string& text) {
  std::string out;
  const std::string json = print_json(text);
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string_view rest = std::string_view(json).substr(i);
    if (rest.starts_with("\xE2\x80\xA8")) {
      out += "\\u2028", i += 2;
    } else if (rest.starts_with("\xE2\x80\xA9")) {
      out += "\\u2029", i += 2;
    } else if (rest.starts_with("\xEF\xBB\xBF")) {
      out += "\\uFEFF", i += 2;
    } else if (rest.starts_with("\xC2\x85")) {
      out += "\\u0085", i += 1;
    } else {
      out += json[i];
    }
  }
  return out;
}

std::string text_line(const std::string& text) { return may_be_plain(text) ? text : quoted(text); }

}  // namespace

std::string yaml_line(const Json& value) {
  if (value.is_string()) return text_line(value.get_ref<const std::string&>());
  if (value.is_array()) {
    std::string out;
    for (const Json& item : value) out += (out.empty() ? "" : ", ") + yaml_line(item);
    return "[" + out + "]";
  }
  if (value.is_object()) {
    std::map<std::string_view, const Json*> members;
    for (const auto& [name, member] : value.items()) members[name] = &member;
    std::string out;
    for (const auto& [name, member] : members)
      out += (out.empty() ? "" : ", ") + text_line(std::string(name)) + ": " + yaml_line(*member);
    return "{" + out + "}";
  }
  return print_json(value);
}

}  // namespace virga
