// Stored texts as JSON values, the ones read lately without parsing them again.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "base/json.h"

namespace virga {

// A document to look at. Whoever holds it keeps it as it was read, whatever is stored meanwhile.
using Document = std::shared_ptr<const Json>;

// What is kept is found by the whole text and parsing is a function of the text alone, so nothing
// here can be out of date: not after a rollback, not in another world. Needs a lock around it.
class ParsedTexts {
 public:
  Document parse(std::string_view text);  // the text was printed by us, so it parses

 private:
  static constexpr std::size_t kSlots = 256;
  static constexpr std::size_t kLongest = 8 << 10;  // a longer text is parsed each time

  struct Slot {
    std::string text;
    Document value;
  };
  std::array<Slot, kSlots> slots_;  // by the hash of the text; the newest stays
};

}  // namespace virga
