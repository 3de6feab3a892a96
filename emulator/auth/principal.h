// Who a request comes from, and how that was found out.
#pragma once

#include <string>

namespace virga {

struct Principal {
  std::string account;         // empty: nobody in particular
  std::string access_key;      // as presented, known or not
  std::string user;            // of a token or a temporary key: in whose name it was issued
  std::string service;         // of the credential scope, when the scheme has one
  std::string region;          // of the credential scope, when the scheme has one
  std::string proof = "none";  // "signature": verified; "token": verified; "unverified": a key or
                               // token that nobody checked; "none"
};

}  // namespace virga
