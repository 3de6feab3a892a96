// What a TLS server shows of itself.
#pragma once

#include <stdexcept>
#include <string>

namespace virga::http {

class IdentityFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct Identity {
  std::string certificates;  // PEM: the server's own first, then those of its issuers
  std::string key;           // PEM
};

}  // namespace virga::http
