// Finds out what a client signed instead of what it should have: makes the signature again under
// each mistake that clients are known to make, and names the one whose signature is the client's.
#pragma once

#include <virga/message.h>

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "auth/canonical.h"
#include "auth/diagnosis.h"
#include "auth/reading.h"

namespace virga::doctor {

// A request whose signature does not match, and the secret that should have made it.
struct Case {
  const Request& request;
  std::string signature;                  // the client's
  canonical::Parameters parameters;       // that the signature covers, decoded, in wire order
  std::vector<std::string> listed;        // the signed headers, in lower case
  std::string_view date_name;             // of the header or parameter that carries the time
  std::string_view hash_name;             // of the header that declares the hash of the body
  std::string_view credential_name = {};  // of the parameter that carries the scope, if one does
  // The ways in which official clients sign. The first is the plain one, which the server shows.
  std::vector<Reading> habits;
  // What is wrong whatever the signature is worth. It is the answer when nothing else is found.
  std::optional<Examination> obstacle = {};
};

// Tries readings of one case, none of them twice, within a bound of work: a refused request must
// not cost more than some milliseconds.
class Search {
 public:
  explicit Search(const Case& of) : case_(of) {}

  // Whether this reading makes the client's signature. `what` says in which way it differs from
  // the plain one: the first that is right is kept.
  bool tries(Component component, std::string_view what, const Reading& reading);

  std::string signature_of(const Reading& reading);       // in hex
  std::string hash_of(Hash hash, std::string_view text);  // in hex; counts as work
  void found(Examination diagnosis);

  bool is_over() const { return diagnosis_.has_value() || work_ > kMostWork; }
  const std::optional<Examination>& diagnosis() const { return diagnosis_; }
  std::size_t count() const { return tried_.size(); }

 private:
  static constexpr std::size_t kMostWork = 8 << 20;  // bytes written and hashed
  static constexpr std::size_t kTrial = 600;         // what a trial costs beside, in the same coin

  const std::string& key_for(const Reading& reading);
  std::string seal(const Reading& reading, const std::string& canonical_request,
                   const std::string& head);

  const Case& case_;
  std::size_t work_ = 0;
  std::unordered_set<std::size_t> tried_;
  std::string key_;  // made last, and what of
  std::string secret_;
  std::vector<std::string> scope_;
  std::optional<Examination> diagnosis_;
};

// Tries what may be wrong in one component, starting from a habit.
using Mistake = void (*)(const Case& of, const Reading& habit, Search& search);

// The likely mistakes come first. Never tells the secret, a key, or a signature.
Examination examine(const Case& of, std::span<const Mistake> mistakes);

// Every combination of the readings as one of its own; what is no part of a canonical request is
// taken from `frame`.
std::vector<Reading> combine(const canonical::Readings& readings, const Reading& frame);

}  // namespace virga::doctor
