#include "auth/canonical.h"
#include "auth/mistake/mistake.h"
#include "auth/signing_key.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

void try_requests(const Reading& habit, Search& search) {
  const auto tries = [&](std::string_view what, std::string text) {
    Reading reading = habit;
    reading.whole_request = std::move(text);
    search.tries(Component::kLayout, "the client built the canonical request " + std::string(what),
                 reading);
  };
  const std::string right = canonical_request_of(habit);
  std::string lines;
  for (const std::string& line : habit.lines) lines += (lines.empty() ? "" : "\n") + line;
  const auto with = [&](std::string_view header_lines) {
    return canonical::request(habit.method, habit.path, habit.query, header_lines,
                              habit.signed_headers, habit.payload);
  };
  tries("without the empty line behind the headers", with(lines));
  tries("with another number of empty lines around the headers", with(lines + "\n\n"));
  tries("with another number of empty lines around the headers", with("\n" + lines + "\n"));
  tries("with another number of empty lines around the headers", with(""));
  tries("with a line end behind it", right + "\n");
  tries("with CR LF between its lines", with_crlf(right));
  tries("without the list of signed headers",
        right.substr(0, right.size() - habit.payload.size() - habit.signed_headers.size() - 1) +
            habit.payload);
  tries("without the hash of the body", right.substr(0, right.size() - habit.payload.size() - 1));
  tries("without the line of the query", canonical::request(habit.method, habit.path, lines + "\n",
                                                            habit.signed_headers, habit.payload, "")
                                             .substr(0, right.size() - habit.query.size() - 1));
  std::string joined;
  for (const char c : right)
    if (c != '\n') joined += c;
  tries("without line ends", joined);
}

void try_strings(const Reading& habit, Search& search) {
  const auto tries = [&](std::string_view what, std::string text) {
    Reading reading = habit;
    reading.whole_string = std::move(text);
    search.tries(Component::kLayout, "the client built the string to sign " + std::string(what),
                 reading);
  };
  const std::string request = canonical_request_of(habit), head = head_of(habit);
  const std::string hash = search.hash_of(habit.hash, request);
  tries("of the canonical request itself, not of its hash", head + request);
  tries("with the hash in capitals", head + upper(hash));
  tries("with a line end behind it", head + hash + "\n");
  tries("with CR LF between its lines", with_crlf(head + hash));
  tries("without the algorithm", head.substr(head.find('\n') + 1) + hash);
  tries("without the date",
        habit.algorithm + "\n" +
            head.substr(habit.algorithm.size() + 1 + habit.timestamp.size() + 1) + hash);
  tries("without the scope", habit.algorithm + "\n" + habit.timestamp + "\n" + hash);
  if (habit.scope.empty())
    tries("with an empty line for a scope", head + "\n" + hash);
  else
    tries("with the scope in front of the date",
          habit.algorithm + "\n" + scope_text(habit.scope) + "\n" + habit.timestamp + "\n" + hash);
  tries("of the hash alone", hash);
  tries("of the canonical request alone", request);
}

}  // namespace

void wrong_layout(const Case&, const Reading& habit, Search& search) {
  try_requests(habit, search);
  try_strings(habit, search);
}

}  // namespace virga::doctor
