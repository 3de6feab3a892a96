#include "http/tls.h"

#include <openssl/err.h>

#include <new>

#include "http/openssl.h"

namespace virga::http {
namespace {

void require(bool done) {
  if (!done) throw IdentityFailure("the TLS certificate cannot be used: " + take_complaint());
}

// The leaf, then the certificates of those who vouch for it.
void use_certificates(SSL_CTX* context, const std::string& pem) {
  CertificatesRead read = certificates_of(pem);
  require(!read.certificates.empty());
  bool leaf = true;
  for (Certificate& each : read.certificates) {
    if (leaf)
      require(SSL_CTX_use_certificate(context, each.get()) == 1);
    else
      require(SSL_CTX_add1_chain_cert(context, each.get()) == 1);
    leaf = false;
  }
}

}  // namespace

void TlsServer::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }
void TlsStream::Free::operator()(ssl_st* session) const { SSL_free(session); }

TlsServer::TlsServer(const Identity& identity) : context_(SSL_CTX_new(TLS_server_method())) {
  require(context_ != nullptr);
  SSL_CTX* context = context_.get();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // An idle connection needs no buffers; what could not be sent may move before it is tried again.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  use_certificates(context, identity.certificates);
  const KeyRead read = key_of(identity.key);
  require(read.key != nullptr);
  require(SSL_CTX_use_PrivateKey(context, read.key.get()) == 1);
  require(SSL_CTX_check_private_key(context) == 1);
}

TlsStream::TlsStream(const TlsServer& server, int socket)
    : session_(SSL_new(server.context_.get())) {
  if (!session_ || SSL_set_fd(session_.get(), socket) != 1) throw std::bad_alloc();
  SSL_set_accept_state(session_.get());
}

Io TlsStream::outcome_of(int result) {
  switch (SSL_get_error(session_.get(), result)) {
    case SSL_ERROR_NONE: return Io::kDone;
    case SSL_ERROR_WANT_READ:
    case SSL_ERROR_WANT_WRITE: return Io::kBlocked;
    case SSL_ERROR_ZERO_RETURN: return Io::kEnd;
    default: break;
  }
  usable_ = false;
  // A client that just closes its socket says no goodbye; many do, and it ends nothing badly.
  const bool torn = ERR_GET_REASON(ERR_peek_error()) == SSL_R_UNEXPECTED_EOF_WHILE_READING;
  return torn ? Io::kEnd : Io::kFailed;
}

Io TlsStream::shake_hands() {
  ERR_clear_error();
  const Io outcome = outcome_of(SSL_do_handshake(session_.get()));
  spoke_http_ = outcome == Io::kFailed && ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
  return outcome;
}

Io TlsStream::read(char* to, std::size_t size, std::size_t& count) {
  ERR_clear_error();
  return outcome_of(SSL_read_ex(session_.get(), to, size, &count));
}

Io TlsStream::write(const char* from, std::size_t size, std::size_t& count) {
  ERR_clear_error();
  return outcome_of(SSL_write_ex(session_.get(), from, size, &count));
}

void TlsStream::say_goodbye() {
  if (!usable_) return;
  usable_ = false;  // once is enough
  ERR_clear_error();
  static_cast<void>(SSL_shutdown(session_.get()));
}

}  // namespace virga::http
