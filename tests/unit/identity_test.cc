// Certificates and keys that users bring along.
#include "http/identity.h"

#include <openssl/pem.h>

#include <catch2/catch.hpp>
#include <string>

#include "base/clock.h"
#include "base/file.h"
#include "http/authority.h"
#include "http/openssl.h"
#include "support/folder.h"

namespace virga::http {
namespace {

using Catch::Matchers::Contains;

// Why the two files are no identity; fails when they are one.
std::string refusal(const std::string& certificate_file, const std::string& key_file) {
  try {
    read_identity(certificate_file, key_file);
  } catch (const IdentityFailure& failure) {
    return failure.what();
  }
  FAIL("taken: " << certificate_file << " and " << key_file);
  return {};
}

// Files of a server, as an authority of some folder issued them.
struct Files {
  explicit Files(Time at = Clock().now())
      : authority(folder.file("authority"), at), identity(authority.issue({"localhost"}, at)) {
    certificate = folder.write("server.pem", identity.certificates);
    key = folder.write("server.key", identity.key);
  }

  Folder folder;
  Authority authority;
  Identity identity;
  std::string certificate;
  std::string key;
};

TEST_CASE("A certificate and its key are read from PEM files", "[tls]") {
  const Files files;
  const Identity read = read_identity(files.certificate, files.key);
  CHECK(read.certificates == files.identity.certificates);
  CHECK(read.key == files.identity.key);
}

TEST_CASE("Certificates of issuers follow that of the server", "[tls]") {
  const Files files;
  const std::string issuer = *read_file(files.authority.certificate_file());
  const std::string chain =
      files.folder.write("chain.pem", files.identity.certificates + "\nissued by\n" + issuer);
  CHECK(read_identity(chain, files.key).certificates == files.identity.certificates + issuer);
}

TEST_CASE("Certificate and key may stand in one file, in either order", "[tls]") {
  const Files files;
  for (const std::string& text : {files.identity.certificates + files.identity.key,
                                  files.identity.key + files.identity.certificates}) {
    const std::string both = files.folder.write("both.pem", text);
    CHECK(read_identity(both, both).certificates == files.identity.certificates);
    CHECK(read_identity(both, both).key == files.identity.key);
  }
}

TEST_CASE("A certificate that has expired is taken", "[tls]") {
  const Files files(Clock().now() - std::chrono::days(3000));
  CHECK(read_identity(files.certificate, files.key).certificates == files.identity.certificates);
}

TEST_CASE("A key of another certificate is refused, and both files are named", "[tls]") {
  const Files files, others;
  CHECK(refusal(files.certificate, others.key) == "the key in " + others.key +
                                                      " is not that of the first certificate in " +
                                                      files.certificate);
}

TEST_CASE("The issuer before the server's own certificate is refused", "[tls]") {
  const Files files;
  const std::string wrong = files.folder.write(
      "wrong.pem", *read_file(files.authority.certificate_file()) + files.identity.certificates);
  CHECK_THAT(refusal(wrong, files.key), Contains("not that of the first certificate in " + wrong));
}

TEST_CASE("Files that cannot be read or are not PEM are refused by their names", "[tls]") {
  const Files files;
  const std::string missing = files.folder.file("missing");
  const std::string text = files.folder.write("text", "no PEM at all");
  const std::string empty = files.folder.write("empty", "");
  const std::string folder = files.folder.path();
  CHECK(refusal(missing, files.key) == "cannot read " + missing);
  CHECK(refusal(files.certificate, missing) == "cannot read " + missing);
  CHECK(refusal(folder, files.key) == "cannot read " + folder);
  for (const std::string& file : {text, empty, files.key})
    CHECK(refusal(file, files.key) == file + " holds no certificate in PEM");
  for (const std::string& file : {text, empty, files.certificate})
    CHECK(refusal(files.certificate, file) == file + " holds no private key in PEM");
}

TEST_CASE("A certificate that is cut is refused, the first or a later one", "[tls]") {
  const Files files;
  const std::string& whole = files.identity.certificates;
  const std::string half = whole.substr(0, whole.size() / 2);
  const std::string first = files.folder.write("first.pem", half);
  CHECK(refusal(first, files.key) == first + ": certificate 1 cannot be read");
  const std::string second = files.folder.write("second.pem", whole + half);
  CHECK(refusal(second, files.key) == second + ": certificate 2 cannot be read");
}

TEST_CASE("A key behind a password is refused without asking for it", "[tls]") {
  const Files files;
  const KeyRead read = key_of(files.identity.key);
  const Bio bio(BIO_new(BIO_s_mem()));
  REQUIRE(PEM_write_bio_PKCS8PrivateKey(bio.get(), read.key.get(), EVP_aes_128_cbc(), "secret", 6,
                                        nullptr, nullptr) == 1);
  char* bytes = nullptr;
  const auto size = static_cast<std::size_t>(BIO_get_mem_data(bio.get(), &bytes));
  const std::string key = files.folder.write("locked.key", std::string(bytes, size));
  CHECK_THAT(refusal(files.certificate, key), Contains(key + ": the private key is encrypted"));
}

}  // namespace
}  // namespace virga::http
