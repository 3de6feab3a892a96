// GET /_virga/events: the journal of a world as it is written, as server-sent events
// (https://html.spec.whatwg.org/multipage/server-sent-events.html).
//
//   : a comment, at the beginning and whenever nothing has happened for a while
//
//   id: INSTANCE-SERIAL
//   data: {the entry, as GET /_virga/requests shows it}
//
//   event: cleared | dropped
//   data: {"dropped": 12}
#include "base/text.h"
#include "control/route.h"
#include "journal/entry_json.h"
#include "journal/filter.h"
#include "verify/call.h"
#include "verify/vigil.h"

namespace virga::control {
namespace {

using Moment = Vigil::Moment;

constexpr std::size_t kPortion = 64;  // of entries: the journal is locked while they are copied
constexpr int kPortions = 16;         // in a row
constexpr std::size_t kAhead = 256
                               << 10;  // bytes that a client has not taken; then it is waited for
constexpr std::chrono::milliseconds kRecheck{20};
constexpr std::chrono::seconds kSign{15};  // of life, for proxies and for whoever has left

std::string event(const std::string& id, std::string_view name, const Json& data) {
  std::string text;
  if (!id.empty()) text += "id: " + id + "\n";
  if (!name.empty()) text += "event: " + std::string(name) + "\n";
  return text + "data: " + print_json(data) + "\n\n";
}

class Following {
 public:
  Following(std::shared_ptr<http::Sink> sink, const Catalog& catalog, const Journal& journal,
            Filter filter, std::string instance, Journal::Serial heard)
      : sink_(std::move(sink)),
        catalog_(catalog),
        journal_(journal),
        filter_(std::move(filter)),
        instance_(std::move(instance)),
        heard_(heard) {}

  std::optional<Moment> look(bool last) {
    const Moment now = std::chrono::steady_clock::now();
    if (now >= sign_) say(": nothing new\n\n");
    const Moment next = tell_all(now);
    if (last) sink_->end();
    return last || !sink_->write({}) ? std::nullopt : std::optional(next);
  }

 private:
  // As much as the client takes and leaves time for others. When to go on, at the latest.
  Moment tell_all(Moment now) {
    for (int i = 0; i < kPortions; ++i) {
      if (sink_->unsent() >= kAhead) return now + kRecheck;
      if (!tell()) return sign_;
    }
    return now;
  }

  // False: there is nothing more to tell.
  bool tell() {
    Journal::News news = journal_.news(heard_, kPortion);
    if (news.cleared) say(event(name_of(news.last), "cleared", Json::object()));
    if (news.missed > 0) say(event({}, "dropped", {{"dropped", news.missed}}));
    Journal::Serial serial = news.last - news.entries.size();
    for (Entry& entry : news.entries) {
      ++serial;
      if (!matches(filter_, entry)) continue;
      say(event(name_of(serial), {}, to_json(understood(std::move(entry), catalog_))));
    }
    heard_ = news.last;
    return !news.entries.empty();
  }

  void say(std::string text) {
    sink_->write(std::move(text));
    sign_ = std::chrono::steady_clock::now() + kSign;
  }

  std::string name_of(Journal::Serial serial) const {
    return instance_ + "-" + std::to_string(serial);
  }

  const std::shared_ptr<http::Sink> sink_;
  const Catalog& catalog_;
  const Journal& journal_;
  const Filter filter_;
  const std::string instance_;
  Journal::Serial heard_;
  Moment sign_ = std::chrono::steady_clock::now() + kSign;
};

// A client that was cut off says what it has heard last. Of another start of the emulator, it has
// heard nothing.
std::optional<Journal::Serial> heard_before(const Ask& ask) {
  const std::string_view id = http::header(ask.request.headers, "Last-Event-ID");
  if (id.empty()) return std::nullopt;
  const auto dash = id.rfind('-');
  if (dash == std::string_view::npos || id.substr(0, dash) != ask.settings.instance) return 0;
  const auto serial = parse_integer(id.substr(dash + 1));
  if (!serial || *serial < 0) return 0;
  return static_cast<Journal::Serial>(*serial);
}

Journal::Serial where_to_begin(const Ask& ask) {
  const Journal& journal = ask.world.journal;
  if (const auto heard = heard_before(ask)) return std::min(*heard, journal.now());
  if (ask.parameter("after").empty()) return journal.now();
  return journal.behind(ask.number("after", 0, 0));
}

}  // namespace

http::Answer follow_events(const Ask& ask) {
  if (ask.vigil.full())
    throw Refused{503, "too_many_waits",
                  std::to_string(Vigil::kMost) + " wait for a journal already"};
  Reply reply;
  reply.headers = {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}};
  reply.body = ": what world " + ask.world.name + " is asked and answers\n\n";
  const Journal::Serial heard = where_to_begin(ask);
  return http::Stream{
      std::move(reply),
      [heard, filter = filter_of(ask), instance = ask.settings.instance, &catalog = ask.catalog,
       &journal = ask.world.journal, &vigil = ask.vigil](const std::shared_ptr<http::Sink>& sink) {
        const auto following =
            std::make_shared<Following>(sink, catalog, journal, filter, instance, heard);
        if (!vigil.keep(journal, [following](bool last) { return following->look(last); }))
          sink->end();
      }};
}

}  // namespace virga::control
