// Whom a client believes to be the server, over TLS.
#pragma once

#include <string>

namespace virga::http {

struct Trust {
  bool anybody = false;        // no certificate is held against anything
  std::string authority = {};  // PEM file that vouches for it; empty: those the machine trusts
};

}  // namespace virga::http
