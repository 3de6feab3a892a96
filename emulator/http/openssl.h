// OpenSSL's objects with an owner, and what OpenSSL has to say when it fails.
#pragma once

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace virga::http {

template <auto Free>
struct Freed {
  template <typename T>
  void operator()(T* object) const {
    Free(object);
  }
};

using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Certificates = std::vector<Certificate>;
using TlsSession = std::unique_ptr<SSL, Freed<SSL_free>>;
using TlsSettings = std::unique_ptr<SSL_CTX, Freed<SSL_CTX_free>>;

// What OpenSSL complained of last on this thread, in its words; empty when it did not. Nothing is
// left of it or of what came before.
std::string take_complaint();

// PEM. Reading gives what stands before the first thing that cannot be read; a null key or no
// certificate when there is nothing of the kind. `broken` tells that something could not be read.
struct CertificatesRead {
  Certificates certificates;
  bool broken = false;
};
CertificatesRead certificates_of(std::string_view pem);
std::string pem_of(const X509& certificate);

struct KeyRead {
  Key key;
  bool encrypted = false;  // there is one, behind a password that nobody is asked for
};
KeyRead key_of(std::string_view pem);
std::string pem_of(const EVP_PKEY& key);

}  // namespace virga::http
