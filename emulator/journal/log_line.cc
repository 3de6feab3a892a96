#include "journal/log_line.h"

#include <string_view>

#include "base/time.h"
#include "journal/entry_json.h"

namespace virga {
namespace {

// https://www.ecma-international.org/publications-and-standards/standards/ecma-48/, SGR
constexpr std::string_view kFaint = "2", kRed = "31", kGreen = "32", kYellow = "33",
                           kMagenta = "35";

std::string harmless(std::string text) {
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ' || c == 0x7F) c = '?';
  return text;
}

// What was asked, or what was told to whom.
std::string subject_of(const Entry& entry) {
  const std::string& target = entry.request.target;
  if (!entry.callback.empty()) return entry.callback + " -> " + target.substr(0, target.find('?'));
  return entry.operation.empty() ? entry.request.method + " " + target : entry.operation;
}

std::string_view colour_of(int status) {
  return status == 0 || status >= 500 ? kRed : status >= 400 ? kYellow : kGreen;
}

class Line {
 public:
  explicit Line(Paint paint) : paint_(paint) {}

  void add(std::string_view colour, std::string text) {
    text = harmless(std::move(text));
    if (!text_.empty()) text_ += ' ';
    if (paint_ == Paint::kNone || colour.empty())
      text_ += text;
    else
      text_ += "\033[" + std::string(colour) + "m" + text + "\033[0m";
  }
  std::string take() { return std::move(text_); }

 private:
  const Paint paint_;
  std::string text_;
};

}  // namespace

std::string log_line(const Entry& entry, Paint paint) {
  Line line(paint);
  line.add(kFaint, plain_time(entry.time));
  line.add({}, entry.world);
  line.add({}, entry.service.empty() ? "-" : entry.service);
  line.add({}, subject_of(entry));
  line.add(colour_of(entry.reply.status), std::to_string(entry.reply.status));
  if (!entry.error.empty()) line.add(colour_of(entry.reply.status), entry.error);
  if (!entry.rule.empty()) line.add(kMagenta, "rule=" + entry.rule);
  if (const auto delay = entry.reply.delivery.delay; delay.count() > 0)
    line.add(kMagenta, "delay=" + std::to_string(delay.count()) + "ms");
  if (entry.reply.delivery.ending != Ending::kWhole)
    line.add(kRed, std::string(ending_name(entry.reply.delivery.ending)));
  if (!entry.why.empty()) line.add({}, "(" + entry.why + ")");
  for (const std::string& note : entry.notes) line.add(kFaint, "[" + note + "]");
  return line.take();
}

}  // namespace virga
