// {status: 503, body: upstream connect error, type: text/plain, headers: {Retry-After: 1}}: an
// answer of the user's own.
#include "base/text.h"
#include "scenario/verb/verb.h"
#include "scenario/words.h"

namespace virga {
namespace {

constexpr std::int64_t kLeastStatus = 200;  // below: interim answers, which end nothing
constexpr std::int64_t kMostStatus = 599;

class AnswerStatus : public Effect {
 public:
  explicit AnswerStatus(Reply reply) : reply_(std::move(reply)) {}

  void apply(const Exchange&, const Draws&, Plan& plan) const override { plan.answer = reply_; }

 private:
  Reply reply_;
};

void read_headers(const Yaml& from, bool typed, Headers& headers, Mistakes& mistakes) {
  if (!from.is_map()) return mistakes.add(from, "headers has to be a mapping");
  for (const auto& [name, value] : from.members) {
    if (!is_token(name.text)) mistakes.add(name, "no header has the name " + in_quotes(name.text));
    for (const std::string_view reserved : {"Content-Length", "Transfer-Encoding", "Connection"})
      if (same_letters(name.text, reserved))
        mistakes.add(name, in_quotes(name.text) + " is for the server to set");
    if (typed && same_letters(name.text, "Content-Type"))
      mistakes.add(name, in_quotes(name.text) + " is what \"type\" sets");
    if (auto text = read_header_value(value, "a header", mistakes))
      headers.emplace_back(name.text, std::move(*text));
  }
}

std::unique_ptr<const Effect> read_status(const Yaml& entry, const When*, Mistakes& mistakes) {
  Reply reply;
  const Yaml& status = *entry.find("status");
  const std::int64_t code = status.integer().value_or(0);
  if (code < kLeastStatus || code > kMostStatus)
    mistakes.add(status, "status has to be a number from 200 to 599");
  reply.status = static_cast<int>(code);

  const Yaml* type = entry.find("type");
  if (const Yaml* headers = entry.find("headers"))
    read_headers(*headers, type != nullptr, reply.headers, mistakes);
  std::string_view standard;
  if (const Yaml* body = entry.find("body")) {
    const bool document = body->is_map() || body->is_list();
    if (!document && !body->is_scalar())
      mistakes.add(*body, "body has to be a text or a document; \"\" is none");
    reply.body = document ? print_json(body->json()) : body->text;
    if (!reply.body.empty()) standard = document ? "application/json" : "text/plain";
    if (!reply.body.empty() && (code == 204 || code == 304))
      mistakes.add(*body, "an answer of status " + status.text + " has no body");
  }
  if (type != nullptr) {
    if (auto text = read_header_value(*type, "type", mistakes))
      reply.headers.emplace_back("Content-Type", std::move(*text));
  } else if (!standard.empty() && http::find_header(reply.headers, "Content-Type") == nullptr) {
    reply.headers.emplace_back("Content-Type", standard);
  }
  return std::make_unique<AnswerStatus>(std::move(reply));
}

constexpr std::string_view kSides[] = {"body", "type", "headers"};

constexpr std::string_view kStatusSchema = R"({
  "status": {"type": "integer", "minimum": 200, "maximum": 599},
  "body": {"type": ["string", "number", "boolean", "object", "array"]},
  "type": {"$ref": "#/$defs/text"},
  "headers": {"type": "object", "propertyNames": {"$ref": "#/$defs/header_name"},
              "additionalProperties": {"$ref": "#/$defs/text"}}
})";

}  // namespace

extern const Verb kStatusVerb;
constexpr Verb kStatusVerb{"status", Slot::kAnswer, kSides, read_status, kStatusSchema};

}  // namespace virga
