#include "journal/har.h"

#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/time.h"
#include "http/message.h"
#include "journal/entry_json.h"

namespace virga {
namespace {

Json pairs(const std::vector<std::pair<std::string, std::string>>& list) {
  Json json = Json::array();
  for (const auto& [name, value] : list) json.push_back({{"name", name}, {"value", value}});
  return json;
}

// Archives are handed on: they hold no signature either, which the journal shows.
Json headers_har(Headers headers) {
  for (auto& [name, value] : headers)
    if (same_letters(name, "Authorization")) value = "***";
  return pairs(headers);
}

// The archive asks for an absolute URL. An entry does not know whether its connection was under
// TLS; that of a callback has it already.
std::string url_of(const Request& request) {
  if (!request.target.starts_with('/')) return request.target;
  const std::string_view host = http::header(request.headers, "Host");
  return "http://" + std::string(host.empty() ? "virga" : host) + request.target;
}

Json request_har(const Request& request) {
  const auto mark = request.target.find('?');
  const std::string_view query = mark == std::string::npos
                                     ? std::string_view()
                                     : std::string_view(request.target).substr(mark + 1);
  Json json{{"method", request.method},
            {"url", url_of(request)},
            {"httpVersion", "HTTP/1.1"},
            {"cookies", Json::array()},
            {"headers", headers_har(request.headers)},
            {"queryString", query.empty() ? Json::array() : pairs(parse_query(query))},
            {"headersSize", -1},  // not known
            {"bodySize", request.body.size()}};
  if (!request.body.empty())
    json["postData"] = {{"mimeType", http::header(request.headers, "Content-Type")},
                        {"text", request.body}};
  return json;
}

Json response_har(const Entry& entry) {
  const Reply& reply = entry.reply;
  return {{"status", reply.status},
          {"statusText", ""},
          {"httpVersion", "HTTP/1.1"},
          {"cookies", Json::array()},
          {"headers", headers_har(reply.headers)},
          {"content",
           {{"size", reply.body.size()},
            {"mimeType", http::header(reply.headers, "Content-Type")},
            {"text", reply.body}}},
          {"redirectURL", http::header(reply.headers, "Location")},
          {"headersSize", -1},
          {"bodySize", reply.body.size()}};
}

// Members of our own begin with _, as the format asks for.
Json entry_har(const Entry& entry) {
  const auto milliseconds = [](auto span) {
    return std::chrono::duration<double, std::milli>(span).count();
  };
  const double queued = milliseconds(entry.queued);
  const double waited = milliseconds(entry.took) + milliseconds(entry.reply.delivery.delay);
  return {{"startedDateTime", plain_time(entry.time)},
          {"time", queued + waited},
          {"request", request_har(entry.request)},
          {"response", response_har(entry)},
          {"cache", Json::object()},
          {"timings", {{"blocked", queued}, {"send", 0}, {"wait", waited}, {"receive", 0}}},
          {"comment", entry.why},
          {"_id", entry.id},
          {"_service", entry.service},
          {"_operation", entry.operation},
          {"_callback", entry.callback},
          {"_error", entry.error},
          {"_rule", entry.rule},
          {"_ending", ending_name(entry.reply.delivery.ending)}};
}

}  // namespace

Json to_har(const std::vector<Entry>& entries) {
  Json list = Json::array();
  for (const Entry& entry : entries) list.push_back(entry_har(entry));
  return {{"log",
           {{"version", "1.2"},
            {"creator", {{"name", "virga"}, {"version", VIRGA_VERSION}}},
            {"entries", std::move(list)}}}};
}

}  // namespace virga
