#include <algorithm>

#include "auth/mistake/mistake.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

using canonical::Parameters;

constexpr std::size_t kLongestForm = 4 << 10;  // bytes of a body that is read for parameters

// How a client encodes names and values.
struct Encoding {
  std::string_view what;
  std::string_view kept = "";  // left bare, beside what has to be
  std::string_view blank = "%20";
  bool tilde = true;  // left bare, as it has to be
  bool small_escapes = false;
  bool twice = false;
};

constexpr Encoding kRight{.what = "encoded as documented"};
constexpr Encoding kWrong[] = {
    {.what = "with + for a blank", .blank = "+"},
    {.what = "as encodeURIComponent writes it, with !'()* left bare", .kept = "!'()*"},
    {.what = "as forms are written, with + for a blank, * left bare and ~ encoded",
     .kept = "*",
     .blank = "+",
     .tilde = false},
    {.what = "with + for a blank and * left bare", .kept = "*", .blank = "+"},
    {.what = "with ~ encoded", .tilde = false},
    {.what = "with * left bare", .kept = "*"},
    {.what = "with / left bare", .kept = "/"},
    {.what = "with , left bare", .kept = ","},
    {.what = "with : left bare", .kept = ":"},
    {.what = "with / and : left bare", .kept = "/:"},
    {.what = "with @ left bare", .kept = "@"},
    {.what = "with ; left bare", .kept = ";"},
    {.what = "with + left bare", .kept = "+"},
    {.what = "with = left bare", .kept = "="},
    {.what = "as encodeURI writes it, with !'()*/:;,?@=+$ left bare", .kept = "!'()*/:;,?@=+$"},
    {.what = "with escapes in small letters", .small_escapes = true},
    {.what = "encoded twice", .twice = true},
};

std::string encode(std::string_view text, const Encoding& how) {
  std::string out;
  for (const char c : text) {
    std::string one = percent_encode({&c, 1});
    if (how.kept.find(c) != std::string_view::npos) one = c;
    if (c == '~' && !how.tilde) one = "%7E";
    if (c == ' ') one = how.blank;
    out += how.small_escapes && one.size() > 1 ? lower(one) : one;
  }
  return how.twice ? percent_encode(out) : out;
}

std::string write(const Parameters& parameters, const Encoding& how = kRight) {
  std::string out;
  for (const auto& [name, value] : parameters)
    out += (out.empty() ? "" : "&") + encode(name, how) + "=" + encode(value, how);
  return out;
}

std::string write_bare(const Parameters& parameters) {
  std::string out;
  for (const auto& [name, value] : parameters) out += (out.empty() ? "" : "&") + name + "=" + value;
  return out;
}

Parameters sorted(Parameters parameters) {
  std::stable_sort(parameters.begin(), parameters.end());
  return parameters;
}

template <typename Less>
Parameters sorted(Parameters parameters, Less less) {
  std::stable_sort(parameters.begin(), parameters.end(), less);
  return parameters;
}

bool by_name(const Parameters::value_type& a, const Parameters::value_type& b) {
  return a.first < b.first;
}

// One way to write the query after the other.
class Queries {
 public:
  Queries(const Reading& habit, Search& search) : reading_(habit), search_(search) {}

  void order(std::string_view what, std::string query) {
    tries(Component::kQueryOrder, what, std::move(query));
  }
  void encoding(std::string_view what, std::string query) {
    tries(Component::kQueryEncoding, what, std::move(query));
  }
  void parameter(std::string_view what, std::string query) {
    tries(Component::kQueryParameter, what, std::move(query));
  }

  bool are_over() const { return search_.is_over(); }

 private:
  void tries(Component component, std::string_view what, std::string query) {
    reading_.query = std::move(query);
    search_.tries(component, "the client signed the query " + std::string(what), reading_);
  }

  Reading reading_;
  Search& search_;
};

void try_encodings(const Case& of, Queries& queries) {
  const Parameters right = sorted(of.parameters);
  for (const Encoding& how : kWrong) queries.encoding(how.what, write(right, how));
  queries.encoding("not encoded", write_bare(right));
  auto pieces = split(http::query_of(of.request.target), '&');
  std::sort(pieces.begin(), pieces.end());
  std::string as_sent, without_equals, without_marks;
  for (const std::string_view piece : pieces)
    as_sent += (as_sent.empty() ? "" : "&") + std::string(piece);
  queries.encoding("encoded as it was sent", as_sent);
  for (const auto& [name, value] : right) {
    without_equals += (without_equals.empty() ? "" : "&") + percent_encode(name) +
                      (value.empty() ? "" : "=" + percent_encode(value));
    without_marks += percent_encode(name) + percent_encode(value);
  }
  queries.encoding("without = behind a name that has no value", without_equals);
  queries.encoding("without & and =", without_marks);
  queries.encoding("with its question mark", "?" + write(right));
  Parameters small = right;
  for (auto& [name, value] : small) name = lower(name);
  queries.encoding("with names in small letters", write(sorted(small)));
  queries.encoding("with names in small letters", write(small));
}

void try_orders(const Case& of, Queries& queries) {
  const Parameters& sent = of.parameters;
  queries.order("in the order it was sent in", write(sent));
  queries.order("exactly as it was sent", std::string(http::query_of(of.request.target)));
  for (const Encoding& how : kWrong)
    queries.order("in the order it was sent in, " + std::string(how.what), write(sent, how));
  queries.order("in the order it was sent in, not encoded", write_bare(sent));
  queries.order("without regard to the letter case of its names",
                write(sorted(sent, [](const auto& a, const auto& b) {
                  return lower(a.first) < lower(b.first);
                })));
  queries.order(
      "in the order of its values",
      write(sorted(sent, [](const auto& a, const auto& b) { return a.second < b.second; })));
  Parameters turned(sent.rbegin(), sent.rend());
  queries.order("in the reverse of the order it was sent in", write(turned));
  queries.order("with the values of a repeated parameter turned around",
                write(sorted(turned, by_name)));
  turned = sorted(sent);
  std::reverse(turned.begin(), turned.end());
  queries.order("sorted backwards", write(turned));
}

void try_fewer(const Case& of, Queries& queries) {
  const Parameters right = sorted(of.parameters);
  queries.parameter("as if it were empty", "");
  for (std::size_t i = 0; i < right.size() && !queries.are_over(); ++i) {
    const auto at = static_cast<std::ptrdiff_t>(i);
    Parameters others = right;
    others.erase(others.begin() + at);
    queries.parameter("without its parameter " + right[i].first, write(others));
    others = of.parameters;  // of a repeated one, the others in the order they were sent in
    others.erase(others.begin() + at);
    queries.parameter("without its parameter " + of.parameters[i].first,
                      write(sorted(others, by_name)));
    others = right;
    others[i].second.clear();
    queries.parameter("without the value of its parameter " + right[i].first, write(others));
  }
  const auto only = [&](std::string_view what, const auto& keep) {
    Parameters some;
    for (const auto& each : right)
      if (keep(each, some)) some.push_back(each);
    queries.parameter(what, write(some));
  };
  only("without the parameters that begin with X-",
       [](const auto& each, const auto&) { return !each.first.starts_with("X-"); });
  only("of the parameters that begin with X- alone",
       [](const auto& each, const auto&) { return each.first.starts_with("X-"); });
  only("with one of each repeated parameter", [](const auto& each, const auto& some) {
    return some.empty() || some.back().first != each.first;
  });
}

void try_more(const Case& of, Queries& queries) {
  const auto all = parse_query(http::query_of(of.request.target));
  queries.parameter("with all parameters, the signature included", write(sorted(all)));
  Parameters more = of.parameters;
  for (const auto& each : all) {
    if (queries.are_over()) return;
    if (std::find(more.begin(), more.end(), each) != more.end()) continue;
    Parameters one_more = of.parameters;
    one_more.push_back(each);
    queries.parameter("with its parameter " + each.first + " besides", write(sorted(one_more)));
    if (each.first != "X-Signature") more.push_back(each);
  }
  queries.parameter("with all parameters but the signature", write(sorted(more)));
  more = of.parameters;
  for (auto& each : parse_query(of.request.body.substr(0, kLongestForm)))
    more.push_back(std::move(each));
  queries.parameter("with the parameters of the body besides", write(sorted(more)));
}

}  // namespace

void wrong_query(const Case& of, const Reading& habit, Search& search) {
  Queries queries(habit, search);
  try_encodings(of, queries);
  try_orders(of, queries);
  try_fewer(of, queries);
  try_more(of, queries);
}

}  // namespace virga::doctor
