#include "http/lane.h"

#include <unistd.h>

#include <new>
#include <vector>

#include "http/quiet_thread.h"

namespace virga::http {

void Lane::start() {
  thread_ = quiet_thread([this] { loop_.run(); });
}

void Lane::join() {
  if (!thread_.joinable()) return;
  loop_.stop();
  thread_.join();
}

void Lane::adopt(int socket, bool welcome) {
  std::unique_ptr<Connection> connection;
  try {
    connection = std::make_unique<Connection>(socket, ++last_id_, *this);
  } catch (const std::bad_alloc&) {
    ::close(socket);
  }
  if (!connection || leaving_ || !loop_.watch(socket, *connection)) {
    --shared_.open;
    shared_.ended();
    return;
  }
  Connection& adopted = *connection;
  connections_.emplace(adopted.id(), std::move(connection));
  if (welcome)
    adopted.welcome();
  else
    adopted.turn_away();
}

void Lane::take_leave() {
  leaving_ = true;
  for (const auto& [id, connection] : connections_) connection->take_leave();
}

void Lane::cut() {
  for (const auto& [id, connection] : connections_) connection->cut();
}

Connection* Lane::find(std::uint64_t id) {
  const auto found = connections_.find(id);
  return found == connections_.end() ? nullptr : found->second.get();
}

// Not at once: it may be among the events at hand, and further up in the calls.
void Lane::release(Connection& connection) {
  loop_.after_events([this, id = connection.id()] {
    connections_.erase(id);
    --shared_.open;
    shared_.ended();
  });
}

}  // namespace virga::http
