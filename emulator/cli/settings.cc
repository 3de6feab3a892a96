#include "cli/settings.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "base/spelling.h"
#include "base/text.h"

namespace virga::cli {
namespace {

bool is_switch(const CLI::Option& flag) { return flag.get_items_expected_max() == 0; }

// All but --help, which no other place can ask for.
std::vector<CLI::Option*> flags_of(CLI::App& command) {
  std::vector<CLI::Option*> flags;
  for (CLI::Option* flag : command.get_options())
    if (!flag->get_lnames().empty() && flag != command.get_help_ptr()) flags.push_back(flag);
  return flags;
}

// What the library objects to, without the name of the flag: that is not what the user wrote.
std::string objection_to(CLI::Option& flag, const std::vector<std::string>& values) {
  try {
    for (const std::string& value : values) flag.add_result(value);
    flag.run_callback();
    return {};
  } catch (const CLI::ConversionError&) {
    return "\"" + values.back() + "\" is " +
           (is_switch(flag) ? "neither true nor false" : "no number that fits");
  } catch (const CLI::ParseError& error) {
    const std::string name = "--" + flag.get_lnames().front() + ": ", what = error.what();
    return what.starts_with(name) ? what.substr(name.size()) : what;
  }
}

const CLI::Option* excluder_of(const CLI::Option& flag) {
  for (const CLI::Option* other : flag.get_excludes())
    if (other->count() > 0) return other;
  return nullptr;
}

// ---- the configuration file

bool is_among_types(const CLI::Option& flag, std::initializer_list<std::string_view> names) {
  const std::string type = flag.get_type_name();
  return std::find(names.begin(), names.end(), type.substr(0, type.find(':'))) != names.end();
}

std::string type_mistake(const CLI::Option& flag, const Yaml& value) {
  if (is_switch(flag)) return value.boolean() ? "" : "true or false is expected";
  if (!value.is_scalar()) return "one value is expected";
  if (is_among_types(flag, {"INT", "UINT"}) && !value.integer())
    return "a whole number is expected";
  return {};
}

std::string path_beside(const std::string& configuration, const std::string& path) {
  return (std::filesystem::path(configuration).parent_path() / path).string();
}

// A list, where the flag may be given several times, or one value.
std::vector<const Yaml*> values_in(const CLI::Option& flag, const Yaml& value) {
  if (!value.is_list() || flag.get_items_expected_max() <= 1) return {&value};
  std::vector<const Yaml*> values;
  for (const Yaml& item : value.items) values.push_back(&item);
  return values;
}

void take_member(CLI::Option& flag, const Yaml::Member& member, Mistakes& mistakes) {
  const bool had = flag.count() > 0;
  std::vector<std::string> texts;
  for (const Yaml* value : values_in(flag, member.value)) {
    if (const std::string wrong = type_mistake(flag, *value); !wrong.empty())
      return mistakes.add(*value, member.key.text + ": " + wrong);
    texts.push_back(is_among_types(flag, {"FILE"}) ? path_beside(mistakes.file(), value->text)
                                                   : value->text);
  }
  if (had || excluder_of(flag) != nullptr || texts.empty()) return;
  flag.delimiter('\0');  // what is a list in the file needs no commas
  if (const std::string wrong = objection_to(flag, texts); !wrong.empty())
    mistakes.add(member.value, member.key.text + ": " + wrong);
}

}  // namespace

std::string variable_of(const CLI::Option& flag) {
  std::string name = "VIRGA_" + upper(flag.get_lnames().front());
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string take_environment(CLI::App& command) {
  std::vector<CLI::Option*> waiting;  // those that no flag has spoken for
  for (CLI::Option* flag : flags_of(command))
    if (flag->count() == 0 && excluder_of(*flag) == nullptr) waiting.push_back(flag);
  for (CLI::Option* flag : waiting) {
    const std::string variable = variable_of(*flag);
    const char* value = std::getenv(variable.c_str());
    if (value == nullptr || *value == '\0') continue;
    if (const CLI::Option* other = excluder_of(*flag))
      return variable + " does not go with " + variable_of(*other);
    if (const std::string wrong = objection_to(*flag, {value}); !wrong.empty())
      return variable + ": " + wrong;
  }
  return {};
}

void take_file(CLI::App& command, const std::string& text, Mistakes& mistakes) {
  const auto root = parse_yaml(text, mistakes);
  if (!root) return;
  std::vector<CLI::Option*> flags = flags_of(command);
  std::erase_if(flags, [](const CLI::Option* flag) { return flag->check_name(kConfigFlag); });
  std::vector<std::string_view> known;
  for (const CLI::Option* flag : flags) known.push_back(flag->get_lnames().front());
  if (!expect_members(*root, "the configuration", known, mistakes)) return;
  for (const Yaml::Member& member : root->members)
    for (CLI::Option* flag : flags)
      if (flag->get_lnames().front() == member.key.text) take_member(*flag, member, mistakes);
}

}  // namespace virga::cli
