#include "scenarios/mutants.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string_view>

#include "base/yaml.h"

namespace virga {
namespace {

using Path = std::vector<std::string>;  // the keys from the top; items of a list add none
using Kind = Mutant::Kind;

bool ends_with(const Path& path, std::size_t from_end, std::string_view key) {
  return path.size() >= from_end && path[path.size() - from_end] == key;
}

bool in_document(const Path& path) {
  return std::find(path.begin(), path.end(), "body") != path.end() && path.back() != "body";
}

// Values of which every text is right.
bool is_free_text(const Path& path) {
  static const std::set<std::string, std::less<>> kFree = {
      "name", "id", "description", "body", "type", "wrong_content_type", "matches", "in", "not"};
  return kFree.contains(path.back()) || ends_with(path, 2, "with") ||
         ends_with(path, 2, "headers") || ends_with(path, 2, "params");
}

class Mutator {
 public:
  explicit Mutator(const std::string& text) : text_(text) {}

  std::vector<Mutant> run(const Yaml& top) {
    walk(top);
    return std::move(mutants_);
  }

 private:
  void walk(const Yaml& node) {
    for (const auto& [key, value] : node.members) {
      path_.push_back(key.text);
      change_key(key);
      change_value(value, key.line < value.line ? key : value);
      path_.pop_back();
    }
    for (const Yaml& item : node.items) change_value(item, item);
  }

  void change_key(const Yaml& key) {
    const std::size_t begin = begin_of(key), end = end_of(key);
    if (in_document(path_))
      replace(Kind::kNoYaml, key, begin, end, "[1]");
    else if (ends_with(path_, 2, "headers"))  // any word names a header, two words do not
      replace(Kind::kKey, key, begin, begin, "x ");
    else
      replace(Kind::kKey, key, begin, begin, "x");
  }

  // `place`: where the reader has nothing stand in place of the value.
  void change_value(const Yaml& value, const Yaml& place) {
    const std::size_t begin = begin_of(value), end = end_of(value);
    if (in_document(path_)) {
      replace(Kind::kNoYaml, value, begin, end, "*nowhere");
    } else {
      replace(Kind::kNothing, place, begin, end, "~");
      // A body may be of any type.
      if (path_.back() != "body") replace(Kind::kType, value, begin, end, of_another_type(value));
      if (value.is_scalar() && !is_free_text(path_))
        replace(Kind::kWord, value, begin + (is_quoted(begin) ? 1 : 0), begin, "x y");
    }
    walk(value);
  }

  // Conditions may be plain values, and lists of them.
  const char* of_another_type(const Yaml& value) const {
    if (value.is_scalar()) return "{x: 1}";
    const bool condition =
        ends_with(path_, 2, "params") || ends_with(path_, 2, "headers") || path_.back() == "any_of";
    return condition ? "[{x: 1}]" : "7";
  }

  void replace(Kind kind, const Yaml& at, std::size_t begin, std::size_t end,
               const std::string& by) {
    end = std::max(begin, end);
    std::string change;
    for (const std::string& key : path_) (change += change.empty() ? "" : ".") += key;
    change += ": " + text_.substr(begin, end - begin) + " -> " + by;
    mutants_.push_back({kind, text_.substr(0, begin) + by + text_.substr(end), at.line, at.column,
                        std::move(change)});
  }

  std::size_t begin_of(const Yaml& node) const {
    std::size_t begin = 0;
    for (int line = 1; line < node.line; ++line) begin = text_.find('\n', begin) + 1;
    return begin + static_cast<std::size_t>(node.column - 1);
  }

  bool is_quoted(std::size_t at) const { return text_[at] == '"' || text_[at] == '\''; }

  // Behind the last character of the node, as it is written.
  std::size_t end_of(const Yaml& node) const {
    const std::size_t begin = begin_of(node);
    if (is_quoted(begin)) return text_.find(text_[begin], begin + 1) + 1;
    if (text_[begin] == '[' || text_[begin] == '{') return behind_bracket(begin);
    if (text_[begin] == '>') return behind_block(begin);
    if (!node.members.empty()) return end_of(node.members.back().value);
    if (!node.items.empty()) return end_of(node.items.back());
    REQUIRE(text_.substr(begin, node.text.size()) == node.text);
    return begin + node.text.size();
  }

  std::size_t behind_bracket(std::size_t begin) const {
    int depth = 0;
    for (std::size_t at = begin;; ++at) {
      if (is_quoted(at)) at = text_.find(text_[at], at + 1);
      if (text_[at] == '[' || text_[at] == '{') ++depth;
      if ((text_[at] == ']' || text_[at] == '}') && --depth == 0) return at + 1;
    }
  }

  // Blocks stand at the top, so the first line that is not set in is not of them.
  std::size_t behind_block(std::size_t begin) const {
    std::size_t end = text_.find('\n', begin);
    while (text_[end + 1] == ' ') end = text_.find('\n', end + 1);
    return end;
  }

  const std::string& text_;
  Path path_;
  std::vector<Mutant> mutants_;
};

}  // namespace

std::vector<Mutant> mutants_of(const std::string& text) {
  Mistakes none("none");
  const auto top = parse_yaml(text, none);
  REQUIRE(top);
  return Mutator(text).run(*top);
}

}  // namespace virga
