#include "http/identity.h"

#include <utility>

#include "base/file.h"
#include "http/openssl.h"

namespace virga::http {
namespace {

std::string text_of(const std::string& file) {
  auto text = read_file(file);
  if (!text) throw IdentityFailure("cannot read " + file);
  return std::move(*text);
}

Certificates read_certificates(const std::string& file) {
  CertificatesRead read = certificates_of(text_of(file));
  if (read.broken)
    throw IdentityFailure(file + ": certificate " + std::to_string(read.certificates.size() + 1) +
                          " cannot be read");
  if (read.certificates.empty()) throw IdentityFailure(file + " holds no certificate in PEM");
  return std::move(read.certificates);
}

Key read_key(const std::string& file) {
  KeyRead read = key_of(text_of(file));
  if (read.encrypted)
    throw IdentityFailure(file + ": the private key is encrypted; give one without a password");
  if (!read.key) throw IdentityFailure(file + " holds no private key in PEM");
  return std::move(read.key);
}

}  // namespace

Identity read_identity(const std::string& certificate_file, const std::string& key_file) {
  const Certificates certificates = read_certificates(certificate_file);
  const Key key = read_key(key_file);
  const int matches = X509_check_private_key(certificates.front().get(), key.get());
  take_complaint();
  if (matches != 1)
    throw IdentityFailure("the key in " + key_file + " is not that of the first certificate in " +
                          certificate_file);
  Identity identity;
  for (const Certificate& each : certificates) identity.certificates += pem_of(*each);
  identity.key = pem_of(*key);
  return identity;
}

}  // namespace virga::http
