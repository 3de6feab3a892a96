// Scenario files with one thing wrong in each.
#pragma once

#include <string>
#include <vector>

namespace virga {

struct Mutant {
  enum class Kind {
    kKey,      // a key is misspelt, or is none where every word may be one
    kType,     // a value is of another type
    kNothing,  // a value is missing
    kWord,     // a word, a number or an amount is misspelt
    kNoYaml,   // where a document of the user's stands and every value would do
  };

  Kind kind;
  std::string text;  // the whole file
  int line;          // where the mistake is
  int column;
  std::string change;  // "at.calls: first 1 -> xfirst 1"
};

// Each key and each value of the file changed, one at a time. The file has to be a scenario.
std::vector<Mutant> mutants_of(const std::string& text);

}  // namespace virga
