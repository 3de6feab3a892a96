// Who a request comes from, and how that was found out.
#pragma once

#include <string>

namespace virga {

struct Principal {
  std::string account;     // empty: nobody in particular
  std::string access_key;  // as presented, known or not
  std::string service;     // of the credential scope, when the scheme has one
  std::string region;      // of the credential scope, when the scheme has one
  std::string proof =
      "none";  // "signature": verified; "unverified": a key that nobody checked; "token"; "none"
};

}  // namespace virga
