#include "http/outgoing.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>
#include <memory>

#include "base/clock.h"

namespace virga::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using Addresses = std::unique_ptr<addrinfo, Freed<::freeaddrinfo>>;

Addresses look_up(const Place& place) {
  addrinfo wanted{};
  wanted.ai_socktype = SOCK_STREAM;
  wanted.ai_flags = AI_NUMERICSERV;
  addrinfo* found = nullptr;
  if (const int failure = ::getaddrinfo(place.host.c_str(), place.port.c_str(), &wanted, &found))
    throw Broken("there is no host " + place.host + " (" + ::gai_strerror(failure) + ")");
  return Addresses(found);
}

std::string words_of(int error) {
  if (error == ECONNREFUSED) return "the connection was refused";
  if (error == ECONNRESET || error == EPIPE) return "the connection was reset";
  return std::string("the connection failed: ") + std::strerror(error);
}

bool is_address(const std::string& host) {
  unsigned char ignored[sizeof(in6_addr)];
  return ::inet_pton(AF_INET, host.c_str(), ignored) == 1 ||
         ::inet_pton(AF_INET6, host.c_str(), ignored) == 1;
}

TlsSettings make_settings(const Trust& trust) {
  TlsSettings settings(SSL_CTX_new(TLS_client_method()));
  if (!settings) throw Broken("TLS: " + take_complaint());
  SSL_CTX_set_min_proto_version(settings.get(), TLS1_2_VERSION);
  if (trust.anybody) return settings;
  SSL_CTX_set_verify(settings.get(), SSL_VERIFY_PEER, nullptr);
  if (trust.authority.empty())
    SSL_CTX_set_default_verify_paths(settings.get());
  else if (SSL_CTX_load_verify_file(settings.get(), trust.authority.c_str()) != 1)
    throw Broken("TLS: " + trust.authority + " holds no certificate to trust (" + take_complaint() +
                 ")");
  return settings;
}

bool begins_with(const std::uint8_t* bytes, std::initializer_list<std::uint8_t> prefix) {
  return std::equal(prefix.begin(), prefix.end(), bytes);
}

// 127/8, 10/8, 172.16/12, 192.168/16, 169.254/16.
bool is_nearby_v4(const std::uint8_t* bytes) {
  return bytes[0] == 127 || bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) ||
         begins_with(bytes, {192, 168}) || begins_with(bytes, {169, 254});
}

// ::1, fc00::/7, fe80::/10, and those of IPv4 in its clothes.
bool is_nearby(const sockaddr& address) {
  if (address.sa_family == AF_INET)
    return is_nearby_v4(reinterpret_cast<const std::uint8_t*>(
        &reinterpret_cast<const sockaddr_in&>(address).sin_addr));
  if (address.sa_family != AF_INET6) return false;
  const in6_addr& v6 = reinterpret_cast<const sockaddr_in6&>(address).sin6_addr;
  if (IN6_IS_ADDR_V4MAPPED(&v6)) return is_nearby_v4(v6.s6_addr + 12);
  return IN6_IS_ADDR_LOOPBACK(&v6) || (v6.s6_addr[0] & 0xFE) == 0xFC || IN6_IS_ADDR_LINKLOCAL(&v6);
}

void hold_to(SSL* session, const std::string& host) {
  X509_VERIFY_PARAM* terms = SSL_get0_param(session);
  X509_VERIFY_PARAM_set_time(terms, std::chrono::system_clock::to_time_t(Clock().now()));
  const bool set = is_address(host) ? X509_VERIFY_PARAM_set1_ip_asc(terms, host.c_str()) == 1
                                    : SSL_set1_host(session, host.c_str()) == 1;
  if (!set) throw Broken("TLS: " + host + " is no name for a server");
}

}  // namespace

Outgoing::Outgoing(const Place& place, const Trust& trust, milliseconds patience, bool nearby) {
  if (place.tls) settings_ = make_settings(trust);
  allow(patience, "no connection");
  try {
    connect(place, nearby);
    if (place.tls) greet(place.host, trust.anybody);
  } catch (...) {
    if (socket_ >= 0) ::close(socket_);
    throw;
  }
}

Outgoing::~Outgoing() {
  if (session_) {
    deadline_ = {};
    try {
      SSL_shutdown(session_.get());
      send_pending();
    } catch (const Broken&) {  // it is gone already
    }
    take_complaint();
  }
  ::close(socket_);
}

void Outgoing::allow(milliseconds patience, const std::string& complaint) {
  deadline_ = steady_clock::now() + patience;
  complaint_ = complaint + " within " + std::to_string(patience.count()) + " ms";
}

// Tries the addresses of the host in turn; the last one's failure is told.
void Outgoing::connect(const Place& place, bool nearby) {
  const Addresses addresses = look_up(place);
  int failure = EADDRNOTAVAIL;
  bool all_far = nearby;
  for (const addrinfo* each = addresses.get(); each != nullptr; each = each->ai_next) {
    if (nearby && !is_nearby(*each->ai_addr)) continue;
    all_far = false;
    const int socket = ::socket(each->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (socket < 0) {
      failure = errno;
      continue;
    }
    if (socket_ >= 0) ::close(socket_);
    socket_ = socket;
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (::connect(socket_, each->ai_addr, each->ai_addrlen) == 0) return;
    failure = errno;
    if (failure != EINPROGRESS) continue;
    await(POLLOUT);
    socklen_t size = sizeof failure;
    ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &failure, &size);
    if (failure == 0) return;
  }
  if (all_far) throw Broken(place.host + " is neither a loopback nor a private address");
  throw Broken(words_of(failure));
}

void Outgoing::greet(const std::string& host, bool anybody) {
  session_.reset(SSL_new(settings_.get()));
  BIO *from = BIO_new(BIO_s_mem()), *to = BIO_new(BIO_s_mem());
  SSL_set_bio(session_.get(), from, to);  // the session owns them
  if (!is_address(host)) SSL_set_tlsext_host_name(session_.get(), host.c_str());
  if (!anybody) hold_to(session_.get(), host);
  for (;;) {
    take_complaint();
    const int outcome = SSL_connect(session_.get());
    const int what = SSL_get_error(session_.get(), outcome);
    const std::string complaint = take_complaint();
    if (const long distrust = SSL_get_verify_result(session_.get());
        what == SSL_ERROR_SSL && distrust != X509_V_OK)
      throw Broken(std::string("TLS: the certificate is not trusted: ") +
                   X509_verify_cert_error_string(distrust));
    if (what == SSL_ERROR_SSL) throw Broken("TLS: " + complaint);
    send_pending();
    if (outcome == 1) return;
    if (!receive_pending())
      throw Broken("TLS: the server closed the connection before it was agreed upon");
  }
}

void Outgoing::await(short what) {
  for (;;) {
    const auto left =
        std::chrono::ceil<milliseconds>(std::max(deadline_ - steady_clock::now(), {})).count();
    pollfd waiting{socket_, what, 0};
    const int ready =
        ::poll(&waiting, 1,
               static_cast<int>(std::min<std::int64_t>(left, std::numeric_limits<int>::max())));
    if (ready > 0) return;
    if (ready == 0) throw Broken(complaint_);
    if (errno != EINTR) throw Broken(words_of(errno));
  }
}

void Outgoing::send_plain(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0)
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    else if (errno == EAGAIN || errno == EWOULDBLOCK)
      await(POLLOUT);
    else if (errno != EINTR)
      throw Broken(words_of(errno));
  }
}

std::size_t Outgoing::receive_plain(char* to, std::size_t size) {
  for (;;) {
    await(POLLIN);
    const ssize_t count = ::recv(socket_, to, size, 0);
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) throw Broken(words_of(errno));
  }
}

void Outgoing::send_pending() {
  BIO* to = SSL_get_wbio(session_.get());
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(to, &bytes);
  if (size > 0) send_plain({bytes, static_cast<std::size_t>(size)});
  BIO_reset(to);
}

bool Outgoing::receive_pending() {
  char bytes[16 << 10];
  const std::size_t count = receive_plain(bytes, sizeof bytes);
  if (count > 0) BIO_write(SSL_get_rbio(session_.get()), bytes, static_cast<int>(count));
  return count > 0;
}

void Outgoing::send(std::string_view bytes) {
  if (!session_) return send_plain(bytes);
  constexpr std::size_t kRecord = 16 << 10;  // what TLS seals at once
  while (!bytes.empty()) {
    const std::string_view part = bytes.substr(0, kRecord);
    if (SSL_write(session_.get(), part.data(), static_cast<int>(part.size())) <= 0)
      throw Broken("TLS: " + take_complaint());
    send_pending();
    bytes.remove_prefix(part.size());
  }
}

std::string Outgoing::receive() {
  std::string bytes(16 << 10, '\0');
  if (!session_) {
    bytes.resize(receive_plain(bytes.data(), bytes.size()));
    return bytes;
  }
  for (;;) {
    take_complaint();
    const int count = SSL_read(session_.get(), bytes.data(), static_cast<int>(bytes.size()));
    const int what = SSL_get_error(session_.get(), count);
    if (count > 0) {
      bytes.resize(static_cast<std::size_t>(count));
      return bytes;
    }
    if (what == SSL_ERROR_ZERO_RETURN) return {};
    if (what == SSL_ERROR_SSL) throw Broken("TLS: " + take_complaint());
    send_pending();
    if (!receive_pending()) throw Broken("the connection was cut: TLS did not end in order");
  }
}

}  // namespace virga::http
