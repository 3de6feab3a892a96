// Sockets that listen, and what can be said when there are none to be had.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace virga::http {

// The address cannot be had: taken, not of this machine, not allowed.
class ListenFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Listening {
  std::vector<int> sockets;  // one an address of the host; they do not block
  int port = 0;
};

// Every address that the host's name stands for, all on one port; 0 takes a free one. Throws
// ListenFailure.
Listening listen_on(const std::string& host, int port);

}  // namespace virga::http
