#include "fuzz/places.h"

#include "base/text.h"
#include "fuzz/promise.h"

namespace virga::fuzz {

void hold_places(std::string_view text, bool was_read, const Mistakes& mistakes) {
  promise(was_read == mistakes.empty(), "a file is read exactly when there is no mistake in it",
          mistakes.text());
  const auto lines = split(text, '\n');
  for (const Mistake& mistake : mistakes.list()) {
    const auto line = static_cast<std::size_t>(mistake.line);
    const auto column = static_cast<std::size_t>(mistake.column);
    promise(!mistake.message.empty(), "a mistake says what is wrong", mistake.text());
    promise(mistake.line >= 1 && line <= lines.size(), "a mistake is on a line of the text",
            mistake.text());
    promise(mistake.column >= 1 && column <= lines[line - 1].size() + 1,
            "a mistake is in its line or right behind it", mistake.text());
  }
}

}  // namespace virga::fuzz
