#include "http/openssl.h"

#include <openssl/err.h>
#include <openssl/pem.h>

#include <new>

namespace virga::http {
namespace {

Bio reader_of(std::string_view text) {
  Bio bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
  if (!bio) throw std::bad_alloc();
  return bio;
}

Bio make_writer() {
  Bio bio(BIO_new(BIO_s_mem()));
  if (!bio) throw std::bad_alloc();
  return bio;
}

std::string written(BIO* bio) {
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(bio, &bytes);
  return {bytes, static_cast<std::size_t>(size)};
}

// OpenSSL would ask for a password at the terminal.
int ask_nobody(char*, int, int, void* asked) {
  *static_cast<bool*>(asked) = true;
  return -1;
}

}  // namespace

std::string take_complaint() {
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  if (code == 0) return {};
  if (const char* reason = ERR_reason_error_string(code)) return reason;
  return "error " + std::to_string(code);
}

CertificatesRead certificates_of(std::string_view pem) {
  CertificatesRead read;
  ERR_clear_error();
  const Bio bio = reader_of(pem);
  while (X509* next = PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr))
    read.certificates.emplace_back(next);
  read.broken = ERR_GET_REASON(ERR_peek_last_error()) != PEM_R_NO_START_LINE;  // the end, in order
  ERR_clear_error();
  return read;
}

std::string pem_of(const X509& certificate) {
  const Bio bio = make_writer();
  if (PEM_write_bio_X509(bio.get(), &certificate) != 1) throw std::bad_alloc();
  return written(bio.get());
}

KeyRead key_of(std::string_view pem) {
  KeyRead read;
  const Bio bio = reader_of(pem);
  read.key.reset(PEM_read_bio_PrivateKey(bio.get(), nullptr, ask_nobody, &read.encrypted));
  ERR_clear_error();
  return read;
}

std::string pem_of(const EVP_PKEY& key) {
  const Bio bio = make_writer();
  if (PEM_write_bio_PrivateKey(bio.get(), &key, nullptr, nullptr, 0, nullptr, nullptr) != 1)
    throw std::bad_alloc();
  return written(bio.get());
}

}  // namespace virga::http
