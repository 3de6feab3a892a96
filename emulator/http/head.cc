#include "http/head.h"

#include <algorithm>

#include "base/text.h"
#include "http/limits.h"
#include "http/message.h"

namespace virga::http {
namespace {

bool is_token(std::string_view text) {
  static constexpr std::string_view kMarks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kMarks.find(c) != std::string_view::npos;
  });
}

bool is_visible(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte != 0x7F;
  });
}

bool is_header_value(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == '\t' || (byte >= ' ' && byte != 0x7F);
  });
}

// http://host/path is read as /path, as is https://; anything else has to begin with a slash.
std::optional<std::string> origin_form(std::string_view target) {
  if (target.starts_with('/')) return std::string(target);
  const auto slashes = target.find("://");
  const std::string scheme = lower(target.substr(0, slashes));
  if (slashes == std::string_view::npos || (scheme != "http" && scheme != "https"))
    return std::nullopt;
  const auto path = target.substr(std::min(target.size(), target.find_first_of("/?", slashes + 3)));
  return (path.starts_with('/') ? "" : "/") + std::string(path);
}

std::string read_request_line(std::string_view line, Head& head) {
  const auto parts = split(line, ' ');
  if (parts.size() != 3) return "the request line is not METHOD TARGET VERSION";
  if (!is_token(parts[0])) return "the method is not a word";
  head.request.method = parts[0];
  const auto target = origin_form(parts[1]);
  if (!target || !is_visible(parts[1])) return "the target is not a path";
  head.request.target = *target;
  head.http_1_0 = parts[2] == "HTTP/1.0";
  if (parts[2] != "HTTP/1.1" && !head.http_1_0)
    return "the version is neither HTTP/1.1 nor HTTP/1.0";
  return {};
}

std::string read_header_line(std::string_view line, Head& head) {
  const auto colon = line.find(':');
  if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
    return "a header line has no proper name";
  const auto value = trim(line.substr(colon + 1));
  if (!is_header_value(value)) return "a header value holds a control character";
  head.request.headers.emplace_back(line.substr(0, colon), value);
  if (head.request.headers.size() > kMostHeaders)
    return "more than " + std::to_string(kMostHeaders) + " headers";
  return {};
}

bool lists(std::string_view value, std::string_view word) {
  for (const std::string_view part : split(value, ','))
    if (same_letters(trim(part), word)) return true;
  return false;
}

std::string read_framing(Head& head) {
  int hosts = 0, lengths = 0, encodings = 0;
  bool keep_alive = false;
  for (const auto& [name, value] : head.request.headers) {
    if (same_letters(name, "Host")) {
      ++hosts;
    } else if (same_letters(name, "Content-Length")) {
      ++lengths;
      const auto length = is_digits(value) ? parse_integer(value) : std::nullopt;
      if (!length) return "Content-Length is not a number";
      head.length = static_cast<std::uint64_t>(*length);
    } else if (same_letters(name, "Transfer-Encoding")) {
      ++encodings;
      if (!same_letters(value, "chunked")) return "Transfer-Encoding is not chunked";
      head.chunked = true;
    } else if (same_letters(name, "Connection")) {
      head.close = head.close || lists(value, "close");
      keep_alive = keep_alive || lists(value, "keep-alive");
    } else if (same_letters(name, "Expect")) {
      if (!same_letters(value, "100-continue")) return "Expect is not 100-continue";
      head.expects_continue = true;
    }
  }
  if (hosts > 1 || (hosts == 0 && !head.http_1_0)) return "there has to be one Host header";
  if (lengths > 1 || encodings > 1 || (lengths > 0 && encodings > 0))
    return "the length of the body is given twice";
  if (head.http_1_0 && encodings > 0) return "HTTP/1.0 knows no Transfer-Encoding";
  if (head.http_1_0 && !keep_alive) head.close = true;
  if (head.http_1_0) head.expects_continue = false;  // such a client would not understand it
  return {};
}

std::string read_lines(std::string_view bytes, Head& head) {
  bool first = true;
  while (!bytes.empty()) {
    const auto end = bytes.find("\r\n");
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(
        std::min(bytes.size(), end == std::string_view::npos ? bytes.size() : end + 2));
    if (line.empty()) continue;  // before the request line, or the one that ends the head
    if (line.find_first_of("\r\n") != std::string_view::npos) return "a line does not end in CR LF";
    std::string problem = first ? read_request_line(line, head) : read_header_line(line, head);
    if (!problem.empty()) return problem;
    first = false;
  }
  return first ? "there is no request line" : read_framing(head);
}

}  // namespace

std::optional<std::size_t> head_length(std::string_view bytes) {
  std::size_t start = 0;
  while (bytes.substr(start).starts_with("\r\n"))
    start += 2;  // an empty line or two before a request is tolerated
  const auto end = bytes.find("\r\n\r\n", start);
  if (end == std::string_view::npos) return std::nullopt;
  return end + 4;
}

Head read_head(std::string_view bytes) {
  Head head;
  head.refusal = read_lines(bytes, head);
  return head;
}

}  // namespace virga::http
