#include "cli/raw_request.h"

#include "http/head.h"
#include "http/intake.h"

namespace virga::cli {
namespace {

// The lines up to the first empty one, each ended by CR LF, and what follows them.
struct Halves {
  std::string head;
  std::string_view rest;
};

Halves cut(std::string_view text) {
  Halves halves;
  while (!text.empty()) {
    const auto end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() && halves.head.empty()) continue;  // before the request
    if (line.empty()) break;
    halves.head += line;
    halves.head += "\r\n";
  }
  halves.head += "\r\n";
  halves.rest = text;
  return halves;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of("\r\n") == std::string_view::npos;
}

std::optional<Request> read_framed(const Halves& halves, std::string& problem) {
  http::Intake intake;
  intake.feed(halves.head);
  intake.feed(halves.rest);
  intake.finish();
  if (intake.stage() != http::Intake::Stage::kWhole) {
    problem = "the body ends too early";
    return std::nullopt;
  }
  http::Incoming incoming = intake.take();
  problem = incoming.why;
  if (incoming.refusal) return std::nullopt;
  return std::move(incoming.request);
}

}  // namespace

std::optional<Request> read_raw_request(std::string_view text, std::string& problem) {
  const Halves halves = cut(text);
  http::Head head = http::read_head(halves.head);
  problem = head.refusal;
  if (!problem.empty()) return std::nullopt;
  const bool counted = http::find_header(head.request.headers, "Content-Length") != nullptr;
  if (head.chunked) return read_framed(halves, problem);
  if (!counted) {
    if (!is_blank(halves.rest)) head.request.body = halves.rest;
    return std::move(head.request);
  }
  if (halves.rest.size() < head.length) {
    problem = "the body has " + std::to_string(halves.rest.size()) + " bytes, not the " +
              std::to_string(head.length) + " that Content-Length says";
    return std::nullopt;
  }
  if (!is_blank(halves.rest.substr(head.length))) {
    problem =
        "something follows the " + std::to_string(head.length) + " bytes that Content-Length says";
    return std::nullopt;
  }
  head.request.body = halves.rest.substr(0, head.length);
  return std::move(head.request);
}

}  // namespace virga::cli
