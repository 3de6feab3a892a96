#include "journal/entry_json.h"

#include "base/time.h"

namespace virga {
namespace {

Json to_json(const Headers& headers) {
  Json list = Json::array();
  for (const auto& [name, value] : headers) list.push_back({name, value});
  return list;
}

std::string_view ending_name(Ending ending) {
  return ending == Ending::kWhole ? "whole" : ending == Ending::kReset ? "reset" : "empty_reply";
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

}  // namespace

Json to_json(const Entry& entry) {
  Json verdicts = Json::array();
  for (const Verdict& verdict : entry.verdicts) verdicts.push_back(to_json(verdict));
  return {{"id", entry.id},
          {"time", plain_time(entry.time)},
          {"world", entry.world},
          {"service", entry.service},
          {"operation", entry.operation},
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
          {"took_us", entry.took.count()},
          {"request",
           {{"method", entry.request.method},
            {"target", entry.request.target},
            {"headers", to_json(entry.request.headers)},
            {"body", entry.request.body}}},
          {"reply",
           {{"status", entry.reply.status},
            {"headers", to_json(entry.reply.headers)},
            {"body", entry.reply.body},
            {"delay_ms", entry.reply.delivery.delay.count()},
            {"ending", ending_name(entry.reply.delivery.ending)}}}};
}

}  // namespace virga
