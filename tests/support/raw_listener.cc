#include "support/raw_listener.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>

namespace virga {

RawPeer::RawPeer(int socket, SSL_CTX* settings) : socket_(socket) {
  if (settings == nullptr) return;
  session_.reset(SSL_new(settings));
  SSL_set_fd(session_.get(), socket_);
  agreed_ = SSL_accept(session_.get()) == 1;
  http::take_complaint();
}

RawPeer::~RawPeer() {
  if (session_ && agreed_ && polite_) SSL_shutdown(session_.get());
  http::take_complaint();
  ::close(socket_);
}

bool RawPeer::send(std::string_view bytes) {
  if (!agreed_) return false;
  if (session_) return SSL_write(session_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), 0);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawPeer::receive() {
  if (!agreed_) return false;
  char bytes[16 << 10];
  const ssize_t count = session_ ? SSL_read(session_.get(), bytes, sizeof bytes)
                                 : ::recv(socket_, bytes, sizeof bytes, 0);
  if (count > 0) input_.append(bytes, static_cast<std::size_t>(count));
  return count > 0;
}

std::string RawPeer::read_request() {
  std::size_t size = std::string::npos;
  while (input_.size() < size) {
    if (const auto end = input_.find("\r\n\r\n"); end != std::string::npos) {
      constexpr std::string_view kLength = "Content-Length: ";
      const auto length = input_.find(kLength);
      size = end + 4;
      if (length < end)
        size += static_cast<std::size_t>(std::atoi(input_.c_str() + length + kLength.size()));
    }
    if (input_.size() >= size || !receive()) break;
  }
  std::string request = input_.substr(0, size);
  input_.erase(0, request.size());
  return request;
}

void RawPeer::wait_for_end() {
  while (receive()) {
  }
}

void RawPeer::reset() {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  cut();
}

RawListener::RawListener(Script script, const std::optional<http::Identity>& identity)
    : script_(std::move(script)) {
  if (identity) {
    settings_.reset(SSL_CTX_new(TLS_server_method()));
    const http::CertificatesRead certificates = http::certificates_of(identity->certificates);
    const http::KeyRead key = http::key_of(identity->key);
    REQUIRE(SSL_CTX_use_certificate(settings_.get(), certificates.certificates.at(0).get()) == 1);
    REQUIRE(SSL_CTX_use_PrivateKey(settings_.get(), key.key.get()) == 1);
  }
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
  REQUIRE(::listen(listener_, 16) == 0);
  REQUIRE(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

RawListener::~RawListener() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    if (open_ >= 0) ::shutdown(open_, SHUT_RDWR);
  }
  ::shutdown(listener_, SHUT_RDWR);  // wakes the thread
  thread_.join();
  ::close(listener_);
}

std::string RawListener::url() const {
  return (settings_ ? "https://127.0.0.1:" : "http://127.0.0.1:") + std::to_string(port_);
}

void RawListener::serve() {
  // OpenSSL writes to the socket itself; a client that has left is no reason for a signal.
  sigset_t pipe;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
  for (;;) {
    const int accepted = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    {
      const std::lock_guard lock(mutex_);
      if (stopping_ || accepted < 0) {
        if (accepted >= 0) ::close(accepted);
        return;
      }
      open_ = accepted;
    }
    const int on = 1;
    ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    RawPeer peer(accepted, settings_.get());
    script_(peer);
    const std::lock_guard lock(mutex_);
    open_ = -1;  // before the peer closes it
  }
}

}  // namespace virga
