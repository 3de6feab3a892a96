// The authority that issues certificates: where it is kept, when it changes, what it issues.
#include "http/authority.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "base/file.h"
#include "http/openssl.h"
#include "support/folder.h"

namespace virga::http {
namespace {

using Catch::Matchers::Contains;
using std::chrono::days;
namespace fs = std::filesystem;

const Time kNow = *parse_time("2026-03-01T12:00:00Z");
const std::vector<std::string> kNames{"localhost", "*.cloud.test", "127.0.0.1", "::1",
                                      "cloud.test"};

std::string refusal(const std::string& folder, Time now = kNow) {
  try {
    const Authority taken(folder, now);
  } catch (const IdentityFailure& failure) {
    return failure.what();
  }
  FAIL("taken: " << folder);
  return {};
}

mode_t mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 07777;
}

Certificate first_of(const std::string& pem) {
  CertificatesRead read = certificates_of(pem);
  REQUIRE_FALSE(read.broken);
  REQUIRE(!read.certificates.empty());
  return std::move(read.certificates.front());
}

// What a client that trusts `authority` alone says of a server of that name; "ok" when it goes on.
std::string verdict(const std::string& authority, const Identity& identity, const std::string& name,
                    Time now = kNow) {
  const Certificate root = first_of(authority), leaf = first_of(identity.certificates);
  const std::unique_ptr<X509_STORE, Freed<X509_STORE_free>> store(X509_STORE_new());
  REQUIRE(X509_STORE_add_cert(store.get(), root.get()) == 1);
  const std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>> check(X509_STORE_CTX_new());
  REQUIRE(X509_STORE_CTX_init(check.get(), store.get(), leaf.get(), nullptr) == 1);
  X509_VERIFY_PARAM* terms = X509_STORE_CTX_get0_param(check.get());
  X509_VERIFY_PARAM_set_time(terms, std::chrono::system_clock::to_time_t(now));
  X509_VERIFY_PARAM_set_flags(terms, X509_V_FLAG_X509_STRICT);
  X509_VERIFY_PARAM_set_purpose(terms, X509_PURPOSE_SSL_SERVER);
  if (X509_VERIFY_PARAM_set1_ip_asc(terms, name.c_str()) != 1)
    REQUIRE(X509_VERIFY_PARAM_set1_host(terms, name.c_str(), name.size()) == 1);
  take_complaint();
  X509_verify_cert(check.get());
  return X509_verify_cert_error_string(X509_STORE_CTX_get_error(check.get()));
}

std::string authority_in(const std::string& folder) { return *read_file(folder + "/ca.pem"); }

TEST_CASE("An authority is made at first use, its key for its owner alone", "[tls]") {
  const Folder folder;
  const std::string kept = folder.file("made/on/the way");
  const Authority authority(kept, kNow);
  CHECK(authority.certificate_file() == kept + "/ca.pem");
  CHECK(mode_of(kept) == 0700);
  CHECK(mode_of(folder.file("made")) == 0700);
  CHECK(mode_of(kept + "/ca.key") == 0600);
  const Identity both = read_identity(kept + "/ca.pem", kept + "/ca.key");
  CHECK(both.certificates == authority_in(kept));
}

TEST_CASE("An authority says what it is and what it may sign", "[tls]") {
  const Folder folder;
  const Authority authority(folder.path(), kNow);
  const Certificate made = first_of(authority_in(folder.path()));
  char host[256] = {};
  REQUIRE(::gethostname(host, sizeof host - 1) == 0);
  char name[65] = {};
  X509_NAME_get_text_by_NID(X509_get_subject_name(made.get()), NID_commonName, name, sizeof name);
  CHECK(name == "Virga test CA (" + std::string(host).substr(0, 48) + ")");
  CHECK(X509_check_ca(made.get()) == 1);
  CHECK(X509_get_pathlen(made.get()) == 0);
  CHECK(X509_get_key_usage(made.get()) == (KU_KEY_CERT_SIGN | KU_CRL_SIGN));
  CHECK(X509_get0_subject_key_id(made.get()) != nullptr);
  CHECK(EVP_PKEY_get_bits(X509_get0_pubkey(made.get())) == 256);
  CHECK(X509_self_signed(made.get(), 1) == 1);
}

TEST_CASE("An authority is kept: the next start has the same", "[tls]") {
  const Folder folder;
  const Authority first(folder.path(), kNow);
  const std::string certificate = authority_in(folder.path());
  const Authority second(folder.path(), kNow + days(1000));
  CHECK(authority_in(folder.path()) == certificate);
  CHECK(verdict(certificate, second.issue(kNames, kNow), "localhost") == "ok");
}

TEST_CASE("A client that trusts the authority trusts what it issues, for these names alone",
          "[tls]") {
  const Folder folder, other;
  const Authority authority(folder.path(), kNow), stranger(other.path(), kNow);
  const std::string trusted = authority_in(folder.path());
  const Identity issued = authority.issue(kNames, kNow);
  for (const char* name :
       {"localhost", "gsl.cloud.test", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1", "cloud.test"})
    CHECK(verdict(trusted, issued, name) == "ok");
  for (const char* name : {"a.b.cloud.test", "cloud.test.org", "example.com"})
    CHECK_THAT(verdict(trusted, issued, name), Contains("hostname mismatch"));
  CHECK_THAT(verdict(trusted, issued, "127.0.0.2"), Contains("IP address mismatch"));
  CHECK(verdict(trusted, stranger.issue(kNames, kNow), "localhost") != "ok");
}

TEST_CASE("What is issued fits its key, is for servers, and is new each time", "[tls]") {
  const Folder folder;
  const Authority authority(folder.path(), kNow);
  const Identity issued = authority.issue(kNames, kNow), again = authority.issue(kNames, kNow);
  const Certificate leaf = first_of(issued.certificates), next = first_of(again.certificates);
  const KeyRead key = key_of(issued.key);
  CHECK(X509_check_private_key(leaf.get(), key.key.get()) == 1);
  CHECK(X509_get_extended_key_usage(leaf.get()) == XKU_SSL_SERVER);
  CHECK(X509_check_ca(leaf.get()) == 0);
  CHECK(X509_get0_authority_key_id(leaf.get()) != nullptr);
  CHECK(issued.key != again.key);
  CHECK(ASN1_INTEGER_cmp(X509_get0_serialNumber(leaf.get()), X509_get0_serialNumber(next.get())) !=
        0);
}

TEST_CASE("What is issued holds from a day before, for 397 days", "[tls]") {
  const Folder folder;
  const Authority authority(folder.path(), kNow);
  const std::string trusted = authority_in(folder.path());
  const Identity issued = authority.issue(kNames, kNow);
  CHECK_THAT(verdict(trusted, issued, "localhost", kNow - days(1) - std::chrono::minutes(1)),
             Contains("not yet valid"));
  CHECK(verdict(trusted, issued, "localhost", kNow - days(1)) == "ok");
  CHECK(verdict(trusted, issued, "localhost", kNow + days(396) - std::chrono::minutes(1)) == "ok");
  CHECK_THAT(verdict(trusted, issued, "localhost", kNow + days(396) + std::chrono::minutes(1)),
             Contains("has expired"));
}

TEST_CASE("An authority that is about to expire, or has, is replaced", "[tls]") {
  const Folder folder;
  const Authority first(folder.path(), kNow);
  const std::string old = authority_in(folder.path());
  const Time end = kNow + Authority::kLifetime;

  const Authority last(folder.path(), end - Authority::kRenewal);
  CHECK(authority_in(folder.path()) == old);
  const Identity issued = last.issue(kNames, end - Authority::kRenewal);
  CHECK(verdict(old, issued, "localhost", end - days(1)) == "ok");  // but not beyond its issuer

  const Authority next(folder.path(), end - Authority::kRenewal + std::chrono::seconds(1));
  const std::string renewed = authority_in(folder.path());
  CHECK(renewed != old);
  CHECK(verdict(renewed, next.issue(kNames, end), "localhost", end) == "ok");
  const Authority much_later(folder.path(), end + days(9000));
  CHECK(authority_in(folder.path()) != renewed);
}

TEST_CASE("A damaged authority is refused by its file, and left as it is", "[tls]") {
  const Folder folder, other;
  const Authority made(folder.path(), kNow), stranger(other.path(), kNow);
  const std::string certificate = folder.file("ca.pem"), key = folder.file("ca.key");
  const std::string right = *read_file(certificate), right_key = *read_file(key);

  folder.write("ca.pem", "nonsense");
  CHECK_THAT(refusal(folder.path()), Contains(certificate + " holds no certificate in PEM"));
  CHECK_THAT(refusal(folder.path()), Contains("delete " + certificate));
  CHECK(*read_file(certificate) == "nonsense");
  folder.write("ca.pem", right.substr(0, 100));
  CHECK_THAT(refusal(folder.path()), Contains(certificate + ": certificate 1 cannot be read"));
  folder.write("ca.pem", right);
  folder.write("ca.key", "nonsense");
  CHECK_THAT(refusal(folder.path()), Contains(key + " holds no private key in PEM"));
  fs::remove(key);
  CHECK_THAT(refusal(folder.path()), Contains("cannot read " + key));
  folder.write("ca.key", *read_file(other.file("ca.key")));
  CHECK_THAT(refusal(folder.path()),
             Contains("the key in " + key + " is not that of the first certificate"));
  const Identity leaf = made.issue(kNames, kNow);
  folder.write("ca.pem", leaf.certificates);
  folder.write("ca.key", leaf.key);
  CHECK_THAT(refusal(folder.path()),
             Contains(certificate + " is not the certificate of an authority"));

  folder.write("ca.pem", right);
  folder.write("ca.key", right_key);
  CHECK(Authority(folder.path(), kNow).certificate_file() == certificate);
  CHECK(*read_file(certificate) == right);
}

TEST_CASE("A key whose certificate was never written is replaced with both", "[tls]") {
  const Folder folder;
  folder.write("ca.key", "of a process that was killed");
  folder.write("ca.key.new", "half");
  const Authority made(folder.path(), kNow);
  CHECK(verdict(authority_in(folder.path()), made.issue(kNames, kNow), "localhost") == "ok");
  CHECK(mode_of(folder.file("ca.key")) == 0600);
}

TEST_CASE("A folder that cannot be one is refused by its name", "[tls]") {
  const Folder folder;
  const std::string file = folder.write("file", "");
  CHECK_THAT(refusal(file), Contains(file));
  CHECK_THAT(refusal(file + "/below"), Contains(file + "/below"));
  CHECK_THAT(refusal("/proc/virga"), Contains("cannot make the folder /proc/virga"));
}

TEST_CASE("Threads that start at once get one authority", "[tls]") {
  const Folder folder;
  std::vector<std::optional<Identity>> issued(8);
  std::vector<std::thread> threads;
  for (auto& one : issued)
    threads.emplace_back([&] { one = Authority(folder.file("ca"), kNow).issue(kNames, kNow); });
  for (std::thread& thread : threads) thread.join();
  for (const auto& one : issued)
    CHECK(verdict(authority_in(folder.file("ca")), *one, "localhost") == "ok");
}

TEST_CASE("Processes that start at once get one authority", "[tls]") {
  const Folder folder;
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      bool done = false;
      try {
        const Identity issued = Authority(folder.file("ca"), kNow).issue(kNames, kNow);
        std::ofstream(folder.file(std::to_string(i))) << issued.certificates;
        done = true;
      } catch (const IdentityFailure&) {
      }
      ::_exit(done ? 0 : 1);
    }
    children.push_back(child);
  }
  for (const pid_t child : children) {
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    CHECK(status == 0);
  }
  for (int i = 0; i < 8; ++i) {
    const Identity issued{*read_file(folder.file(std::to_string(i))), ""};
    CHECK(verdict(authority_in(folder.file("ca")), issued, "localhost") == "ok");
  }
}

// Puts a variable of this process back as it was.
class Variable {
 public:
  Variable(const char* name, const char* value) : name_(name) {
    if (const char* before = std::getenv(name)) before_ = before;
    value == nullptr ? ::unsetenv(name) : ::setenv(name, value, 1);
  }
  ~Variable() { before_ ? ::setenv(name_, before_->c_str(), 1) : ::unsetenv(name_); }
  Variable(const Variable&) = delete;
  Variable& operator=(const Variable&) = delete;

 private:
  const char* name_;
  std::optional<std::string> before_;
};

TEST_CASE("The usual folder is the user's cache, and a user without one is told", "[tls]") {
  const Variable home("HOME", "/home/somebody"), cache("XDG_CACHE_HOME", "/var/cache/mine");
  CHECK(authority_folder() == "/var/cache/mine/virga");
  for (const char* none : {static_cast<const char*>(nullptr), "", "not/absolute"}) {
    const Variable without("XDG_CACHE_HOME", none);
    CHECK(authority_folder() == "/home/somebody/.cache/virga");
    const Variable homeless("HOME", nullptr);
    CHECK_THROWS_WITH(authority_folder(), Contains("neither XDG_CACHE_HOME nor HOME"));
  }
}

}  // namespace
}  // namespace virga::http
