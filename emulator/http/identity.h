// What a TLS server shows its clients, and the key that proves it is the one shown.
#pragma once

#include <stdexcept>
#include <string>

namespace virga::http {

struct Identity {
  std::string certificates;  // PEM: the server's own first, then its issuers'
  std::string key;           // PEM, private, of the first certificate
};

// There is no identity to be had of what was given; what() names the file and says why.
class IdentityFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// Both may be one file. A certificate that has expired is taken: some tests want one. Throws
// IdentityFailure when a file cannot be read, is not PEM, or the key is not that of the first
// certificate.
Identity read_identity(const std::string& certificate_file, const std::string& key_file);

}  // namespace virga::http
