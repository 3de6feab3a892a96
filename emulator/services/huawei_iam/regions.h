// The regions that Virga knows by name.
#pragma once

#include <span>
#include <string_view>

namespace virga::iam {

struct Region {
  std::string_view id;
  std::string_view zh_cn;
  std::string_view en_us;
};

std::span<const Region> regions();

}  // namespace virga::iam
