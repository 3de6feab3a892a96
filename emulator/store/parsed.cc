#include "store/parsed.h"

#include <functional>

namespace virga {

Document ParsedTexts::parse(std::string_view text) {
  const auto parsed = [text] {
    return std::make_shared<const Json>(Json::parse(text.begin(), text.end()));
  };
  if (text.size() > kLongest) return parsed();
  Slot& slot = slots_[std::hash<std::string_view>()(text) % kSlots];
  if (slot.value == nullptr || slot.text != text) {
    slot.value = parsed();
    slot.text = text;
  }
  return slot.value;
}

}  // namespace virga
