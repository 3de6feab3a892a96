// Keys and serial numbers are the one thing here that is random and new in every run: what could
// be foretold would protect nobody. No behaviour depends on them.
#include "http/authority.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <openssl/rand.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <memory>
#include <utility>

#include "base/file.h"
#include "http/openssl.h"

namespace virga::http {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::days kSlack{1};  // clocks of clients may be behind

// ---- files

std::string reason() { return std::strerror(errno); }

// Held by whoever looks at the authority or makes it: two files are never seen half changed.
class FolderLock {
 public:
  explicit FolderLock(const std::string& file)
      : lock_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
    if (lock_ < 0) throw IdentityFailure("cannot write " + file + ": " + reason());
    while (::flock(lock_, LOCK_EX) != 0) {
      if (errno == EINTR) continue;
      const std::string why = reason();
      ::close(lock_);
      throw IdentityFailure("cannot lock " + file + ": " + why);
    }
  }
  ~FolderLock() { ::close(lock_); }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int lock_;
};

// The folder is for its owner alone, and so is what has to be made above it, as XDG asks.
void make_folder(const std::string& folder) {
  std::error_code failure;
  if (fs::is_directory(folder, failure)) return;
  if (const std::string parent = fs::path(folder).parent_path(); !parent.empty())
    make_folder(parent);
  if (::mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST)
    throw IdentityFailure("cannot make the folder " + folder + ": " + reason());
}

// Whole or not at all, also for a reader that asks for no lock.
void write_whole(const std::string& file, const std::string& text, mode_t mode) {
  const std::string draft = file + ".new";
  ::unlink(draft.c_str());  // of a process that was killed; its mode may be another
  const int out = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (out < 0) throw IdentityFailure("cannot write " + draft + ": " + reason());
  const bool whole = ::write(out, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                     ::fsync(out) == 0;
  const std::string why = reason();
  ::close(out);
  if (!whole) throw IdentityFailure("cannot write " + draft + ": " + why);
  if (::rename(draft.c_str(), file.c_str()) != 0)
    throw IdentityFailure("cannot write " + file + ": " + reason());
}

// ---- certificates

// OpenSSL fails here for want of memory, or for a bug of ours.
void expect(bool done) {
  if (!done) throw IdentityFailure("OpenSSL cannot make a certificate: " + take_complaint());
}

Key make_key() {
  Key key(EVP_EC_gen("P-256"));
  expect(key != nullptr);
  return key;
}

// 126 random bits, as the rules for public authorities ask for at least 64; positive.
void number(X509& certificate) {
  std::array<unsigned char, 16> bytes{};
  expect(RAND_bytes(bytes.data(), bytes.size()) == 1);
  bytes[0] = static_cast<unsigned char>((bytes[0] & 0x7f) | 0x40);
  const std::unique_ptr<BIGNUM, Freed<BN_free>> value(
      BN_bin2bn(bytes.data(), bytes.size(), nullptr));
  expect(value && BN_to_ASN1_INTEGER(value.get(), X509_get_serialNumber(&certificate)) != nullptr);
}

void set_time(ASN1_TIME* field, Time time) {
  expect(ASN1_TIME_set(field, std::chrono::system_clock::to_time_t(time)) != nullptr);
}

Certificate draft(const EVP_PKEY& key, const std::string& name, Time from, Time until) {
  Certificate certificate(X509_new());
  expect(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1);
  number(*certificate);
  set_time(X509_getm_notBefore(certificate.get()), from);
  set_time(X509_getm_notAfter(certificate.get()), until);
  expect(X509_set_pubkey(certificate.get(), const_cast<EVP_PKEY*>(&key)) == 1);
  expect(X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                                    reinterpret_cast<const unsigned char*>(name.data()),
                                    static_cast<int>(name.size()), -1, 0) == 1);
  return certificate;
}

// In the words of OpenSSL's configuration files.
void extend(X509& certificate, X509& issuer, int extension, const std::string& value) {
  X509V3_CTX about{};
  X509V3_set_ctx(&about, &issuer, &certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>> made(
      X509V3_EXT_conf_nid(nullptr, &about, extension, value.c_str()));
  expect(made && X509_add_ext(&certificate, made.get(), -1) == 1);
}

void sign(X509& certificate, const EVP_PKEY& key) {
  expect(X509_sign(&certificate, const_cast<EVP_PKEY*>(&key), EVP_sha256()) > 0);
}

std::string machine_name() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "this machine";
  return name.data();
}

Time end_of(const X509& certificate) {
  std::tm parts{};
  expect(ASN1_TIME_to_tm(X509_get0_notAfter(&certificate), &parts) == 1);
  return Time(std::chrono::seconds(::timegm(&parts)));
}

bool is_address(const std::string& name) {
  std::array<unsigned char, sizeof(in6_addr)> ignored{};
  return ::inet_pton(AF_INET, name.c_str(), ignored.data()) == 1 ||
         ::inet_pton(AF_INET6, name.c_str(), ignored.data()) == 1;
}

// Built by hand: in the words of a configuration file, a name with a comma would be two.
void add_names(X509& certificate, const std::vector<std::string>& names) {
  const std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>> all(sk_GENERAL_NAME_new_null());
  expect(all != nullptr);
  for (const std::string& name : names) {
    GENERAL_NAME* made = a2i_GENERAL_NAME(nullptr, nullptr, nullptr,
                                          is_address(name) ? GEN_IPADD : GEN_DNS, name.c_str(), 0);
    expect(made != nullptr && sk_GENERAL_NAME_push(all.get(), made) > 0);
  }
  expect(X509_add1_ext_i2d(&certificate, NID_subject_alt_name, all.get(), 0, X509V3_ADD_DEFAULT) ==
         1);
}

}  // namespace

std::string authority_folder() {
  // XDG: a path that is not absolute is to be ignored.
  if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache != nullptr && *cache == '/')
    return std::string(cache) + "/virga";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return std::string(home) + "/.cache/virga";
  throw IdentityFailure(
      "there is no folder for an authority: neither XDG_CACHE_HOME nor HOME is set");
}

std::string authority_certificate(const std::string& folder) { return folder + "/ca.pem"; }

Authority::Authority(std::string folder, Time now)
    : folder_(std::move(folder)), certificate_file_(authority_certificate(folder_)) {
  make_folder(folder_);
  const FolderLock lock(folder_ + "/ca.lock");
  std::error_code failure;
  // The certificate is written last and removed first. A key without one was never trusted.
  if (fs::exists(certificate_file_, failure))
    take(now);
  else
    make(now);
}

void Authority::take(Time now) {
  Identity kept;
  const std::string key_file = folder_ + "/ca.key";
  const std::string advice = "; delete " + certificate_file_ + " to have a new authority made";
  try {
    kept = read_identity(certificate_file_, key_file);
  } catch (const IdentityFailure& failure) {
    throw IdentityFailure(failure.what() + advice);
  }
  const CertificatesRead read = certificates_of(kept.certificates);
  const Certificate& certificate = read.certificates.front();
  if (X509_check_ca(certificate.get()) != 1)
    throw IdentityFailure(certificate_file_ + " is not the certificate of an authority" + advice);
  certificate_ = kept.certificates;
  key_ = kept.key;
  if (end_of(*certificate) - now < kRenewal) make(now);
}

void Authority::make(Time now) {
  constexpr std::size_t kLongestName = 64;  // of a CN
  constexpr std::string_view kBefore = "Virga test CA (", kAfter = ")";
  const std::string name = std::string(kBefore) +
                           machine_name().substr(0, kLongestName - kBefore.size() - kAfter.size()) +
                           std::string(kAfter);
  const Key key = make_key();
  const Certificate made = draft(*key, name, now - kSlack, now + kLifetime);
  X509& certificate = *made;
  expect(X509_set_issuer_name(&certificate, X509_get_subject_name(&certificate)) == 1);
  extend(certificate, certificate, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  extend(certificate, certificate, NID_key_usage, "critical,keyCertSign,cRLSign");
  extend(certificate, certificate, NID_subject_key_identifier, "hash");
  sign(certificate, *key);
  certificate_ = pem_of(certificate);
  key_ = pem_of(*key);
  ::unlink(certificate_file_.c_str());
  write_whole(folder_ + "/ca.key", key_, 0600);
  write_whole(certificate_file_, certificate_, 0644);
}

Identity Authority::issue(const std::vector<std::string>& names, Time now) const {
  const CertificatesRead read = certificates_of(certificate_);
  X509& issuer = *read.certificates.front();
  const KeyRead issuer_key = key_of(key_);
  const Key key = make_key();
  const Time until = std::min<Time>(now - kSlack + kLongestIssue, end_of(issuer));
  const Certificate made = draft(*key, "Virga", now - kSlack, until);
  X509& certificate = *made;
  expect(X509_set_issuer_name(&certificate, X509_get_subject_name(&issuer)) == 1);
  extend(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE");
  extend(certificate, issuer, NID_key_usage, "critical,digitalSignature");
  extend(certificate, issuer, NID_ext_key_usage, "serverAuth");
  extend(certificate, issuer, NID_subject_key_identifier, "hash");
  extend(certificate, issuer, NID_authority_key_identifier, "keyid:always");
  add_names(certificate, names);
  sign(certificate, *issuer_key.key);
  // The authority's own certificate stays out: who trusts it has it.
  return {pem_of(certificate), pem_of(*key)};
}

}  // namespace virga::http
