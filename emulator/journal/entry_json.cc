#include "journal/entry_json.h"

#include "base/time.h"

namespace virga {
namespace {

Json to_json(const Headers& headers) {
  Json list = Json::array();
  for (const auto& [name, value] : headers) list.push_back({name, value});
  return list;
}

Json to_json(const Delivered& delivered) {
  Json json{{"fate", fate_name(delivered.fate)}, {"bytes", delivered.bytes}};
  if (delivered.left_after) json["left_after_ms"] = delivered.left_after->count();
  return json;
}

Json to_json(const Verdict& verdict) {
  Json json{{"scenario", verdict.scenario},
            {"rule", verdict.rule},
            {"ordinal", verdict.ordinal},
            {"acted", verdict.acted}};
  if (!verdict.count_key.empty()) json["count_key"] = verdict.count_key;
  if (verdict.draw) json["draw"] = *verdict.draw;
  if (!verdict.missed.empty()) json["missed"] = verdict.missed;
  return json;
}

Json to_json(const Pace& pace) { return {{"bytes", pace.bytes}, {"every_ms", pace.every.count()}}; }

// The oddities of a delivery only where there are any.
Json to_json(const Reply& reply) {
  const Delivery& delivery = reply.delivery;
  Json json{{"status", reply.status},
            {"headers", to_json(reply.headers)},
            {"body", reply.body},
            {"delay_ms", delivery.delay.count()},
            {"ending", ending_name(delivery.ending)}};
  if (delivery.head) json["head_pace"] = to_json(*delivery.head);
  if (delivery.body) json["body_pace"] = to_json(*delivery.body);
  if (delivery.cut_head) json["cut_head"] = *delivery.cut_head;
  if (delivery.cut_body) json["cut_body"] = *delivery.cut_body;
  if (delivery.ending == Ending::kStall) json["patience_ms"] = delivery.patience.count();
  return json;
}

}  // namespace

std::string_view fate_name(Delivered::Fate fate) {
  switch (fate) {
    case Delivered::Fate::kOpen: return "open";
    case Delivered::Fate::kSent: return "sent";
    case Delivered::Fate::kEnded: return "ended";
    case Delivered::Fate::kGivenUp: return "given_up";
    case Delivered::Fate::kTimedOut: return "timed_out";
    case Delivered::Fate::kStopped: return "stopped";
  }
  return "";
}

std::string_view ending_name(Ending ending) {
  switch (ending) {
    case Ending::kWhole: return "whole";
    case Ending::kClose: return "close";
    case Ending::kReset: return "reset";
    case Ending::kStall: return "stall";
  }
  return "";
}

Json to_json(const Entry& entry) {
  Json verdicts = Json::array();
  for (const Verdict& verdict : entry.verdicts) verdicts.push_back(to_json(verdict));
  return {{"id", entry.id},
          {"time", plain_time(entry.time)},
          {"world", entry.world},
          {"service", entry.service},
          {"operation", entry.operation},
          {"callback", entry.callback},
          {"account", entry.account},
          {"access_key", entry.access_key},
          {"proof", entry.proof},
          {"status", entry.reply.status},
          {"error", entry.error},
          {"why", entry.why},
          {"notes", entry.notes},
          {"rule", entry.rule},
          {"verdicts", std::move(verdicts)},
          {"request_id", entry.request_id},
          {"committed", entry.committed},
          {"queued_us", entry.queued.count()},
          {"took_us", entry.took.count()},
          {"handler_us", entry.handler.count()},
          {"request",
           {{"method", entry.request.method},
            {"target", entry.request.target},
            {"headers", to_json(entry.request.headers)},
            {"body", entry.request.body}}},
          {"input", entry.input.empty() ? Json() : parse_json(entry.input).value_or(Json())},
          {"reply", to_json(entry.reply)},
          {"delivered", to_json(entry.delivered)}};
}

}  // namespace virga
