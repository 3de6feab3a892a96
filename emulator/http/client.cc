#include "http/client.h"

#include <httplib.h>

namespace virga::http {

std::optional<Reply> ask(const std::string& base_url, const Request& request,
                         std::chrono::milliseconds patience) {
  httplib::Client client(base_url);
  if (!client.is_valid()) return std::nullopt;
  client.set_connection_timeout(patience);
  client.set_read_timeout(patience);
  client.set_url_encode(false);  // the target is encoded already
  httplib::Request sent;
  sent.method = request.method;
  sent.path = request.target;
  for (const auto& [name, value] : request.headers) sent.headers.emplace(name, value);
  sent.body = request.body;
  const auto result = client.send(sent);
  if (!result) return std::nullopt;
  Reply reply;
  reply.status = result->status;
  for (const auto& [name, value] : result->headers) reply.headers.emplace_back(name, value);
  reply.body = result->body;
  return reply;
}

}  // namespace virga::http
