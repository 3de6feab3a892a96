// Metrics in the text format of Prometheus
// (https://prometheus.io/docs/instrumenting/exposition_formats/).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace virga {

class Exposition {
 public:
  using Label = std::pair<std::string_view, std::string_view>;
  using Labels = std::initializer_list<Label>;

  // Begins a family: "counter", "gauge" or "histogram". What follows belongs to it.
  void family(std::string_view name, std::string_view type, std::string_view help);
  void sample(Labels labels, double value) { sample("", labels, value); }
  void sample(std::string_view suffix, Labels labels, double value);  // "_bucket", "_sum", …

  static std::string number(double value);  // as the format writes one

  const std::string& text() const { return text_; }

 private:
  std::string family_;
  std::string text_;
};

}  // namespace virga
