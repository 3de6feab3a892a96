// A client that asks over one kept-alive connection, and a crowd of them that asks at once.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace virga::bench {

std::string get(std::string_view target, std::string_view header = {});  // bytes of a request
std::string put(std::string_view target, std::string_view body);

// Throws std::runtime_error when the server hangs up or answers with anything but 200.
class Client {
 public:
  // From 127.0.0.SOURCE; there are less than 30,000 ports for each.
  explicit Client(int port, int source = 1);
  ~Client();
  Client(Client&& other) noexcept;
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;

  void send(std::string_view request);
  bool receive();  // waits for bytes; true when the answer is whole
  void ask(std::string_view request) {
    send(request);
    while (!receive()) {
    }
  }

  int socket() const { return socket_; }

 private:
  int socket_ = -1;
  std::string answer_;
};

// Microseconds that each of many requests took, asked one after another with a pause between.
std::vector<double> latencies(Client& client, std::string_view request,
                              std::chrono::milliseconds length,
                              std::chrono::microseconds pause = {});

class Crowd {
 public:
  Crowd(int port, std::size_t size);  // connected, nothing asked
  ~Crowd();
  Crowd(const Crowd&) = delete;
  Crowd& operator=(const Crowd&) = delete;

  void send(std::string_view request);  // one each
  void await();                         // every answer
  void ask(std::string_view request) { send(request), await(); }

 private:
  std::vector<Client> clients_;
  int epoll_ = -1;
};

}  // namespace virga::bench
