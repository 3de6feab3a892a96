#include "auth/mistake/mistake.h"
#include "base/json.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

constexpr std::size_t kLongestBody = 64 << 10;  // that is looked at in other forms

std::string replaced(std::string_view text, std::string_view what, std::string_view by) {
  std::string out;
  for (;;) {
    const auto at = text.find(what);
    out += text.substr(0, at);
    if (at == std::string_view::npos) return out;
    out += by;
    text.remove_prefix(at + what.size());
  }
}

// A blank behind every comma and colon, as Python's json.dumps writes it.
std::string spaced(std::string_view compact) {
  std::string out;
  bool in_text = false, escaped = false;
  for (const char c : compact) {
    out += c;
    if (c == '"' && !escaped) in_text = !in_text;
    escaped = c == '\\' && !escaped;
    if (!in_text && (c == ',' || c == ':')) out += ' ';
  }
  return out;
}

class Payloads {
 public:
  Payloads(const Case& of, const Reading& habit, Search& search)
      : of_(of), reading_(habit), search_(search) {}

  // A payload line, with the header that declares the hash as it was sent, or saying the same.
  void line(std::string_view what, const std::string& payload) {
    const std::string words = "the client signed " + std::string(what);
    const std::string declared(http::header(of_.request.headers, of_.hash_name));
    reading_.payload = payload;
    search_.tries(Component::kBodyHash, words, reading_);
    const std::string header = lower(of_.hash_name);
    set_value(reading_, header, payload);
    search_.tries(Component::kBodyHash, words + ", and declared it", reading_);
    set_value(reading_, header, declared);
  }

  void body(std::string_view what, std::string_view text) {
    line("the hash of " + std::string(what), search_.hash_of(reading_.hash, text));
  }

 private:
  const Case& of_;
  Reading reading_;
  Search& search_;
};

void try_json(const std::string& body, Payloads& payloads) {
  const auto json = parse_json(body);
  if (!json || json->is_primitive()) return;
  const nlohmann::json sorted = nlohmann::json::parse(body, nullptr, false);
  const auto forms = [&](std::string_view what, const auto& value) {
    const std::string as = "the body's JSON written anew, " + std::string(what);
    constexpr auto kReplace = Json::error_handler_t::replace;
    for (const bool ascii : {false, true}) {
      const std::string compact = value.dump(-1, ' ', ascii, kReplace);
      payloads.body(as + "without blanks", compact);
      payloads.body(as + "with blanks behind commas and colons", spaced(compact));
      payloads.body(as + "with escaped slashes", replaced(compact, "/", "\\/"));
      for (const int indent : {2, 4, 1})
        payloads.body(as + "indented", value.dump(indent, ' ', ascii, kReplace));
      payloads.body(as + "indented by tabs", value.dump(1, '\t', ascii, kReplace));
    }
  };
  forms("", *json);
  if (!sorted.is_discarded()) forms("its members sorted, ", sorted);
}

void try_other_texts(const Case& of, Payloads& payloads) {
  const std::string& body = of.request.body;
  payloads.body("the body with a line end behind it", body + "\n");
  payloads.body("the body with a line end behind it", body + "\r\n");
  const auto last = body.find_last_not_of(" \t\r\n");
  const auto first = body.find_first_not_of(" \t\r\n");
  if (first != std::string::npos) {
    payloads.body("the body without its line end", body.substr(0, last + 1));
    payloads.body("the body without blanks around it", body.substr(first, last + 1 - first));
  }
  payloads.body("the body with LF for CR LF", replaced(body, "\r\n", "\n"));
  payloads.body("the body with CR LF for LF", replaced(replaced(body, "\r\n", "\n"), "\n", "\r\n"));
  payloads.body("the body behind a byte order mark", "\xEF\xBB\xBF" + body);
  payloads.body("the body as text in quotes", "\"" + body + "\"");
  payloads.body("the body decoded", percent_decode(body, Plus::kBlank));
  payloads.body("the body encoded", percent_encode(body));
  payloads.body("the body with %20 for +", replaced(body, "+", "%20"));
  payloads.body("the body with + for %20", replaced(body, "%20", "+"));
  payloads.body("the query, not of the body", http::query_of(of.request.target));
  try_json(body, payloads);
}

}  // namespace

void wrong_body_hash(const Case& of, const Reading& habit, Search& search) {
  Payloads payloads(of, habit, search);
  const std::string& body = of.request.body;
  const std::string hash = search.hash_of(habit.hash, body);
  const std::string empty = search.hash_of(habit.hash, "");
  if (const std::string* declared = http::find_header(of.request.headers, of.hash_name))
    payloads.line("the hash that " + std::string(of.hash_name) + " declares", *declared);
  payloads.line("the hash of the body received", hash);
  payloads.line("the hash of an empty body", empty);
  payloads.line("UNSIGNED-PAYLOAD in place of the hash", "UNSIGNED-PAYLOAD");
  payloads.line("no hash of the body", "");
  for (const std::string& each : {hash, empty}) payloads.line("a hash in capitals", upper(each));
  const Hash other = habit.hash == Hash::kSm3 ? Hash::kSha256 : Hash::kSm3;
  payloads.line("the hash of the body by another algorithm", search.hash_of(other, body));
  payloads.line("the hash of an empty body by another algorithm", search.hash_of(other, ""));
  for (const std::string other_body : {"{}", "null", "[]", "\"\""})
    payloads.body("a body that is " + other_body, other_body);
  if (body.size() > kLongestBody) return;
  payloads.line("the body itself, not its hash", body);
  payloads.line("the hash of the hash of the body", search.hash_of(habit.hash, hash));
  try_other_texts(of, payloads);
}

}  // namespace virga::doctor
