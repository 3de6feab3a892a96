// cpp-httplib reading requests from memory and answering them there, told to do as little as it
// can be told.
#pragma once

#include <httplib.h>

#include <string>
#include <string_view>

namespace virga::bench {

class InMemoryStream : public httplib::Stream {
 public:
  explicit InMemoryStream(std::string_view input) : input_(input) {}

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }
  ssize_t read(char* to, size_t size) override {
    const std::size_t count = input_.copy(to, size);
    input_.remove_prefix(count);
    return static_cast<ssize_t>(count);
  }
  ssize_t write(const char* from, size_t size) override {
    output_.append(from, size);
    return static_cast<ssize_t>(size);
  }
  void get_remote_ip_and_port(std::string&, int&) const override {}
  void get_local_ip_and_port(std::string&, int&) const override {}
  socket_t socket() const override { return -1; }

  const std::string& output() const { return output_; }

 private:
  std::string_view input_;
  std::string output_;
};

class LeanServer : public httplib::Server {
 public:
  LeanServer() {
    // No route is tried, which would be a regular expression each.
    const auto answer = [](const httplib::Request&, httplib::Response& response) {
      response.status = 200;
      return HandlerResponse::Handled;
    };
    set_pre_routing_handler(answer);
  }

  std::string serve(std::string_view request) {
    InMemoryStream stream(request);
    bool closed = false;
    process_request(stream, false, closed, nullptr);
    return stream.output();
  }
};

}  // namespace virga::bench
