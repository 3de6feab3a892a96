#include "coverage/words.h"

#include <algorithm>

namespace virga {
namespace {

constexpr std::size_t kWidth = 100;

}  // namespace

std::string counted(std::int64_t count, std::string_view thing) {
  return std::to_string(count) + " " + std::string(thing) + (count == 1 ? "" : "s");
}

std::string name_in(const ServiceCoverage& service, const OperationCoverage& operation) {
  const auto namesakes =
      std::count_if(service.operations.begin(), service.operations.end(),
                    [&](const OperationCoverage& other) { return other.name == operation.name; });
  return namesakes == 1 ? operation.name : operation.name + " (" + operation.route + ")";
}

std::string use_of(const OperationCoverage& operation) {
  return counted(operation.calls, "call") + ", " + std::to_string(operation.used.size()) + " of " +
         counted(static_cast<std::int64_t>(operation.used.size() + operation.unused.size()),
                 "parameter");
}

std::vector<std::string> unseen_codes(const std::vector<ErrorCoverage>& errors,
                                      std::string_view otherwise) {
  std::vector<std::string> codes;
  for (const ErrorCoverage& error : errors)
    if (!error.seen()) codes.push_back(error.code);
  if (codes.empty()) codes.emplace_back(otherwise);
  return codes;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) (text += text.empty() ? "" : ", ") += word;
  return text;
}

std::string wrapped(const std::string& head, const std::vector<std::string>& words) {
  std::string text, line = "  " + head;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::string word = words[i] + (i + 1 < words.size() ? ", " : "");
    if (line.find_first_not_of(' ') != std::string::npos && line.size() + word.size() > kWidth) {
      text += line.substr(0, line.find_last_not_of(' ') + 1) + "\n";
      line = head.empty() ? "  " : "    ";
    }
    line += word;
  }
  return text + line + "\n";
}

}  // namespace virga
