#include "scenario/corruption.h"

#include "base/json.h"

namespace virga {
namespace {

// Stands in the printed text for what cannot be printed.
constexpr std::string_view kMark = "\x01mark\x01";

// The last value that is no object or array; in the envelopes of the clouds the last ones are the
// operation's own. nullptr: there is none.
Json* last_leaf(Json& value) {
  if (!value.is_structured()) return &value;
  for (auto each = value.rbegin(); each != value.rend(); ++each)
    if (Json* leaf = last_leaf(*each)) return leaf;
  return nullptr;
}

Json* last_text(Json& value) {
  if (value.is_string()) return &value;
  if (!value.is_structured()) return nullptr;
  for (auto each = value.rbegin(); each != value.rend(); ++each)
    if (Json* text = last_text(*each)) return text;
  return nullptr;
}

// The object that has the last member which is no object itself.
Json* last_object(Json& value) {
  if (!value.is_structured()) return nullptr;
  for (auto each = value.rbegin(); each != value.rend(); ++each)
    if (Json* object = last_object(*each)) return object;
  return value.is_object() && !value.empty() ? &value : nullptr;
}

std::string with_mark_as(const Json& document, std::string_view text) {
  std::string printed = print_json(document);
  const std::string mark = print_json(Json(std::string(kMark)));
  printed.replace(printed.find(mark), mark.size(), text);
  return printed;
}

std::optional<std::string> with_last_leaf_as(Json document, std::string_view text) {
  Json* leaf = last_leaf(document);
  if (leaf == nullptr) return std::nullopt;
  *leaf = std::string(kMark);
  return with_mark_as(document, text);
}

std::optional<std::string> of_wrong_type(Json document) {
  Json* leaf = last_leaf(document);
  if (leaf == nullptr) return std::nullopt;
  if (leaf->is_string())
    *leaf = static_cast<std::int64_t>(leaf->get_ref<const std::string&>().size());
  else
    *leaf = print_json(*leaf);
  return print_json(document);
}

std::optional<std::string> with_bad_utf8(Json document) {
  Json* text = last_text(document);
  if (text == nullptr) return std::nullopt;
  const std::string rest = print_json(*text);  // "…" with its quotes
  *text = std::string(kMark);
  return with_mark_as(document, "\"\xFF" + rest.substr(1));
}

std::optional<std::string> with_member_twice(Json document) {
  Json* object = last_object(document);
  if (object == nullptr) return std::nullopt;
  const auto last = std::prev(object->end());
  const std::string value = print_json(last.value()), key = print_json(Json(last.key()));
  last.value() = std::string(kMark);
  return with_mark_as(document, value + "," + key + ":" + value);
}

}  // namespace

std::optional<std::string> corrupted(std::string_view body, Corruption corruption) {
  const auto document = parse_json(body);
  if (!document) return std::nullopt;
  switch (corruption) {
    case Corruption::kUnclosed: {
      if (!document->is_structured()) return std::nullopt;
      const auto bracket = body.find_last_of("}]");
      return std::string(body.substr(0, bracket)) + std::string(body.substr(bracket + 1));
    }
    case Corruption::kNan: return with_last_leaf_as(*document, "NaN");
    case Corruption::kDuplicateKey: return with_member_twice(*document);
    case Corruption::kBadUtf8: return with_bad_utf8(*document);
    case Corruption::kBom: return "\xEF\xBB\xBF" + std::string(body);
    case Corruption::kWrongType: return of_wrong_type(*document);
  }
  return std::nullopt;
}

}  // namespace virga
