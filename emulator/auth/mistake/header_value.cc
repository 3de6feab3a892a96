#include <algorithm>

#include "auth/mistake/mistake.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

constexpr std::string_view kContentTypes[] = {
    "application/json",
    "application/json; charset=utf-8",
    "application/json;charset=utf-8",
    "application/json; charset=UTF-8",
    "application/json;charset=UTF-8",
    "application/json;charset=utf8",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-8",
    "application/x-www-form-urlencoded; charset=UTF-8",
    "application/x-www-form-urlencoded;charset=UTF-8",
    "text/plain",
    "text/plain; charset=utf-8",
    "text/plain;charset=UTF-8",
    "application/octet-stream",
    "multipart/form-data",
};

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (c != ' ' || !out.ends_with(' ')) out += c;
  return out;
}

// All values of a header that was sent more than once, and the last of them.
std::vector<std::string> of_repeated(const Headers& headers, std::string_view name) {
  std::string blanks, commas, last;
  int count = 0;
  for (const auto& [key, value] : headers) {
    if (!same_letters(key, name)) continue;
    blanks += (count == 0 ? "" : ", ") + value;
    commas += (count == 0 ? "" : ",") + value;
    last = value;
    ++count;
  }
  if (count < 2) return {};
  return {last, commas, blanks};
}

// Tries one value of a header after the other. What is found for a header that did not arrive is
// that it did not, whatever its value was.
class Values {
 public:
  Values(const Case& of, const Reading& habit, std::string_view name, Search& search)
      : reading_(habit),
        name_(name),
        lost_(http::find_header(of.request.headers, name) == nullptr),
        search_(search) {}

  void tries(std::string_view what, std::string_view value) {
    set_value(reading_, name_, value);
    if (lost_)
      search_.tries(Component::kSignedHeaders,
                    "the header " + name_ + " is listed as signed, but it did not arrive",
                    reading_);
    else
      search_.tries(Component::kHeaderValue,
                    "the client signed the header " + name_ + " " + std::string(what), reading_);
  }

 private:
  Reading reading_;
  const std::string name_;
  const bool lost_;
  Search& search_;
};

void try_value(const Case& of, const Reading& habit, std::string_view name,
               const std::string& value, Search& search) {
  Values values(of, habit, name, search);
  const std::string raw(http::header(of.request.headers, name));
  values.tries("with the blanks inside it as they are", raw);
  values.tries("with each run of blanks inside it as one", collapsed(raw));
  values.tries("with a blank before its value", " " + value);
  values.tries("with a blank behind its value", value + " ");
  values.tries("with blanks around its value", " " + value + " ");
  values.tries("with two blanks before its value", "  " + value);
  values.tries("with two blanks behind its value", value + "  ");
  values.tries("with two blanks on both sides of its value", "  " + value + "  ");
  values.tries("with a tab behind its value", value + "\t");
  values.tries("with a line end behind its value", value + "\r");
  values.tries("in small letters", lower(value));
  values.tries("in capitals", upper(value));
  values.tries("in quotes", "\"" + value + "\"");
  values.tries("encoded", percent_encode(value));
  values.tries("decoded", percent_decode(value));
  values.tries("without a value", "");
  for (const std::string& other : of_repeated(of.request.headers, name))
    values.tries("with other values than the first, as it was sent more than once", other);
  if (name == "content-type") {
    for (const std::string_view type : kContentTypes) values.tries("with another type", type);
    values.tries("without what stands behind the semicolon", value.substr(0, value.find(';')));
  }
}

}  // namespace

void wrong_header_value(const Case& of, const Reading& habit, Search& search) {
  for (const std::string& line : habit.lines) {
    if (search.is_over()) return;
    const std::string name = line.substr(0, line.find(':'));
    try_value(of, habit, name, line.substr(std::min(line.size(), name.size() + 1)), search);
  }
  Reading reading = habit;
  for (std::string& line : reading.lines)
    line.insert(std::min(line.size(), line.find(':') + 1), " ");
  search.tries(Component::kHeaderValue,
               "the client signed all headers with a blank before their values", reading);
}

}  // namespace virga::doctor
