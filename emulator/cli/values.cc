#include "cli/values.h"

#include <algorithm>
#include <charconv>
#include <set>

#include "base/spelling.h"
#include "scenario/duration.h"
#include "services/services.h"

namespace virga::cli {
namespace {

std::string joined(const std::vector<std::string>& words, const char* between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

// All of them where they fit a line.
std::string objection(const std::string& given, const std::vector<std::string>& words) {
  constexpr std::size_t kFew = 8;
  const std::string known = words.size() <= kFew ? " of " + joined(words, ", ") : "";
  return "\"" + given + "\" is none" + known +
         did_you_mean(given, std::vector<std::string_view>(words.begin(), words.end()));
}

}  // namespace

// Described as CLI::IsMember describes itself, so that both are read alike.
CLI::Validator among(std::vector<std::string> words) {
  const std::string description = "{" + joined(words, ",") + "}";
  return {[words = std::move(words)](std::string& given) {
            const bool known = std::find(words.begin(), words.end(), given) != words.end();
            return known ? std::string() : objection(given, words);
          },
          description};
}

CLI::Validator whole_number(std::uint64_t most) {
  return {[most](std::string& given) {
            std::uint64_t number = 0;
            const char* end = given.data() + given.size();
            const auto [behind, error] = std::from_chars(given.data(), end, number);
            if (error == std::errc() && behind == end && number <= most) return std::string();
            return "\"" + given + "\" is no whole number from 0 to " + std::to_string(most);
          },
          ""};
}

CLI::Validator span() {
  return {[](std::string& given) {
            Mistakes mistakes("");
            return parse_duration(given, mistakes) ? std::string()
                                                   : mistakes.list().front().message;
          },
          ""};
}

std::vector<std::string> service_names() {
  std::vector<std::string> names;
  for (const Service& service : all_services()) names.emplace_back(service.name);
  return names;
}

std::vector<std::string> operation_names() {
  std::set<std::string> names;  // some are in several versions
  for (const Service& service : all_services())
    for (const auto& group : service.operations)
      for (const Operation& operation : group) names.emplace(operation.name);
  return {names.begin(), names.end()};
}

std::vector<std::string> callback_names() {
  std::vector<std::string> names;
  for (const Service& service : all_services())
    for (const Callback& callback : service.callbacks) names.emplace_back(callback.message.name);
  return names;
}

}  // namespace virga::cli
