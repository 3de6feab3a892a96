#include "world/fixture_text.h"

#include "base/yaml_writer.h"

namespace virga {
namespace {

std::string document_text(const Kind& kind, const Json& document) {
  std::string out;
  for (const Member& member : kind.members) {
    const auto found = document.find(member.name);
    if (found == document.end()) continue;
    out += (out.empty() ? "    - " : "      ") + std::string(member.name) + ": " +
           yaml_line(*found) + "\n";
  }
  return out;
}

std::string kind_text(const Kind& kind, const Store& store) {
  std::string out;
  for (const Json& document : store.list(kind)) out += document_text(kind, document);
  return out.empty() ? out : "  " + std::string(kind.name) + ":\n" + out;
}

}  // namespace

std::string fixture_text(const Catalog& catalog, const Store& store) {
  std::string out = "format: 1\n";
  for (const Service& service : catalog.services()) {
    std::string kinds;
    for (const Kind* kind : service.kinds)
      if (!kind->internal) kinds += kind_text(*kind, store);
    if (!kinds.empty()) out += "\n" + std::string(service.name) + ":\n" + kinds;
  }
  return out;
}

}  // namespace virga
