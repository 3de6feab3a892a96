#include "cli/curl_line.h"

#include <algorithm>
#include <string_view>

#include "base/text.h"

namespace virga::cli {
namespace {

// What proves who is calling.
constexpr std::string_view kCredentials[] = {"Authorization", "X-Auth-Token", "X-Security-Token",
                                             "X-Subject-Token"};
// What curl writes itself, by the URL and the body it is given.
constexpr std::string_view kOfTheConnection[] = {"Host", "Content-Length", "Transfer-Encoding",
                                                 "Connection", "Expect"};

template <std::size_t N>
bool is_among(const std::string_view (&names)[N], std::string_view name) {
  return std::any_of(std::begin(names), std::end(names),
                     [&](std::string_view each) { return same_letters(each, name); });
}

// Within single quotes nothing is special but their end.
std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'')
      word += "'\\''";
    else
      word += c;
  }
  return word + "'";
}

std::string header_word(const std::string& name, const std::string& value) {
  return " -H " + shell_word(value.empty() ? name + ";" : name + ": " + value);
}

std::string method_words(const std::string& method, bool has_body) {
  if (method == "HEAD") return " --head";  // -X HEAD would wait for a body
  if (method == (has_body ? "POST" : "GET")) return {};
  return " -X " + shell_word(method);
}

}  // namespace

std::string curl_lines(const Json& entry, const std::string& url) {
  const Json& request = entry.at("request");
  const auto body = request.at("body").get<std::string>();
  const auto target = request.at("target").get<std::string>();  // a callback's has the server
  std::string notes, headers;
  bool typed = false, placed = false;
  for (const Json& header : request.at("headers")) {
    const auto name = header.at(0).get<std::string>(), value = header.at(1).get<std::string>();
    if (is_among(kCredentials, name))
      notes += "# " + name + " is left out: credentials are not told again\n";
    else if (!is_among(kOfTheConnection, name))
      headers += header_word(name, value);
    typed = typed || same_letters(name, "Content-Type");
    placed = placed || same_letters(name, "X-Virga-World");
  }
  // The world of an account is found by its credentials.
  if (const auto world = entry.at("world").get<std::string>(); !placed && world != "default")
    headers += header_word("X-Virga-World", world);
  const bool whole = body.find('\0') == std::string::npos;
  if (!whole) notes += "# the body is left out: no shell takes its NUL\n";
  const bool sent = whole && !body.empty();
  if (sent && !typed) headers += " -H 'Content-Type:'";  // curl would make it a form
  return notes + "curl -sS --globoff --path-as-is" +
         method_words(request.at("method").get<std::string>(), sent) + headers +
         (sent ? " --data-raw " + shell_word(body) : std::string()) + " " +
         shell_word((target.starts_with('/') ? url : "") + target) + "\n";
}

}  // namespace virga::cli
