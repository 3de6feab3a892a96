#include "support/receiver.h"

namespace virga {

Receiver::Receiver(Answering answering, std::optional<http::Identity> identity)
    : answering_(std::move(answering)),
      tls_(identity.has_value()),
      server_(http::Endpoint{.answer = [this](Request&& request, http::Instant) -> http::Answer {
                               ++asked_;
                               Reply reply;
                               reply.status = answering_ ? answering_(request) : 200;
                               {
                                 const std::lock_guard lock(mutex_);
                                 received_.push_back(std::move(request));
                               }
                               came_.notify_all();
                               return http::Departure{std::move(reply)};
                             },
                             .refuse =
                                 [](Request&&, http::Refusal, const std::string&) {
                                   Reply reply;
                                   reply.status = 400;
                                   return http::Departure{std::move(reply)};
                                 },
                             .is_long = [](const Request&) { return false; },
                             .reading = {}},
              std::move(identity)) {
  server_.listen("127.0.0.1", 0);
}

std::string Receiver::url(const std::string& path) const {
  return (tls_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(server_.port()) +
         path;
}

std::vector<Request> Receiver::received() const {
  const std::lock_guard lock(mutex_);
  return received_;
}

std::vector<Json> Receiver::bodies() const {
  std::vector<Json> bodies;
  for (const Request& each : received())
    bodies.push_back(parse_json(each.body).value_or(Json(nullptr)));
  return bodies;
}

bool Receiver::waits_for(std::size_t count) const {
  std::unique_lock lock(mutex_);
  return came_.wait_for(lock, std::chrono::seconds(5), [&] { return received_.size() >= count; });
}

}  // namespace virga
