#include "base/yaml_table.h"

namespace virga {
namespace {

class Grower {
 public:
  Grower(std::span<const YamlRow> rows, std::string_view texts) : rows_(rows), texts_(texts) {}

  Yaml next() {
    const YamlRow& row = rows_.front();
    rows_ = rows_.subspan(1);
    Yaml node;
    node.kind = row.kind;
    node.plain = row.plain;
    node.line = static_cast<int>(row.line);
    node.column = row.column;
    if (row.kind == Yaml::Kind::kList) {
      node.items.reserve(row.size);
      for (std::uint32_t i = 0; i < row.size; ++i) node.items.push_back(next());
    } else if (row.kind == Yaml::Kind::kMap) {
      node.members.reserve(row.size);
      for (std::uint32_t i = 0; i < row.size; ++i) {
        Yaml key = next();
        node.members.emplace_back(std::move(key), next());
      }
    } else {
      node.text = texts_.substr(0, row.size);
      texts_.remove_prefix(row.size);
    }
    return node;
  }

 private:
  std::span<const YamlRow> rows_;
  std::string_view texts_;
};

}  // namespace

Yaml grow(std::span<const YamlRow> rows, std::string_view texts) {
  return Grower(rows, texts).next();
}

}  // namespace virga
