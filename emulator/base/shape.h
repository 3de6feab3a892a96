// The declared members of a JSON object: answers, stored documents and fixtures are held against
// the same tables.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/json.h"

namespace virga {

enum class Type { kString, kInt32, kInt64, kDouble, kBool, kDateTime, kArray, kObject };

std::string_view type_name(Type type);  // "string", "int32", … as documentation writes them

struct Member {
  std::string_view name;
  Type type = Type::kString;
  bool nullable = false;                 // null or absent is legal
  Type items = Type::kString;            // of an array's elements
  std::span<const Member> members = {};  // of an object, or of an array's objects
  bool indexed = false;                  // a document's member that queries may use
  bool hidden = false;                   // kept in the store, never in an answer
  bool few = false;  // indexed, with a handful of values: an index would find too much
};

using Shape = std::span<const Member>;

// The visible members of `document`, in declared order, null where it has none.
Json project(Shape shape, const Json& document);

// What of `value` breaks the shape: "sim_cards[0].iccid: string expected"; "" when nothing does.
// An object may hold nothing that is not declared; what is not nullable has to be there.
std::string mismatch(Shape shape, const Json& object);
std::string mismatch(Type type, Type items, Shape members, const Json& value,
                     const std::string& path);

}  // namespace virga
