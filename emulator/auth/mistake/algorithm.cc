#include "auth/mistake/mistake.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

constexpr std::string_view kNames[] = {
    "HMAC-SHA256",      "SDK-HMAC-SHA256", "SDK-HMAC-SM3", "V11-HMAC-SHA256", "AWS4-HMAC-SHA256",
    "VOLC-HMAC-SHA256", "HMAC-SM3",        "HmacSHA256",   "SHA256",          ""};

// Another name in the string to sign, computed by either hash.
void try_names(const Reading& habit, Search& search) {
  Reading reading = habit;
  for (const std::string& name : {lower(habit.algorithm), std::string()}) {
    reading.algorithm = name;
    search.tries(Component::kAlgorithm, "the client signed the algorithm's name \"" + name + "\"",
                 reading);
  }
  for (const std::string_view name : kNames) {
    reading.algorithm = name;
    search.tries(Component::kAlgorithm,
                 "the client signed the algorithm's name \"" + std::string(name) + "\"", reading);
  }
}

}  // namespace

void wrong_algorithm(const Case& of, const Reading& habit, Search& search) {
  try_names(habit, search);
  Reading other = habit;
  other.hash = habit.hash == Hash::kSm3 ? Hash::kSha256 : Hash::kSm3;
  const std::string name = other.hash == Hash::kSm3 ? "SM3" : "SHA-256";
  const std::string words = "the client signed by " + name;
  search.tries(Component::kAlgorithm, words + ", but hashed the body as announced", other);
  other.payload = search.hash_of(other.hash, of.request.body);
  search.tries(Component::kAlgorithm, words, other);
  try_names(other, search);
}

}  // namespace virga::doctor
