// Runs while Virga is built: reads fixtures/demo.yaml and writes the source that holds it as a
// table. The YAML library takes longer to read that file than everything else a start does.
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

#include "base/yaml.h"

namespace virga {
namespace {

constexpr std::string_view kKinds[] = {"kNull", "kScalar", "kList", "kMap"};

// As the inside of a literal; octal, because a hexadecimal escape has no end of its own.
std::string literal(std::string_view text) {
  static constexpr char kOctal[] = "01234567";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= ' ' && byte < 0x7F && c != '"' && c != '\\' && c != '?') {
      out += c;
    } else {
      out += '\\';
      for (const int shift : {6, 3, 0}) out += kOctal[(byte >> shift) & 7];
    }
  }
  return out;
}

class Writer {
 public:
  void add(const Yaml& node) {
    const std::size_t size = node.is_list()  ? node.items.size()
                             : node.is_map() ? node.members.size()
                                             : node.text.size();
    rows_ << "    {Yaml::Kind::" << kKinds[static_cast<std::size_t>(node.kind)] << ", "
          << (node.plain ? "true" : "false") << ", " << node.column << ", " << node.line << ", "
          << size << "},\n";
    if (!node.is_list() && !node.is_map() && size > 0)
      texts_ << "    \"" << literal(node.text) << "\"\n";
    for (const Yaml& item : node.items) add(item);
    for (const auto& [key, value] : node.members) {
      add(key);
      add(value);
    }
  }

  std::string source() const {
    return "// Written by the build from fixtures/demo.yaml.\n"
           "#include \"base/yaml_table.h\"\n#include \"world/fixture.h\"\n\n"
           "namespace virga {\nnamespace {\n\n"
           "constexpr YamlRow kRows[] = {\n" +
           rows_.str() + "};\n\nconstexpr char kTexts[] =\n" + texts_.str() +
           ";\n\n}  // namespace\n\n"
           "Yaml demo_fixture() { return grow(kRows, {kTexts, sizeof kTexts - 1}); }\n\n"
           "}  // namespace virga\n";
  }

 private:
  std::ostringstream rows_;
  std::ostringstream texts_;
};

int write(const char* from, const char* to) {
  std::ostringstream text;
  text << std::ifstream(from, std::ios::binary).rdbuf();
  Mistakes mistakes(from);
  const auto root = parse_yaml(text.str(), mistakes);
  if (!root || !mistakes.empty()) {
    std::cerr << mistakes.text();
    return 1;
  }
  Writer writer;
  writer.add(*root);
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  out << writer.source();
  out.close();
  if (out.good()) return 0;
  std::cerr << "cannot write " << to << "\n";
  return 1;
}

}  // namespace
}  // namespace virga

int main(int argc, char** argv) { return argc == 3 ? virga::write(argv[1], argv[2]) : 2; }
