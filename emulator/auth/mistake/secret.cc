#include "auth/mistake/mistake.h"
#include "base/base64.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

// Base64 of either alphabet, decoded as far as it goes.
std::string from_base64(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    unsigned value = 0;
    if (c >= 'A' && c <= 'Z')
      value = static_cast<unsigned>(c - 'A');
    else if (c >= 'a' && c <= 'z')
      value = static_cast<unsigned>(c - 'a') + 26;
    else if (c >= '0' && c <= '9')
      value = static_cast<unsigned>(c - '0') + 52;
    else if (c == '+' || c == '-')
      value = 62;
    else if (c == '/' || c == '_')
      value = 63;
    else
      break;
    bits = (bits << 6) | value;
    if (++count % 4 == 1) continue;
    out += static_cast<char>((bits >> (6 - 2 * ((count - 1) % 4))) & 0xFF);
  }
  return out;
}

}  // namespace

// The words tell what is wrong with the secret, never the secret.
void wrong_secret(const Case&, const Reading& habit, Search& search) {
  const std::string& right = habit.secret;
  if (right.empty()) return;
  const auto tries = [&](std::string_view what, std::string secret) {
    Reading reading = habit;
    reading.secret = std::move(secret);
    search.tries(Component::kSecret, "the client's secret is " + std::string(what), reading);
  };
  for (const char* end : {" ", "\n", "\r\n", "\r", "\t"}) {
    tries("the right one with white space behind it", right + end);
    tries("the right one with white space before it", end + right);
    tries("the right one with white space around it", end + right + end);
  }
  for (const char* quote : {"\"", "'"}) {
    tries("the right one in quotes", quote + right + quote);
    tries("the right one with a quote before it", quote + right);
    tries("the right one with a quote behind it", right + quote);
  }
  tries("the right one in small letters", lower(right));
  tries("the right one in capitals", upper(right));
  tries("the right one, decoded from base64", from_base64(right));
  tries("the right one, encoded as base64", to_base64(right));
  tries("the right one, percent-encoded", percent_encode(right));
  tries("the right one without its last character", right.substr(0, right.size() - 1));
  tries("the right one without its first character", right.substr(1));
  tries("the right one twice", right + right);
  tries("empty", "");
  tries("the access key, not the secret", habit.access_key);
}

}  // namespace virga::doctor
