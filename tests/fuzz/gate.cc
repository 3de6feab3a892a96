// The first bytes of a connection: what the strict gate lets through can be read in one way only.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "fuzz/promise.h"
#include "http/head.h"
#include "http/intake.h"
#include "http/limits.h"

namespace virga::fuzz {
namespace {

using http::Head;

std::size_t count(const Head& head, std::string_view wanted) {
  return static_cast<std::size_t>(
      std::count_if(head.request.headers.begin(), head.request.headers.end(),
                    [&](const auto& header) { return same_letters(header.first, wanted); }));
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return (byte < ' ' && c != '\t') || byte == 0x7F;
  });
}

void hold_framing(const Head& head) {
  const std::size_t lengths = count(head, "Content-Length");
  const std::size_t encodings = count(head, "Transfer-Encoding");
  promise(lengths + encodings <= 1, "the length of a body is given once at most");
  promise(head.chunked == (encodings == 1), "a body is chunked when the head says so");
  promise(lengths == 1 || head.length == 0, "a body that is not announced is empty");
  promise(!head.http_1_0 || !head.chunked, "HTTP/1.0 knows no chunks");
  promise(!head.http_1_0 || !head.expects_continue, "HTTP/1.0 is sent no 100 Continue");
  const std::size_t hosts = count(head, "Host");
  promise(hosts == 1 || (head.http_1_0 && hosts == 0), "there is one Host");
  promise(head.request.headers.size() <= http::kMostHeaders, "there are few headers");
}

void hold_texts(const Head& head) {
  const Request& request = head.request;
  promise(!request.method.empty(), "there is a method");
  promise(request.target.starts_with('/'), "a target is a path", request.target);
  promise(!has_control(request.target) && request.target.find_first_of(" \t") == std::string::npos,
          "a target has no blanks and no control characters", request.target);
  for (const auto& [name, value] : request.headers) {
    promise(!name.empty() && !has_control(name) && name.find_first_of(" \t:") == std::string::npos,
            "a header has a proper name", name);
    promise(!has_control(value) && trim(value) == value,
            "a header value is what stands between its blanks", value);
  }
}

// A head that was read, written in the plainest form.
std::string write(const Head& head) {
  std::string text = head.request.method + " " + head.request.target +
                     (head.http_1_0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
  for (const auto& [name, value] : head.request.headers) text += name + ": " + value + "\r\n";
  return text + "\r\n";
}

void hold_same(const Head& one, const Head& other, std::string_view why) {
  promise(one.refusal == other.refusal, why, one.refusal + " / " + other.refusal);
  promise(one.request.method == other.request.method && one.request.target == other.request.target,
          why, other.request.target);
  promise(one.request.headers == other.request.headers, why);
  promise(one.length == other.length && one.chunked == other.chunked && one.close == other.close &&
              one.http_1_0 == other.http_1_0 && one.expects_continue == other.expects_continue,
          why);
}

// However the bytes of a head arrive, it ends where it ends. A reader that keeps what it has seen
// has its place here: the same bytes in pieces, the same head.
void hold_pieces(std::string_view bytes, std::size_t end) {
  const std::size_t step = std::max<std::size_t>(1, end / 16);
  for (std::size_t size = 0; size < end; size += step)
    promise(!http::head_length(bytes.substr(0, size)), "a part of a head is no head");
  promise(!http::head_length(bytes.substr(0, end - 1)), "a head less one byte is no head");
  promise(http::head_length(bytes.substr(0, end)) == end, "a head ends where it ends");
  promise(http::head_length(std::string(bytes) + "\r\n\r\n") == end,
          "what follows a head does not move its end");
}

void hold(std::string_view bytes) {
  const auto end = http::head_length(bytes);
  if (end) {
    promise(*end <= bytes.size() && bytes.substr(0, *end).ends_with("\r\n\r\n"),
            "a head ends in an empty line");
    hold_pieces(bytes, *end);
  }
  const Head head = http::read_head(bytes.substr(0, end.value_or(bytes.size())));
  if (!head.refusal.empty()) return;
  hold_framing(head);
  hold_texts(head);
  const std::string text = write(head);
  promise(http::head_length(text) == text.size(), "a head that is written out is a whole head",
          text);
  hold_same(head, http::read_head(text), "a head that is written out reads the same");
}

// Everything that a connection makes of the bytes, fed in pieces of one size.
std::vector<http::Incoming> take_all(std::string_view bytes, std::size_t piece) {
  http::Intake intake;
  std::vector<http::Incoming> taken;
  const auto take = [&] {
    while (intake.stage() == http::Intake::Stage::kWhole) taken.push_back(intake.take());
  };
  for (std::size_t at = 0; at < bytes.size(); at += piece) {
    intake.feed(bytes.substr(at, piece));
    take();
  }
  intake.finish();
  take();
  promise(
      intake.stage() == http::Intake::Stage::kNothing || (!taken.empty() && taken.back().refusal),
      "behind the last byte nothing is left half read");
  return taken;
}

void hold_same(const http::Incoming& one, const http::Incoming& other) {
  promise(one.refusal == other.refusal && one.why == other.why,
          "what is refused does not depend on the pieces", one.why + " / " + other.why);
  promise(one.close == other.close && one.http_1_0 == other.http_1_0,
          "how a connection goes on does not depend on the pieces");
  if (one.refusal) return;  // of a refused one, as much is there as had arrived
  promise(
      one.request.method == other.request.method && one.request.target == other.request.target &&
          one.request.headers == other.request.headers && one.request.body == other.request.body,
      "a request does not depend on the pieces", other.request.target);
}

void hold_connection(std::string_view bytes) {
  const auto whole = take_all(bytes, std::max<std::size_t>(1, bytes.size()));
  for (const std::size_t piece : {std::size_t{1}, std::size_t{7}}) {
    const auto pieces = take_all(bytes, piece);
    promise(whole.size() == pieces.size(), "there are as many requests, whatever the pieces");
    for (std::size_t i = 0; i < whole.size(); ++i) hold_same(whole[i], pieces[i]);
  }
  for (std::size_t i = 0; i < whole.size(); ++i) {
    promise(!whole[i].refusal || i + 1 == whole.size(), "behind a refusal nothing is read");
    promise(whole[i].request.body.size() <= http::kLargestBody, "a body has its bound");
  }
}

}  // namespace
}  // namespace virga::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {  // NOLINT
  virga::fuzz::hold({reinterpret_cast<const char*>(bytes), size});
  virga::fuzz::hold_connection({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
