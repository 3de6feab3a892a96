// What somebody writes into an answer that goes on, on its way to the connection.
#pragma once

#include <cstdint>
#include <mutex>
#include <string>

#include "http/message.h"

namespace virga::http {

class Lane;

class Outflow : public Sink {
 public:
  // Of the connection with that id, on that lane.
  Outflow(Lane& lane, std::uint64_t id) : lane_(&lane), id_(id) {}

  bool write(std::string bytes) override;
  std::size_t unsent() const override;
  void end() override;

  // The following belong to the connection.
  std::string take();  // what has been written since; what was taken before has been sent
  bool ended() const;  // nothing will be written any more, and everything was taken
  void cut();          // nothing is sent any more

 private:
  void tell_locked();

  mutable std::mutex mutex_;
  Lane* lane_;  // nullptr: the connection is gone
  const std::uint64_t id_;
  std::string written_;  // and not taken yet
  std::size_t on_its_way_ = 0;
  bool told_ = false;  // the connection, that there is something to take
  bool ended_ = false;
};

}  // namespace virga::http
