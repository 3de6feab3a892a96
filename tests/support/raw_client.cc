#include "support/raw_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <cstdlib>

#include "base/text.h"

namespace virga {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

bool wait_for(int socket, short what, steady_clock::time_point deadline) {
  for (;;) {
    const auto left =
        std::chrono::ceil<milliseconds>(std::max(deadline - steady_clock::now(), {})).count();
    pollfd waiting{socket, what, 0};
    const int outcome = ::poll(&waiting, 1, static_cast<int>(left));
    if (outcome >= 0 || errno != EINTR) return outcome > 0;
  }
}

void read_head(std::string_view head, RawAnswer& answer) {
  bool first = true;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(std::min(head.size(), end + 2));
    if (line.empty()) continue;
    if (first) {
      const auto blank = line.find(' ');
      answer.status = std::atoi(std::string(line.substr(blank + 1, 3)).c_str());
      answer.reason = line.substr(std::min(line.size(), blank + 5));
    } else {
      const auto colon = line.find(':');
      answer.headers.emplace_back(line.substr(0, colon), trim(line.substr(colon + 1)));
    }
    first = false;
  }
}

}  // namespace

Json RawAnswer::json() const { return parse_json(body).value_or(nullptr); }

std::string RawAnswer::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_letters(key, name)) return value;
  return {};
}

std::size_t RawAnswer::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(headers.begin(), headers.end(),
                    [&](const auto& header) { return same_letters(header.first, name); }));
}

RawClient::RawClient(const std::string& url, const RawTls& tls) {
  const auto slashes = url.find("//");
  const auto colon = url.rfind(':');
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(std::atoi(url.c_str() + colon + 1)));
  const std::string host = url.substr(slashes + 2, colon - slashes - 2);
  REQUIRE(::inet_pton(AF_INET, host.c_str(), &address.sin_addr) == 1);
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  REQUIRE(socket_ >= 0);
  const int on = 1;  // bytes leave when they are sent, not gathered
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  if (url.starts_with("https://")) agree(tls);
}

RawClient::~RawClient() {
  if (socket_ >= 0) ::close(socket_);
}

void RawClient::agree(const RawTls& tls) {
  settings_.reset(SSL_CTX_new(TLS_client_method()));
  if (tls.version == RawTls::Version::kTls12)
    SSL_CTX_set_max_proto_version(settings_.get(), TLS1_2_VERSION);
  if (tls.version == RawTls::Version::kTls13)
    SSL_CTX_set_min_proto_version(settings_.get(), TLS1_3_VERSION);
  if (!tls.authority.empty()) {
    REQUIRE(SSL_CTX_load_verify_file(settings_.get(), tls.authority.c_str()) == 1);
    SSL_CTX_set_verify(settings_.get(), SSL_VERIFY_PEER, nullptr);
  }
  session_.reset(SSL_new(settings_.get()));
  BIO *from = BIO_new(BIO_s_mem()), *to = BIO_new(BIO_s_mem());
  SSL_set_bio(session_.get(), from, to);  // the session owns them
  const bool address = tls.name.find_first_not_of("0123456789.") == std::string::npos;
  if (!address) REQUIRE(SSL_set_tlsext_host_name(session_.get(), tls.name.c_str()) == 1);
  if (!tls.authority.empty()) REQUIRE(SSL_set1_host(session_.get(), tls.name.c_str()) == 1);
  const auto deadline = steady_clock::now() + kPatience;
  for (;;) {
    http::take_complaint();
    const int outcome = SSL_connect(session_.get());
    if (outcome != 1) fail(SSL_get_error(session_.get(), outcome));
    send_sealed();
    std::string bytes;
    if (outcome == 1 || line_ != Line::kOpen || !receive_plain(bytes, deadline)) return;
    BIO_write(SSL_get_rbio(session_.get()), bytes.data(), static_cast<int>(bytes.size()));
  }
}

std::string RawClient::tls_version() const {
  return session_ && SSL_is_init_finished(session_.get()) ? SSL_get_version(session_.get()) : "";
}

void RawClient::fail(int error) {
  if (error != SSL_ERROR_SSL) return;  // it wants more, or the other side has taken leave
  line_ = Line::kAlert;
  failure_ = http::take_complaint();
  if (const long distrust = SSL_get_verify_result(session_.get()); distrust != X509_V_OK)
    failure_ = X509_verify_cert_error_string(distrust);
}

bool RawClient::send_sealed() {
  BIO* to = SSL_get_wbio(session_.get());
  char* bytes = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(to, &bytes));
  const bool sent = send_plain({bytes, size});
  BIO_reset(to);
  return sent;
}

bool RawClient::send(std::string_view bytes) {
  if (!session_) return send_plain(bytes);
  if (tls_version().empty()) return false;
  constexpr std::size_t kRecord = 16 << 10;  // what TLS seals at once
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kRecord))) {
    const int size = static_cast<int>(std::min(bytes.size(), kRecord));
    if (SSL_write(session_.get(), bytes.data(), size) != size || !send_sealed()) return false;
  }
  return true;
}

bool RawClient::send_plain(std::string_view bytes) {
  const auto deadline = steady_clock::now() + kPatience;
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) return false;
    if (!wait_for(socket_, POLLOUT, deadline)) return false;
  }
  return true;
}

void RawClient::finish_sending() {
  if (!tls_version().empty()) {
    SSL_shutdown(session_.get());
    send_sealed();
  }
  ::shutdown(socket_, SHUT_WR);
}

bool RawClient::receive_plain(std::string& bytes, Deadline deadline) {
  if (!wait_for(socket_, POLLIN, deadline)) return false;
  bytes.resize(64 << 10);
  const ssize_t count = ::recv(socket_, bytes.data(), bytes.size(), 0);
  const bool leave_taken =
      !session_ || (SSL_get_shutdown(session_.get()) & SSL_RECEIVED_SHUTDOWN) != 0;
  if (count == 0) line_ = leave_taken ? Line::kEof : Line::kTorn;
  if (count < 0) line_ = Line::kReset;
  if (count < 0) CHECK(errno == ECONNRESET);
  bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(count, 0)));
  return count > 0;
}

bool RawClient::receive(Deadline deadline) {
  while (line_ == Line::kOpen) {
    if (session_ && open_sealed()) return true;
    std::string bytes;
    if (line_ != Line::kOpen || !receive_plain(bytes, deadline)) break;
    if (!session_) {
      input_ += bytes;
      return true;
    }
    BIO_write(SSL_get_rbio(session_.get()), bytes.data(), static_cast<int>(bytes.size()));
  }
  return false;
}

bool RawClient::open_sealed() {
  char bytes[16 << 10];
  http::take_complaint();
  const int count = SSL_read(session_.get(), bytes, sizeof bytes);
  if (count > 0) {
    input_.append(bytes, static_cast<std::size_t>(count));
    return true;
  }
  fail(SSL_get_error(session_.get(), count));
  send_sealed();
  return false;
}

std::string RawClient::read(std::size_t count, milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  while (input_.size() < count && receive(deadline)) {
  }
  std::string taken = input_.substr(0, count);
  input_.erase(0, taken.size());
  return taken;
}

std::string RawClient::read_rest(milliseconds patience) {
  return read(std::string::npos, patience);
}

bool RawClient::readable(milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  if (session_) return !input_.empty() || receive(deadline) || line_ != Line::kOpen;
  return !input_.empty() || wait_for(socket_, POLLIN, deadline);
}

RawAnswer RawClient::read_answer(bool with_body, milliseconds patience) {
  const auto deadline = steady_clock::now() + patience;
  while (input_.find("\r\n\r\n") == std::string::npos)
    if (!receive(deadline)) return {};
  const std::size_t end = input_.find("\r\n\r\n") + 4;
  RawAnswer answer;
  read_head(std::string_view(input_).substr(0, end), answer);
  input_.erase(0, end);
  if (!with_body || answer.status < 200) return answer;
  const auto length = parse_integer(answer.header("Content-Length"));
  REQUIRE(length.has_value());
  const auto left = std::max(deadline - steady_clock::now(), {});
  answer.body = read(static_cast<std::size_t>(*length), std::chrono::ceil<milliseconds>(left));
  if (answer.body.size() != static_cast<std::size_t>(*length)) answer.status = 0;
  return answer;
}

std::string raw_request(std::string_view method, std::string_view target, std::string_view body,
                        const Headers& headers) {
  std::string text = std::string(method) + " " + std::string(target) + " HTTP/1.1\r\n";
  text += "Host: 127.0.0.1\r\n";
  for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
  if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  return text + "\r\n" + std::string(body);
}

RawAnswer ask_once(const std::string& url, std::string_view bytes) {
  return RawClient(url).ask(bytes);
}

}  // namespace virga
