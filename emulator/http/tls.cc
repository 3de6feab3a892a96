#include "http/tls.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <climits>
#include <new>

namespace virga::http {
namespace {

struct FreeBio {
  void operator()(BIO* bio) const { BIO_free(bio); }
};
using Bio = std::unique_ptr<BIO, FreeBio>;

struct FreeCertificate {
  void operator()(X509* certificate) const { X509_free(certificate); }
};
using Certificate = std::unique_ptr<X509, FreeCertificate>;

struct FreeKey {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using Key = std::unique_ptr<EVP_PKEY, FreeKey>;

Bio over(const std::string& text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  if (!bio) throw std::bad_alloc();
  return bio;
}

void require(bool done) {
  if (done) return;
  char reason[256];
  ERR_error_string_n(ERR_get_error(), reason, sizeof reason);
  throw IdentityFailure(std::string("the TLS certificate cannot be used: ") + reason);
}

// The leaf, then the certificates of those who vouch for it.
void use_certificates(SSL_CTX* context, const std::string& pem) {
  const Bio bio = over(pem);
  const Certificate leaf(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  require(leaf != nullptr);
  require(SSL_CTX_use_certificate(context, leaf.get()) == 1);
  while (X509* issuer = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)) {
    Certificate owned(issuer);
    require(SSL_CTX_add0_chain_cert(context, owned.get()) == 1);
    static_cast<void>(owned.release());  // the context's now
  }
  ERR_clear_error();  // of the read that found the end
}

}  // namespace

void TlsServer::Free::operator()(ssl_ctx_st* context) const { SSL_CTX_free(context); }
void TlsSession::Free::operator()(ssl_st* session) const { SSL_free(session); }

TlsServer::TlsServer(const Identity& identity) : context_(SSL_CTX_new(TLS_server_method())) {
  require(context_ != nullptr);
  SSL_CTX* context = context_.get();
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // An idle connection needs no buffers; what could not be sent may move before it is tried again.
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE |
                                SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  use_certificates(context, identity.certificates);
  const Bio bio = over(identity.key);
  const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, nullptr, nullptr));
  require(key != nullptr);
  require(SSL_CTX_use_PrivateKey(context, key.get()) == 1);
  require(SSL_CTX_check_private_key(context) == 1);
}

TlsSession::TlsSession(const TlsServer& server, int socket)
    : session_(SSL_new(server.context_.get())) {
  if (!session_ || SSL_set_fd(session_.get(), socket) != 1) throw std::bad_alloc();
  SSL_set_accept_state(session_.get());
}

Io TlsSession::outcome_of(int result) {
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

Io TlsSession::shake_hands() {
  ERR_clear_error();
  const Io outcome = outcome_of(SSL_do_handshake(session_.get()));
  spoke_http_ = outcome == Io::kFailed && ERR_GET_REASON(ERR_peek_error()) == SSL_R_HTTP_REQUEST;
  return outcome;
}

Io TlsSession::read(char* to, std::size_t size, std::size_t& count) {
  ERR_clear_error();
  return outcome_of(SSL_read_ex(session_.get(), to, size, &count));
}

Io TlsSession::write(const char* from, std::size_t size, std::size_t& count) {
  ERR_clear_error();
  return outcome_of(SSL_write_ex(session_.get(), from, size, &count));
}

void TlsSession::say_goodbye() {
  if (!usable_) return;
  ERR_clear_error();
  static_cast<void>(SSL_shutdown(session_.get()));
}

}  // namespace virga::http
