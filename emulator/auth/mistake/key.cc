#include <algorithm>

#include "auth/mistake/mistake.h"
#include "auth/signing_key.h"

namespace virga::doctor {
namespace {

// A chain whose every key is handed on as hex text.
std::string hex_chain(std::string_view secret, const std::vector<std::string>& scope) {
  std::string key(secret);
  for (const std::string& part : scope) key = to_hex(hmac(Hash::kSha256, key, part));
  return key;
}

// A chain with key and message changed about.
std::string turned_chain(std::string_view secret, const std::vector<std::string>& scope) {
  std::string key(secret);
  for (const std::string& part : scope) key = hmac(Hash::kSha256, part, key);
  return key;
}

// Tries one key after the other.
class Keys {
 public:
  Keys(const Reading& habit, Search& search) : reading_(habit), search_(search) {}

  void tries(std::string_view what, std::string key) {
    reading_.whole_key = std::move(key);
    search_.tries(Component::kSigningKey, "the client " + std::string(what), reading_);
  }

 private:
  Reading reading_;
  Search& search_;
};

void try_other_scopes(const Reading& habit, Keys& keys) {
  auto parts = habit.key_scope;
  std::sort(parts.begin(), parts.end());
  do
    keys.tries("derived its key over the parts of the scope in another order",
               chained_key(habit.secret, parts));
  while (std::next_permutation(parts.begin(), parts.end()));
  parts = habit.key_scope;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    auto fewer = parts;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    keys.tries("derived its key without a part of the scope", chained_key(habit.secret, fewer));
  }
  keys.tries("derived its key over the scope in one step",
             chained_key(habit.secret, {scope_text(parts)}));
}

}  // namespace

void wrong_chained_key(const Case&, const Reading& habit, Search& search) {
  Keys keys(habit, search);
  const std::string& secret = habit.secret;
  const auto& parts = habit.key_scope;
  keys.tries("signed with its key as hex text", to_hex(key_of(habit)));
  keys.tries("signed with the secret itself, not with the key derived from it", secret);
  for (const char* prefix : {"AWS4", "VOLC", "Volc", "HMAC"})
    keys.tries("put " + std::string(prefix) + " before the secret",
               chained_key(prefix + secret, parts));
  keys.tries("derived its key over hex texts, not over bytes", hex_chain(secret, parts));
  keys.tries("derived its key with key and message changed about", turned_chain(secret, parts));
  try_other_scopes(habit, keys);
}

void wrong_derived_key(const Case&, const Reading& habit, Search& search) {
  Keys keys(habit, search);
  const std::string& secret = habit.secret;
  keys.tries("signed with its key as hex text", to_hex(key_of(habit)));
  if (habit.key == Key::kSecret) return;
  const auto derived = [&](std::string_view key, std::string_view message, std::string_view text) {
    return hmac(Hash::kSha256, hmac(Hash::kSha256, key, message), text);
  };
  const std::string scope = scope_text(habit.key_scope);
  keys.tries("signed with the secret itself, not with the key derived from it", secret);
  keys.tries("signed with the bytes of the derived key, not with its hex text",
             derived(habit.access_key, secret, scope + '\x01'));
  keys.tries("derived its key with secret and access key changed about",
             to_hex(derived(secret, habit.access_key, scope + '\x01')));
  keys.tries("derived its key without the byte 1 at the end",
             to_hex(derived(habit.access_key, secret, scope)));
  keys.tries("derived its key in a chain, as Volcengine's clients do",
             chained_key(secret, habit.key_scope));
}

}  // namespace virga::doctor
