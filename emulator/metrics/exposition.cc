#include "metrics/exposition.h"

#include <array>
#include <cstdio>
#include <utility>

namespace virga {
namespace {

std::string quoted(std::string_view value) {
  std::string text = "\"";
  for (const char c : value) {
    if (c == '\n') {
      text += "\\n";
      continue;
    }
    if (c == '"' || c == '\\') text += '\\';
    text += c;
  }
  return text + "\"";
}

}  // namespace

std::string Exposition::number(double value) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.15g", value);
  return digits.data();
}

void Exposition::family(std::string_view name, std::string_view type, std::string_view help) {
  family_ = name;
  text_ += "# HELP " + family_ + " " + std::string(help) + "\n# TYPE " + family_ + " " +
           std::string(type) + "\n";
}

void Exposition::sample(std::string_view suffix, Labels labels, double value) {
  text_ += family_;
  text_ += suffix;
  char before = '{';
  for (const auto& [name, text] : labels) {
    text_ += std::exchange(before, ',');
    text_ += name;
    text_ += '=';
    text_ += quoted(text);
  }
  if (labels.size() > 0) text_ += '}';
  text_ += " " + number(value) + "\n";
}

}  // namespace virga
