// An authority of Virga's own: made once, kept under a folder, it issues what a server on this
// machine needs to speak TLS to clients that trust it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "http/identity.h"

namespace virga::http {

// $XDG_CACHE_HOME/virga, else ~/.cache/virga. Throws IdentityFailure when neither is set.
std::string authority_folder();

// The file under `folder` that clients are to trust; there is one once an Authority was made.
std::string authority_certificate(const std::string& folder);

// Any number of processes and threads may open one folder at once: all get the same authority.
class Authority {
 public:
  static constexpr std::chrono::days kLifetime{3650};
  static constexpr std::chrono::days kRenewal{30};        // before its end it is replaced
  static constexpr std::chrono::days kLongestIssue{397};  // clients refuse longer ones

  // Takes the authority in `folder`, makes it at first use and anew when it is about to expire.
  // Throws IdentityFailure when the folder cannot be used, or holds something else: that is for
  // its owner to mend, for clients may trust what is there.
  Authority(std::string folder, Time now);

  const std::string& certificate_file() const { return certificate_file_; }

  // A fresh key and a certificate for these host names and IP addresses, in memory alone.
  Identity issue(const std::vector<std::string>& names, Time now) const;

 private:
  void take(Time now);
  void make(Time now);

  std::string folder_;
  std::string certificate_file_;
  std::string certificate_;  // PEM
  std::string key_;          // PEM
};

}  // namespace virga::http
