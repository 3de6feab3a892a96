#include <algorithm>

#include "auth/mistake/mistake.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

std::string name_in(const std::string& line) { return line.substr(0, line.find(':')); }

std::vector<std::string> names_in(const std::vector<std::string>& lines) {
  std::vector<std::string> names;
  for (const std::string& line : lines) names.push_back(name_in(line));
  return names;
}

class Lists {
 public:
  Lists(const Reading& habit, Search& search) : habit_(habit), search_(search) {}

  // In the lines alone, in the list alone, in both.
  void tries(const std::string& what, const std::vector<std::string>& lines) {
    const std::string list = canonical::join(names_in(lines), ';');
    tries("the client signed " + what, lines, list);
    tries("the client signed " + what + ", but named them in the list", lines,
          habit_.signed_headers);
    tries("the client signed a list " + what, habit_.lines, list);
  }

  void tries(const std::string& what, const std::vector<std::string>& lines,
             const std::string& list) {
    Reading reading = habit_;
    reading.lines = lines;
    reading.signed_headers = list;
    search_.tries(Component::kSignedHeaders, what, reading);
  }

  bool are_over() const { return search_.is_over(); }

 private:
  const Reading& habit_;
  Search& search_;
};

void try_orders(const Case& of, const Reading& habit, Lists& lists) {
  auto lines = habit.lines;
  std::sort(lines.begin(), lines.end(),
            [](const auto& a, const auto& b) { return name_in(a) < name_in(b); });
  lists.tries("headers in alphabetical order", lines);
  std::reverse(lines.begin(), lines.end());
  lists.tries("headers in the reverse of alphabetical order", lines);
  lines = {habit.lines.rbegin(), habit.lines.rend()};
  lists.tries("headers in the reverse of the order they are listed in", lines);
  lines.clear();
  for (const auto& [name, value] : of.request.headers)
    for (const std::string& line : habit.lines)
      if (same_letters(name_in(line), name)) lines.push_back(line);
  lists.tries("headers in the order they were sent in", lines);
}

void try_fewer(const Reading& habit, Lists& lists) {
  for (std::size_t i = 0; i < habit.lines.size() && !lists.are_over(); ++i) {
    auto lines = habit.lines;
    lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
    lists.tries("headers without " + name_in(habit.lines[i]), lines);
  }
  lists.tries("no headers", {});
}

void try_more(const Case& of, const Reading& habit, Lists& lists) {
  const auto known = names_in(habit.lines);
  for (const auto& [name, value] : of.request.headers) {
    if (lists.are_over()) return;
    const std::string small = lower(name);
    if (small == "authorization" || std::find(known.begin(), known.end(), small) != known.end())
      continue;
    auto lines = habit.lines;
    const std::string line = small + ":" + std::string(trim(value));
    lines.push_back(line);
    lists.tries("headers with " + small + " besides", lines);
    std::sort(lines.begin(), lines.end(),
              [](const auto& a, const auto& b) { return name_in(a) < name_in(b); });
    lists.tries("headers with " + small + " besides", lines);
  }
}

// The names as they were sent, or written in capitals as HTTP likes them.
std::string capitalised(std::string name) {
  bool first = true;
  for (char& c : name) {
    if (first && c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    first = c == '-';
  }
  return name;
}

void try_letters(const Case& of, const Reading& habit, Lists& lists) {
  auto as_sent = habit.lines, in_capitals = habit.lines;
  for (std::size_t i = 0; i < habit.lines.size(); ++i) {
    const std::string name = name_in(habit.lines[i]);
    in_capitals[i].replace(0, name.size(), capitalised(name));
    for (const auto& [sent, value] : of.request.headers)
      if (same_letters(sent, name)) as_sent[i].replace(0, name.size(), sent);
  }
  lists.tries("headers under names in the letters they were sent in", as_sent);
  lists.tries("headers under names with capitals", in_capitals);
}

void try_marks(const Reading& habit, Lists& lists) {
  std::string list = habit.signed_headers;
  for (const char mark : {',', ' ', ':', '\n'}) {
    std::string other = list;
    std::replace(other.begin(), other.end(), ';', mark);
    lists.tries("the client signed a list with another mark between names", habit.lines, other);
  }
  lists.tries("the client signed a list with a semicolon at its end", habit.lines, list + ";");
  lists.tries("the client signed an empty list", habit.lines, "");
}

}  // namespace

void wrong_signed_headers(const Case& of, const Reading& habit, Search& search) {
  Lists lists(habit, search);
  try_orders(of, habit, lists);
  try_more(of, habit, lists);
  try_fewer(habit, lists);
  try_letters(of, habit, lists);
  try_marks(habit, lists);
}

}  // namespace virga::doctor
