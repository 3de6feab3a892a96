// The name of a role in Volcengine: trn:iam::ACCOUNT:role/NAME [doc].
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace virga::sts {

struct Role {
  std::string account;
  std::string name;
};

std::optional<Role> read_role(std::string_view trn);

}  // namespace virga::sts
