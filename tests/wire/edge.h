// A server with nothing behind it but what a test wants answered, plain or over TLS.
#pragma once

#include <catch2/catch.hpp>
#include <functional>
#include <future>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "base/clock.h"
#include "http/authority.h"
#include "http/server.h"
#include "support/folder.h"
#include "support/raw_client.h"

namespace virga {

// One for all tests: making keys takes a moment.
inline const http::Identity& test_identity() {
  static const http::Identity kIdentity = [] {
    const Folder folder;
    const Time now = Clock().now();
    return http::Authority(folder.path(), now).issue({"localhost", "127.0.0.1"}, now);
  }();
  return kIdentity;
}

class Edge {
 public:
  using Answer = std::function<http::Answer(Request&&)>;

  enum class Speech { kPlain, kTls };

  explicit Edge(Answer answer, Speech speech = Speech::kPlain, http::Limits limits = {},
                std::function<void(http::Endpoint&)> change = {})
      : server_(endpoint(std::move(answer), std::move(change)),
                speech == Speech::kTls ? std::optional(test_identity()) : std::nullopt, limits) {
    server_.listen("127.0.0.1", 0);
    url = (speech == Speech::kTls ? "https://127.0.0.1:" : "http://127.0.0.1:") +
          std::to_string(server_.port());
  }

  // Always this reply, whose fate is kept under the target that was asked for.
  Edge(Reply reply, Speech speech, http::Limits limits = {})
      : Edge([this, reply](Request&& request) { return keep(request.target, reply); }, speech,
             limits) {}

  http::Departure keep(const std::string& target, Reply reply) {
    return {std::move(reply), [this, target](const Delivered& delivered) {
              const std::lock_guard lock(mutex_);
              fates_[target] = delivered;
            }};
  }

  // What became of the reply to the target; waited for.
  Delivered fate(const std::string& target) {
    for (const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
         std::chrono::steady_clock::now() < end; std::this_thread::yield()) {
      const std::lock_guard lock(mutex_);
      if (const auto found = fates_.find(target); found != fates_.end()) return found->second;
    }
    FAIL("nothing became of the reply to " << target);
    return {};
  }
  bool settled(const std::string& target) {
    const std::lock_guard lock(mutex_);
    return fates_.contains(target);
  }

  http::Server& server() { return server_; }

  std::string url;

 private:
  static http::Endpoint endpoint(Answer answer, std::function<void(http::Endpoint&)> change) {
    http::Endpoint endpoint{
        .answer = [answer = std::move(answer)](
                      Request&& request, http::Instant) { return answer(std::move(request)); },
        .refuse = [](Request&&, http::Refusal refusal, const std::string& why) -> http::Departure {
          Reply reply;
          reply.status = refusal == http::Refusal::kTooSlow        ? 408
                         : refusal == http::Refusal::kBodyTooLarge ? 413
                                                                   : 400;
          reply.body = why;
          return {reply};
        }};
    if (change) change(endpoint);
    return endpoint;
  }

  std::mutex mutex_;
  std::map<std::string, Delivered> fates_;
  http::Server server_;
};

// The head of an answer, up to its empty line.
inline std::string read_head(RawClient& client) {
  std::string head;
  while (!head.ends_with("\r\n\r\n")) {
    const std::string more = client.read(1);
    if (more.empty()) return head;
    head += more;
  }
  return head;
}

inline Reply text_reply(std::string body, Delivery delivery = {}) {
  Reply reply;
  reply.headers = {{"Content-Type", "text/plain"}};
  reply.body = std::move(body);
  reply.delivery = std::move(delivery);
  return reply;
}

}  // namespace virga
