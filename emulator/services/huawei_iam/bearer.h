// Who has shown an identity to IAM, and which account a body claims to belong to.
#pragma once

#include <optional>
#include <string>

#include "auth/credentials.h"
#include "catalog/exchange.h"
#include "services/huawei_iam/identity.h"

namespace virga::iam {

struct Shown {
  std::string account;
  std::string user;                // empty: the account itself
  std::optional<Time> until = {};  // a token gives no longer life than its own
};

// The documented error when the identity does not hold.
Result<Shown> check(const Identity& identity, const Call& call);

// A token in a body: still good, and its account and user still there.
Result<Token> check_token(const std::string& text, const Call& call);

// The account that the `auth` object of the body claims, proven or not; "" when none.
std::string claimed_by_body(const Request& request, const Credentials& credentials);

}  // namespace virga::iam
