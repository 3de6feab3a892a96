// Listens, and shares the connections out among a few event loops.
#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "http/identity.h"
#include "http/lane.h"
#include "http/limits.h"
#include "http/listener.h"
#include "http/message.h"
#include "http/tls.h"

namespace virga::http {

class Server {
 public:
  // With an identity it speaks TLS. Throws IdentityFailure.
  explicit Server(Endpoint endpoint, std::optional<Identity> identity = {}, Limits limits = {});
  ~Server();
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  // Returns once connections are accepted. Port 0 takes a free one. Throws ListenFailure. Once.
  void listen(const std::string& host, int port);
  int port() const { return port_; }

  // No new connections; idle ones end at once, open answers within `grace`, then they are cut.
  void stop(std::chrono::milliseconds grace);

 private:
  class Listener;

  void share_out(int socket);

  const Endpoint endpoint_;
  const Limits limits_;
  const std::optional<TlsServer> tls_;
  int port_ = 0;

  std::mutex mutex_;
  std::condition_variable ended_;

  Lane::Shared shared_;
  std::vector<std::unique_ptr<Lane>> lanes_;
  std::vector<std::unique_ptr<Listener>> listeners_;
  std::size_t next_lane_ = 0;
};

}  // namespace virga::http
