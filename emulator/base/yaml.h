// Strict YAML with places: what files of the user are read through, so that every mistake has a
// line and a column.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/json.h"

namespace virga {

// One thing wrong in one file. Lines and columns count from 1.
struct Mistake {
  std::string file;
  int line = 1;
  int column = 1;
  std::string message;

  std::string text() const;  // file:line:column: message
};

// A node of a YAML document. JSON text is YAML too.
struct Yaml {
  enum class Kind { kNull, kScalar, kList, kMap };
  struct Member;  // a key and its value

  Kind kind = Kind::kNull;
  int line = 1;
  int column = 1;
  std::string text;    // of a scalar
  bool plain = false;  // a scalar without quotes, so `12` may be a number
  std::vector<Yaml> items;
  std::vector<Member> members;  // in file order; keys are scalars, none twice

  const Yaml* find(std::string_view key) const;

  // YAML 1.2 core schema: a plain scalar may be an integer, a number or a boolean; a quoted one is
  // text.
  std::optional<std::int64_t> integer() const;
  std::optional<double> number() const;
  std::optional<bool> boolean() const;
  bool is_scalar() const { return kind == Kind::kScalar; }
  bool is_list() const { return kind == Kind::kList; }
  bool is_map() const { return kind == Kind::kMap; }

  Json json() const;
};

struct Yaml::Member {
  Yaml key;
  Yaml value;
};

// Collects what is wrong in one file.
class Mistakes {
 public:
  explicit Mistakes(std::string file) : file_(std::move(file)) {}

  void add(const Yaml& where, std::string message) {
    add(where.line, where.column, std::move(message));
  }
  void add(int line, int column, std::string message);
  bool empty() const { return list_.empty(); }
  const std::string& file() const { return file_; }
  const std::vector<Mistake>& list() const { return list_; }  // in file order
  std::string text() const;                                   // a line each

 private:
  std::string file_;
  std::vector<Mistake> list_;
};

// One document of at most 1 MiB; duplicate keys, keys that are no scalars, more than 100 levels and
// alias expansion beyond 100,000 nodes are mistakes. Nothing when the text cannot be read at all;
// then a mistake says why.
std::optional<Yaml> parse_yaml(std::string_view text, Mistakes& mistakes);

// Complains about every member of `map` that is not among `known`, and when `map` is no mapping at
// all. `what` names the thing in messages: "a rule", "an account". Returns whether `map` is a
// mapping.
bool expect_members(const Yaml& map, std::string_view what,
                    const std::vector<std::string_view>& known, Mistakes& mistakes);

}  // namespace virga
