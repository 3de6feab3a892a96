// How one cloud phrases requests, answers and errors.
#pragma once

#include <cstdint>
#include <string>

#include "auth/credentials.h"
#include "base/result.h"
#include "catalog/exchange.h"
#include "http/message.h"

namespace virga {

// Stateless: safe for any number of threads.
class Dialect {
 public:
  virtual ~Dialect() = default;

  virtual std::string request_id(Time now, std::uint64_t chance) const = 0;

  // The account that the request claims to come from by its key or token, proven or not; "" when it
  // claims none, or one that nobody knows.
  virtual std::string claimed_account(const Request& request,
                                      const Credentials& credentials) const = 0;

  // Everything the gateway checks before the operation, in the gateway's order; that the operation
  // exists, too. Writes what it learns to the exchange's principal, also when it refuses.
  virtual Result<Principal> admit(Exchange& exchange, const Credentials& credentials,
                                  AuthMode mode) const = 0;

  // Path, query, form and JSON body under the declared names.
  virtual Result<RawInput> read_input(const Exchange& exchange) const = 0;

  virtual Reply render(const Exchange& exchange, const Result<Json>& outcome) const = 0;

  // The refusal of a call beyond what the operation's documentation allows one user.
  virtual Fault over_quota(const Quota& quota) const = 0;

  virtual const Error& not_emulated() const = 0;    // a declared operation that nobody has written
  virtual const Error& internal_error() const = 0;  // a bug of ours, a broken disk
  virtual const Error& body_too_large() const = 0;
  virtual const Error& too_slow() const = 0;     // the rest of the request did not come in time
  virtual const Error& bad_request() const = 0;  // no HTTP that could be answered otherwise
};

}  // namespace virga
