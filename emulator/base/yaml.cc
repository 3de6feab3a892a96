#include "base/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <functional>
#include <set>
#include <sstream>
#include <tuple>

#include "base/spelling.h"
#include "base/text.h"

namespace virga {
namespace {

constexpr std::size_t kLargestFile = 1 << 20;
constexpr std::size_t kMostNodes = 100'000;
constexpr int kDeepest = 100;  // as of JSON

// Copies the library's tree, in which aliases share nodes, into values; the count stops alias
// bombs, the depth a node that holds itself.
class Reader {
 public:
  explicit Reader(Mistakes& mistakes) : mistakes_(mistakes) {}

  Yaml read(const YAML::Node& from) {
    Yaml to;
    if (!from.Mark().is_null()) {
      to.line = last_line_ = from.Mark().line + 1;
      to.column = last_column_ = from.Mark().column + 1;
    } else {  // an empty value has no place of its own: it stands behind the last thing read
      to.line = last_line_;
      to.column = last_column_;
    }
    if (++count_ > kMostNodes) {
      if (count_ == kMostNodes + 1) mistakes_.add(to, "too many nodes once aliases are expanded");
      return to;
    }
    const bool list_or_map = from.IsSequence() || from.IsMap();
    if (list_or_map && depth_ == kDeepest) {
      mistakes_.add(to, "nested deeper than " + std::to_string(kDeepest) + " levels");
      count_ = kMostNodes + 1;  // read no further
      return to;
    }
    if (list_or_map) ++depth_;
    switch (from.Type()) {
      case YAML::NodeType::Scalar: read_scalar(from, to); break;
      case YAML::NodeType::Sequence:
        to.kind = Yaml::Kind::kList;
        for (const auto& item : from) {
          if (count_ > kMostNodes) break;
          to.items.push_back(read(item));
        }
        break;
      case YAML::NodeType::Map: read_map(from, to); break;
      default: break;
    }
    if (list_or_map) --depth_;
    return to;
  }

 private:
  static void read_scalar(const YAML::Node& from, Yaml& to) {
    to.text = from.Scalar();
    to.plain = from.Tag() != "!" && from.Tag() != "tag:yaml.org,2002:str";
    const bool null = to.plain && (to.text.empty() || to.text == "null" || to.text == "~" ||
                                   to.text == "Null" || to.text == "NULL");
    to.kind = null ? Yaml::Kind::kNull : Yaml::Kind::kScalar;
  }

  void read_map(const YAML::Node& from, Yaml& to) {
    to.kind = Yaml::Kind::kMap;
    std::set<std::string, std::less<>> names;
    for (const auto& member : from) {
      if (count_ > kMostNodes) return;
      Yaml key = read(member.first);
      Yaml value = read(member.second);
      if (value.kind == Yaml::Kind::kNull && value.line > key.line) {
        value.line = key.line;  // the library has an empty value stand where the next thing begins
        value.column = key.column;
      }
      if (!key.is_scalar())
        mistakes_.add(key, "a key has to be plain text");
      else if (!names.insert(key.text).second)
        mistakes_.add(key, "\"" + key.text + "\" is given twice");
      else
        to.members.push_back({std::move(key), std::move(value)});
    }
  }

  Mistakes& mistakes_;
  std::size_t count_ = 0;
  int depth_ = 0;
  int last_line_ = 1;
  int last_column_ = 1;
};

// The library takes U+0004 for the end of the file and hands on bytes that are no UTF-8.
bool is_text(std::string_view text, Mistakes& mistakes) {
  int number = 0;
  for (const std::string_view line : split(text, '\n')) {
    ++number;
    const auto control = std::find_if(line.begin(), line.end(), [](char c) {
      return static_cast<unsigned char>(c) < ' ' && c != '\t' && c != '\r';
    });
    if (control != line.end())
      mistakes.add(number, static_cast<int>(control - line.begin()) + 1, "a control character");
    else if (!utf8_length(line))
      mistakes.add(number, 1, "not UTF-8");
    else
      continue;
    return false;
  }
  return true;
}

// Where the first node of a document stands.
class FirstNode : public YAML::EventHandler {
 public:
  const YAML::Mark& place() const { return place_; }

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override { note(mark); }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { note(mark); }
  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                const std::string&) override {
    note(mark);
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                       YAML::EmitterStyle::value) override {
    note(mark);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t,
                  YAML::EmitterStyle::value) override {
    note(mark);
  }
  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnSequenceEnd() override {}
  void OnMapEnd() override {}

 private:
  void note(const YAML::Mark& mark) {
    if (place_.is_null()) place_ = mark;
  }

  YAML::Mark place_ = YAML::Mark::null_mark();
};

// Of a comma that belongs to nothing the library makes an empty document and does not go past it:
// it would load documents for ever.
bool is_one_document(const std::string& text, Mistakes& mistakes) {
  std::istringstream stream(text);
  YAML::Parser parser(stream);
  FirstNode first, second;
  if (!parser.HandleNextDocument(first) || !parser.HandleNextDocument(second)) return true;
  const YAML::Mark& place = second.place();
  if (place.pos == first.place().pos)
    mistakes.add(place.line + 1, place.column + 1, "not YAML: this belongs to nothing");
  else
    mistakes.add(place.line + 1, 1, "only one YAML document a file");
  return false;
}

// The column behind the last character of a line: where the text ends inside quotes, yaml-cpp goes
// on counting.
int end_of(std::string_view text, int line) {
  for (int i = 1; i < line; ++i) text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
  return static_cast<int>(std::min(text.size(), text.find('\n'))) + 1;
}

// yaml-cpp quotes characters as they are, the end of the text as one that no terminal shows.
std::string printable(std::string text) {
  std::replace_if(
      text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' '; }, '?');
  return text;
}

// `text` without its plus: the digits of +5, but nothing of +-5.
std::string_view behind_plus(std::string_view text) {
  return text.starts_with('+') && !text.starts_with("+-") ? text.substr(1) : text;
}

}  // namespace

std::string Mistake::text() const {
  return file + ":" + std::to_string(line) + ":" + std::to_string(column) + ": " + message;
}

void Mistakes::add(int line, int column, std::string message) {
  Mistake mistake{file_, line, column, std::move(message)};
  const auto place = [](const Mistake& m) { return std::tie(m.line, m.column); };
  const auto behind =
      std::upper_bound(list_.begin(), list_.end(), mistake,
                       [&](const auto& a, const auto& b) { return place(a) < place(b); });
  list_.insert(behind, std::move(mistake));
}

std::string Mistakes::text() const {
  std::string out;
  for (const Mistake& mistake : list_) out += mistake.text() + "\n";
  return out;
}

const Yaml* Yaml::find(std::string_view key) const {
  for (const auto& [name, value] : members)
    if (name.text == key) return &value;
  return nullptr;
}

std::optional<std::int64_t> Yaml::integer() const {
  if (!is_scalar() || !plain) return std::nullopt;
  return parse_integer(behind_plus(text));
}

std::optional<double> Yaml::number() const {
  if (!is_scalar() || !plain) return std::nullopt;
  return parse_number(behind_plus(text));
}

std::optional<bool> Yaml::boolean() const {
  if (!is_scalar() || !plain) return std::nullopt;
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  return std::nullopt;
}

Json Yaml::json() const {
  switch (kind) {
    case Kind::kNull: return nullptr;
    case Kind::kList: {
      Json list = Json::array();
      for (const Yaml& item : items) list.push_back(item.json());
      return list;
    }
    case Kind::kMap: {
      Json object = Json::object();
      for (const auto& [name, value] : members) object[name.text] = value.json();
      return object;
    }
    case Kind::kScalar: break;
  }
  if (const auto value = boolean()) return *value;
  if (const auto value = integer()) return *value;
  if (const auto value = number()) return *value;
  return text;
}

std::optional<Yaml> parse_yaml(std::string_view text, Mistakes& mistakes) {
  if (text.size() > kLargestFile) {
    mistakes.add(1, 1, "the file is larger than 1 MiB");
    return std::nullopt;
  }
  if (!is_text(text, mistakes)) return std::nullopt;
  try {
    const std::string copy(text);
    if (!is_one_document(copy, mistakes)) return std::nullopt;
    return Reader(mistakes).read(YAML::Load(copy));
  } catch (const YAML::Exception& problem) {
    const bool placed = !problem.mark.is_null();
    const int line = placed ? problem.mark.line + 1 : 1;
    mistakes.add(line, placed ? std::min(problem.mark.column + 1, end_of(text, line)) : 1,
                 "not YAML: " + printable(problem.msg));
    return std::nullopt;
  }
}

bool expect_members(const Yaml& map, std::string_view what,
                    const std::vector<std::string_view>& known, Mistakes& mistakes) {
  if (!map.is_map()) {
    mistakes.add(map, std::string(what) + " has to be a mapping");
    return false;
  }
  for (const auto& [key, value] : map.members)
    if (std::find(known.begin(), known.end(), key.text) == known.end())
      mistakes.add(key, "unknown key \"" + key.text + "\" in " + std::string(what) +
                            did_you_mean(key.text, known));
  return true;
}

}  // namespace virga
