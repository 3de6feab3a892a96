#include "journal/filter.h"

namespace virga {
namespace {

bool agrees(const std::string& wanted, const std::string& value) {
  return wanted.empty() || wanted == value;
}

bool occurs(const std::string& text, const Entry& entry) {
  return entry.request.target.find(text) != std::string::npos ||
         entry.request.body.find(text) != std::string::npos ||
         entry.reply.body.find(text) != std::string::npos;
}

}  // namespace

bool matches(const Filter& filter, const Entry& entry) {
  return agrees(filter.service, entry.service) && agrees(filter.operation, entry.operation) &&
         agrees(filter.callback, entry.callback) && agrees(filter.error, entry.error) &&
         agrees(filter.rule, entry.rule) && agrees(filter.access_key, entry.access_key) &&
         (!filter.status || *filter.status == entry.reply.status) &&
         (!filter.since || entry.time >= *filter.since) &&
         (!filter.until || entry.time <= *filter.until) &&
         (filter.text.empty() || occurs(filter.text, entry));
}

}  // namespace virga
