#include "http/server.h"

#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <future>
#include <thread>

#include "http/answer.h"

namespace virga::http {
namespace {

// More loops than these have nothing to do on the machines that tests run on.
std::size_t lane_count() {
  return std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, 4);
}

// Beyond the bound, so many are still told why before they are closed; others are just closed.
constexpr std::size_t kMostTurnedAway = 256;
constexpr std::chrono::milliseconds kFullPause{50};

}  // namespace

// A listening socket, on the loop of the first lane.
class Server::Listener : public Loop::Watcher {
 public:
  Listener(int socket, Server& server)
      : socket_(socket),
        spare_(::open("/dev/null", O_RDONLY | O_CLOEXEC)),
        server_(server),
        again_(server.lanes_.front()->loop(), [this] { ready(EPOLLIN); }) {}
  ~Listener() override {
    close();
    if (spare_ >= 0) ::close(spare_);
  }

  int socket() const { return socket_; }

  void ready(std::uint32_t) override {
    while (socket_ >= 0) {
      const int accepted = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
      if (accepted >= 0) {
        server_.share_out(accepted);
      } else if (errno == EMFILE || errno == ENFILE) {
        // Out of descriptors: one is kept in reserve, to close a connection by. Somebody else may
        // free some, so it is tried again.
        if (!turn_away_by_reserve()) return again_.set_in(kFullPause);
      } else if (errno != EINTR && errno != ECONNABORTED) {
        return;
      }
    }
  }

  void close() {
    if (socket_ >= 0) {
      server_.lanes_.front()->loop().forget(socket_);
      ::close(socket_);
    }
    socket_ = -1;
    again_.cancel();
  }

 private:
  bool turn_away_by_reserve() {
    if (spare_ < 0) return false;
    ::close(spare_);
    const int accepted = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (accepted >= 0) {
      if (!server_.tls_) ::send(accepted, kFull.data(), kFull.size(), MSG_NOSIGNAL);
      ::close(accepted);
    }
    spare_ = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    return accepted >= 0;
  }

  int socket_;
  int spare_;
  Server& server_;
  Timer again_;
};

Server::Server(Endpoint endpoint, std::optional<Identity> identity, Limits limits)
    : endpoint_(std::move(endpoint)),
      limits_(limits),
      tls_(identity ? std::optional<TlsServer>(std::in_place, *identity) : std::nullopt),
      shared_{.endpoint = endpoint_, .limits = limits_, .tls = tls_ ? &*tls_ : nullptr} {
  shared_.ended = [this] {
    const std::lock_guard lock(mutex_);
    if (shared_.open == 0) ended_.notify_all();
  };
}

Server::~Server() { stop(std::chrono::milliseconds(0)); }

void Server::listen(const std::string& host, int port) {
  const Listening listening = listen_on(host, port);
  port_ = listening.port;
  for (std::size_t i = 0; i < lane_count(); ++i) lanes_.push_back(std::make_unique<Lane>(shared_));
  for (const int socket : listening.sockets) {
    listeners_.push_back(std::make_unique<Listener>(socket, *this));
    lanes_.front()->loop().watch(socket, *listeners_.back());
  }
  for (const auto& lane : lanes_) lane->start();
}

void Server::share_out(int socket) {
  const int on = 1;
  ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const std::size_t open = ++shared_.open;
  if (open > limits_.connections + kMostTurnedAway) {
    ::close(socket);
    --shared_.open;
    return;
  }
  Lane& lane = *lanes_[next_lane_++ % lanes_.size()];
  const bool welcome = open <= limits_.connections;
  if (&lane == lanes_.front().get()) return lane.adopt(socket, welcome);
  lane.loop().post([&lane, socket, welcome] { lane.adopt(socket, welcome); });
}

void Server::stop(std::chrono::milliseconds grace) {
  if (lanes_.empty()) return;
  // Waited for, so that no connection is handed to a lane that has taken leave.
  std::promise<void> closed;
  lanes_.front()->loop().post([this, &closed] {
    for (const auto& listener : listeners_) listener->close();
    closed.set_value();
  });
  closed.get_future().wait();
  for (const auto& lane : lanes_) lane->loop().post([&lane] { lane->take_leave(); });
  {
    std::unique_lock lock(mutex_);
    const auto all_ended = [this] { return shared_.open == 0; };
    if (!ended_.wait_for(lock, grace, all_ended)) {
      for (const auto& lane : lanes_) lane->loop().post([&lane] { lane->cut(); });
      ended_.wait(lock, all_ended);
    }
  }
  shared_.pool.stop();
  for (const auto& lane : lanes_) lane->join();
  listeners_.clear();
  lanes_.clear();
}

}  // namespace virga::http
