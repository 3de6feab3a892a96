// What an event loop of a library gives: Asio, its loop run by several threads. It thinks no more
// than virga_raw does, or, told to pass the gate, reads requests and writes answers with as much
// care as Virga's own server, so that the two loops can be compared.
//
//   virga_asio GET_ANSWER POST_ANSWER THREADS           files with head and body
//   virga_asio GET_ANSWER POST_ANSWER THREADS gate      files with the body
//
// Prints `asio listening on http://127.0.0.1:PORT`, runs until it is killed.
#include <algorithm>
#include <array>
#include <asio.hpp>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "http/head.h"
#include "static_answers.h"

namespace {

using asio::ip::tcp;
using virga::bench::StaticAnswers;

// What a request is answered with, and how long the request is.
struct Response {
  std::size_t request = 0;  // 0: it has not arrived as a whole
  std::string_view bytes;
};

struct Connection {
  tcp::socket socket;
  std::array<char, 16 << 10> buffer;
  std::size_t filled = 0;
  std::string answer;  // kept while it is sent

  std::string_view unread() const { return {buffer.data(), filled}; }
};

Response answer_unread(Connection& connection, const StaticAnswers& answers) {
  const std::string_view unread = connection.unread();
  const std::size_t length = virga::bench::request_length(unread);
  if (length == 0) return {};
  return {length, answers.to(unread)};
}

Response pass_gate(Connection& connection, const StaticAnswers& answers) {
  const std::string_view unread = connection.unread();
  const auto length = virga::http::head_length(unread);
  if (!length) return {};
  virga::http::Head head = virga::http::read_head(unread.substr(0, *length));
  if (!head.refusal.empty()) return {};
  if (*length + head.length > unread.size()) return {};
  virga::Request request = std::move(head.request);
  request.body = unread.substr(*length, head.length);
  const std::string& body = answers.to(request.method);
  connection.answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
                      std::to_string(body.size()) + "\r\n\r\n" + body;
  return {*length + static_cast<std::size_t>(head.length), connection.answer};
}

class Responder {
 public:
  Responder(StaticAnswers answers, bool gate)
      : answers_(std::move(answers)), answer_(gate ? pass_gate : answer_unread) {}

  void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&](const asio::error_code& error, tcp::socket socket) {
      if (!error) {
        socket.set_option(tcp::no_delay(true));
        read(std::make_unique<Connection>(Connection{std::move(socket), {}, 0, {}}));
      }
      accept(acceptor);
    });
  }

 private:
  // The handler that runs owns the connection; one that does not hand it on closes it.
  void read(std::unique_ptr<Connection> connection) {
    Connection& it = *connection;
    it.socket.async_read_some(asio::buffer(it.buffer) + it.filled,
                              [this, connection = std::move(connection)](
                                  const asio::error_code& error, std::size_t count) mutable {
                                if (error) return;
                                connection->filled += count;
                                write(std::move(connection));
                              });
  }

  void write(std::unique_ptr<Connection> connection) {
    Connection& it = *connection;
    const Response response = answer_(it, answers_);
    if (response.request == 0) return read(std::move(connection));
    asio::async_write(it.socket, asio::buffer(response.bytes),
                      [this, connection = std::move(connection), used = response.request](
                          const asio::error_code& error, std::size_t) mutable {
                        if (error) return;
                        auto& buffer = connection->buffer;
                        std::copy(buffer.begin() + used, buffer.begin() + connection->filled,
                                  buffer.begin());
                        connection->filled -= used;
                        if (connection->filled == 0) return read(std::move(connection));
                        write(std::move(connection));
                      });
  }

  const StaticAnswers answers_;
  Response (*const answer_)(Connection&, const StaticAnswers&);
};

}  // namespace

int main(int argc, char** argv) {
  const int count = argc >= 4 ? std::atoi(argv[3]) : 0;
  const bool gate = argc == 5 && std::string_view(argv[4]) == "gate";
  if (count < 1 || (argc > 4 && !gate)) {
    std::cerr << "usage: virga_asio GET_ANSWER POST_ANSWER THREADS [gate]\n";
    return 2;
  }
  Responder responder({virga::bench::contents(argv[1]), virga::bench::contents(argv[2])}, gate);
  asio::io_context loop(count);
  tcp::acceptor acceptor(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  responder.accept(acceptor);
  std::cout << "asio listening on http://127.0.0.1:" << acceptor.local_endpoint().port()
            << std::endl;
  std::vector<std::thread> threads;
  for (int i = 0; i < count; ++i) threads.emplace_back([&] { loop.run(); });
  for (std::thread& thread : threads) thread.join();
}
