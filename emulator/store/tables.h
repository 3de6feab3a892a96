// How the tables of documents and the statements about them are called, for the sources of Store.
#pragma once

#include <string>
#include <string_view>

#include "store/kind.h"

namespace virga {

inline std::string table_of(const Kind& kind) {
  return "\"" + std::string(kind.service) + "/" + std::string(kind.name) + "\"";
}

inline std::string column_of(std::string_view member) { return "\"" + std::string(member) + "\""; }

inline constexpr auto kWhole = "seq > 0";  // holds for every document

// The statements that are alike for every call about a kind.
enum Use : int {
  kFind,
  kPut,
  kErase,
  kClear,
  kSizes,
  kCopy,
  kKeep,
  kForget,
  kEraseChanged,
  kIsTaken,
  kPutBack,
  kPutBackAnew
};

}  // namespace virga
