// Texts that only an emulator of the same seed can have written. Nothing of them is kept anywhere:
// they hold in every world and outlive a restart.
//
//   text = kind base64( claims digest )      claims = name "=" value *( "&" name "=" value )
//
// They keep clients honest, not enemies out: who knows the seed can write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace virga {

using Claims = std::vector<std::pair<std::string, std::string>>;

std::string claimed(const Claims& claims, std::string_view name);  // "" when there is no such claim

// Only read once it is made: safe for any number of threads.
class Seal {
 public:
  explicit Seal(std::uint64_t seed);

  // `kind` tells one sort of text from another; none may be taken for one of another kind.
  std::string close(std::string_view kind, const Claims& claims) const;
  // Nothing for a text that was changed, or written by another seed or by nobody of ours.
  std::optional<Claims> open(std::string_view kind, std::string_view text) const;

  // 32 bytes that belong to `of`, and tell nothing about it.
  std::string digest(std::string_view purpose, std::string_view of) const;

 private:
  std::string key_;
};

}  // namespace virga
