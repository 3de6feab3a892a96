// The tokens of Huawei's IAM: who the bearer is, for what, and how long.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "auth/seal.h"
#include "base/time.h"

namespace virga {

struct Token {
  std::string account;
  std::string user;             // name; empty: a key of the account itself
  std::string method;           // by which it was asked for
  std::string project_id = {};  // empty: for the whole domain
  std::string project_name = {};
  Time issued;
  Time expires;
};

// `nonce` tells tokens apart that say the same.
std::string write_token(const Token& token, std::string_view nonce, const Seal& seal);

// Nothing for a text that is no token of ours. Whether it has expired is not judged.
std::optional<Token> read_token(std::string_view text, const Seal& seal);

// Whether the text claims to be a token of ours: one that does and cannot be read was tampered
// with. Real tokens begin with the same three letters, and go on in another way.
bool resembles_token(std::string_view text);

}  // namespace virga
