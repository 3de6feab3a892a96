#include "http/intake.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/limits.h"

namespace virga::http {
namespace {

constexpr std::size_t kKept = 4 << 10;  // a buffer that an idle connection may keep

// Hexadecimal digits, perhaps blanks, perhaps extensions behind a semicolon.
std::optional<std::uint64_t> chunk_size(std::string_view line) {
  const std::string_view digits = trim(line.substr(0, line.find(';')));
  std::uint64_t size = 0;
  const auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
  const bool whole = problem == std::errc() && end == digits.data() + digits.size();
  return whole && line.starts_with(digits) ? std::optional(size) : std::nullopt;
}

constexpr unsigned char kHandshakeRecord = 0x16;  // what every TLS connection begins with
constexpr std::size_t kMostBlankLines = 8;        // tolerated before a request
const std::string kTooLarge = "the body is larger than 10 MiB";
const std::string kUnreadable = "the chunks of the body cannot be told apart";

}  // namespace

void Intake::feed(std::string_view bytes) {
  if (refusal_) return;
  if (at_ > 0 && at_ == input_.size()) {
    input_.clear();
    at_ = 0;
  }
  input_.append(bytes);
  go_on();
}

void Intake::finish() {
  finished_ = true;
  go_on();
}

void Intake::give_up(const std::string& why) {
  if (stage_ == Stage::kHead) head_ = read_head(rest());
  if (stage_ == Stage::kHead || stage_ == Stage::kBody) refuse(Refusal::kTooSlow, why);
}

bool Intake::awaits_continue() const {
  return stage_ == Stage::kBody && head_.expects_continue && waiting() == 0 && body_.empty();
}

void Intake::go_on() {
  if (stage_ == Stage::kNothing && begins()) {
    stage_ = Stage::kHead;
    scanned_ = 0;
  }
  if (stage_ == Stage::kHead && read_head_lines()) begin_body();
  if (stage_ == Stage::kBody && (head_.chunked ? read_chunked() : read_counted()))
    stage_ = Stage::kWhole;
  if (!finished_) return;
  if (stage_ == Stage::kHead) {
    head_ = read_head(rest());
    refuse(Refusal::kBadRequest, "the request ends in the middle of its head");
  } else if (stage_ == Stage::kBody) {
    refuse(Refusal::kBadRequest, "the request ends in the middle of its body");
  }
}

// Passes over empty lines before a request. Whether it has begun.
bool Intake::begins() {
  while (rest().starts_with("\r\n")) {
    at_ += 2;
    if (++blank_lines_ > kMostBlankLines) {
      refuse(Refusal::kBadRequest, "too many empty lines before a request");
      return false;
    }
  }
  if (waiting() == 0 || rest() == "\r") return false;
  blank_lines_ = 0;
  const auto first = static_cast<unsigned char>(rest().front());
  if (first > ' ' && first < 0x7F) return true;
  refuse(Refusal::kBadRequest, first == kHandshakeRecord
                                   ? "this is TLS, and the port speaks plain HTTP"
                                   : "the request line is not METHOD TARGET VERSION");
  return false;
}

// Line by line, so that what can never become a head is refused as soon as it is seen and not when
// the patience for the rest of it is over. True when the head is there.
bool Intake::read_head_lines() {
  const std::string_view bytes = rest();
  while (scanned_ < bytes.size() && scanned_ <= kLargestHead) {
    const auto feed = bytes.find('\n', scanned_);
    if (feed == std::string_view::npos) {
      scanned_ = bytes.size();
      break;
    }
    const bool bare = feed == 0 || bytes[feed - 1] != '\r';
    const bool empty = feed >= 2 && bytes[feed - 2] == '\n';
    scanned_ = feed + 1;
    if (scanned_ > kLargestHead) break;
    if (!bare && !empty) continue;
    head_ = read_head(bytes.substr(0, scanned_));
    at_ += scanned_;
    if (head_.refusal.empty()) return true;
    refuse(Refusal::kBadRequest, std::move(head_.refusal));
    return false;
  }
  if (bytes.size() > kLargestHead) {
    head_ = read_head(bytes.substr(0, bytes.find("\r\n")).substr(0, kLargestHead));
    refuse(Refusal::kBadRequest,
           "the request head is larger than " + std::to_string(kLargestHead) + " bytes");
  }
  return false;
}

void Intake::begin_body() {
  body_.clear();
  chunk_ = Chunk::kSize;
  trailers_ = 0;
  stage_ = Stage::kBody;
  if (head_.length > kLargestBody) refuse(Refusal::kBodyTooLarge, kTooLarge);
}

bool Intake::read_counted() {
  const std::size_t count = std::min<std::size_t>(head_.length - body_.size(), waiting());
  body_.append(rest().substr(0, count));
  at_ += count;
  return body_.size() == head_.length;
}

// A line without its CR LF; nothing while that has not come, or when it is refused.
std::optional<std::string_view> Intake::chunk_line() {
  const std::string_view bytes = rest();
  const auto end = bytes.find("\r\n");
  if (std::min(end, bytes.size()) > kLongestChunkLine) {
    refuse(Refusal::kBadRequest, kUnreadable);
    return std::nullopt;
  }
  if (end == std::string_view::npos) return std::nullopt;
  at_ += end + 2;
  return bytes.substr(0, end);
}

bool Intake::read_chunked() {
  while (stage_ == Stage::kBody) {
    if (chunk_ == Chunk::kBytes) {
      const std::size_t count = std::min<std::size_t>(chunk_left_, waiting());
      body_.append(rest().substr(0, count));
      at_ += count;
      chunk_left_ -= count;
      if (chunk_left_ > 0) return false;
      chunk_ = Chunk::kEnd;
    }
    const auto line = chunk_line();
    if (!line) return false;
    if (chunk_ == Chunk::kEnd) {
      if (!line->empty()) return refuse(Refusal::kBadRequest, kUnreadable), false;
      chunk_ = Chunk::kSize;
    } else if (chunk_ == Chunk::kTrailer) {  // read, and forgotten
      if (line->empty()) return true;
      if (++trailers_ > kMostHeaders) return refuse(Refusal::kBadRequest, kUnreadable), false;
    } else {
      const auto size = chunk_size(*line);
      if (!size) return refuse(Refusal::kBadRequest, kUnreadable), false;
      if (*size > kLargestBody - body_.size())
        return refuse(Refusal::kBodyTooLarge, kTooLarge), false;
      chunk_left_ = *size;
      chunk_ = *size == 0 ? Chunk::kTrailer : Chunk::kBytes;
    }
  }
  return false;
}

void Intake::refuse(Refusal refusal, std::string why) {
  refusal_ = refusal;
  why_ = std::move(why);
  stage_ = Stage::kWhole;
  finished_ = true;  // whatever follows is not read as another request
  input_.clear();
  at_ = 0;
}

Incoming Intake::take() {
  Incoming taken;
  taken.request = std::move(head_.request);
  if (!refusal_) taken.request.body = std::move(body_);
  taken.http_1_0 = head_.http_1_0;
  taken.close = head_.close || refusal_;
  taken.refusal = refusal_;
  taken.why = std::move(why_);
  head_ = Head();
  body_ = std::string();
  stage_ = Stage::kNothing;
  if (refusal_) return taken;
  if (at_ == input_.size()) {
    at_ = 0;
    input_.clear();
    if (input_.capacity() > kKept) input_ = std::string();
  } else if (at_ > kLargestHead) {
    input_.erase(0, at_);
    at_ = 0;
  }
  go_on();
  return taken;
}

}  // namespace virga::http
