// One connection: whole requests in, replies out in one send each, and the ways a connection can
// end badly.
#pragma once

#include <httplib.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>

#include "http/head.h"
#include "http/message.h"

namespace virga::http {

// What the library reads from and writes to. It is shown a head that it cannot misread: only what
// frames the body, for it would decode header values, compress, cut ranges and refuse long targets.
// Writes gather until they are flushed.
class WireStream : public httplib::Stream {
 public:
  explicit WireStream(int socket) : socket_(socket) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override;
  ssize_t write(const char* from, size_t size) override;
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return socket_; }

  // Bytes until a whole head is there. False when the client left, was too slow or sent too much.
  enum class Arrival { kHead, kNothing, kPartial, kTooLarge };
  Arrival await_head(std::chrono::milliseconds idle);
  Head take_head();  // parses it
  void show(const Head& head,
            bool without_body);  // reads continue with a reduced head, then the body
  // The chunks of a body, put together. Read here, as the library takes a chunk that does not end
  // where it should for the end of the body, and what follows for another request.
  enum class Chunks { kWhole, kTooLarge, kCut, kUnreadable };
  Chunks read_chunks(std::string& body);

  bool flush();  // one send
  void drain();  // reads for a moment what the client still sends, so that closing does not reset
                 // the connection

 private:
  bool receive(std::chrono::milliseconds patience);
  Chunks read_line(std::string& line);

  int socket_;
  std::string input_;    // received, not yet consumed
  std::size_t at_ = 0;   // where input_ is read next
  std::string reduced_;  // the head the library is to see
  std::size_t reduced_at_ = 0;
  std::string output_;
};

// Serves one connection until it ends. Used by one thread; `interrupt` may be called from another.
class Wire : private httplib::Server {
 public:
  Wire(int socket, const Endpoint& endpoint);
  ~Wire() override;
  Wire(const Wire&) = delete;
  Wire& operator=(const Wire&) = delete;

  void serve();
  // The connection ends when the present request is answered; at once when it is idle, or when
  // `at_once` is given.
  void interrupt(bool at_once);

 private:
  bool serve_one();
  void answer(const httplib::ContentReader& reader, httplib::Response& response);
  std::string read_body(const httplib::ContentReader& reader, std::string& body, bool& large);
  Reply decide(Request&& request);
  void put(Reply&& reply, httplib::Response& response);
  void pause(std::chrono::milliseconds wait);

  const int socket_;
  const Endpoint& endpoint_;
  WireStream stream_;
  Head head_;
  Ending ending_ = Ending::kWhole;
  bool broken_ =
      false;  // what follows on the connection cannot be told apart from the rest of this request

  std::mutex mutex_;
  std::condition_variable interrupted_;
  bool stopping_ = false;
  bool hurry_ = false;
  bool idle_ = true;
};

}  // namespace virga::http
