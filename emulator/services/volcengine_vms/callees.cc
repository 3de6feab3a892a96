#include "services/volcengine_vms/callees.h"

#include "base/text.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

// Newer clients send variables as JSON text, older ones as an object, and some the text under the
// older name. Nothing when it is no object.
std::optional<Json> variables_of(const Json& item) {
  for (const char* name : {"PhoneParamJson", "PhoneParam"}) {
    const auto found = item.find(name);
    if (found == item.end() || found->is_null() || *found == "") continue;
    if (found->is_object()) return *found;
    if (!found->is_string()) return std::nullopt;
    const auto parsed = parse_json(found->get_ref<const std::string&>());
    return parsed && parsed->is_object() ? parsed : std::nullopt;
  }
  return Json::object();
}

// Variables are written #name# [doc].
bool all_given(const std::string& content, const Json& variables) {
  const auto parts = split(content, '#');
  for (std::size_t i = 1; i + 1 < parts.size(); i += 2)
    if (!variables.contains(std::string(parts[i]))) return false;
  return true;
}

}  // namespace

bool is_callable(const std::string& phone) {
  if (!is_digits(phone)) return false;
  if (phone.front() == '1') return phone.size() == 11;
  return phone.front() == '0' && phone.size() >= 10 && phone.size() <= 12;
}

std::optional<ItemFailure> failure_of(const Json& item, std::int64_t type,
                                      const Document& resource) {
  if (!is_callable(text_of(item, "Phone"))) return kInvalidPhone;
  const auto variables = variables_of(item);
  if (!variables) return kNotJson;
  if (type == 3 && text_of(item, "TtsContent").empty()) return kEmptyTts;
  if (type == 1 && resource && !all_given(text_of(*resource, "TtsTemplateContent"), *variables))
    return kVariablesLeft;
  return std::nullopt;
}

}  // namespace virga::vms
