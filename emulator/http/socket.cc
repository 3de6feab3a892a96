#include "http/socket.h"

#include <linux/sockios.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>

namespace virga::http {
namespace {

template <typename Call>
Io attempt(const Call& call, std::size_t& count) {
  ssize_t result = -1;
  do {
    result = call();
  } while (result < 0 && errno == EINTR);
  count = result > 0 ? static_cast<std::size_t>(result) : 0;
  if (result > 0) return Io::kDone;
  if (result == 0) return Io::kEnd;
  return errno == EAGAIN || errno == EWOULDBLOCK ? Io::kBlocked : Io::kFailed;
}

}  // namespace

Io Socket::read(char* to, std::size_t size, std::size_t& count) {
  count = 0;
  return tls_ ? tls_->read(to, size, count) : skip(to, size, count);
}

Io Socket::skip(char* to, std::size_t size, std::size_t& count) {
  return attempt([&] { return ::recv(descriptor_, to, size, 0); }, count);
}

Io Socket::write(std::string_view bytes, std::size_t& count) {
  count = 0;
  if (bytes.empty()) return Io::kDone;
  if (tls_) return tls_->write(bytes.data(), bytes.size(), count);
  return attempt([&] { return ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL); },
                 count);
}

void Socket::finish() {
  if (tls_) tls_->say_goodbye();
  ::shutdown(descriptor_, SHUT_WR);
}

void Socket::close() {
  if (tls_) tls_->say_goodbye();
  tls_.reset();
  if (descriptor_ >= 0) ::close(descriptor_);
  descriptor_ = -1;
}

void Socket::reset() {
  tls_.reset();                // without a goodbye
  const linger at_once{1, 0};  // closing now sends a reset and drops what is still to be sent
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  close();
}

bool Socket::broken() const {
  int error = 0;
  socklen_t size = sizeof error;
  return ::getsockopt(descriptor_, SOL_SOCKET, SO_ERROR, &error, &size) == 0 && error != 0;
}

bool Socket::unacknowledged() const {
  int bytes = 0;
  return ::ioctl(descriptor_, SIOCOUTQ, &bytes) == 0 && bytes > 0;
}

void Socket::narrow_window() {
  const int least = 1;  // the kernel makes it as much as it needs
  ::setsockopt(descriptor_, SOL_SOCKET, SO_RCVBUF, &least, sizeof least);
}

}  // namespace virga::http
