#include "auth/doctor.h"

#include <algorithm>
#include <functional>
#include <tuple>

#include "base/text.h"

namespace virga::doctor {
namespace {

constexpr std::size_t kMostHabits = 64;
constexpr std::size_t kLongestLine = 200;  // bytes; a body that was signed raw may have any size

std::size_t mix(std::size_t seed, std::string_view text) {
  return (seed ^ std::hash<std::string_view>()(text)) * 0x9E3779B97F4A7C15U;
}

std::string clipped(std::string_view line) {
  return std::string(line.substr(0, kLongestLine)) + (line.size() > kLongestLine ? "…" : "");
}

// The first line that is not the same in both, as server and client have it.
std::optional<std::pair<std::string, std::string>> first_difference(std::string_view server,
                                                                    std::string_view client) {
  const auto ours = split(server, '\n'), theirs = split(client, '\n');
  for (std::size_t i = 0; i < std::max(ours.size(), theirs.size()); ++i) {
    const std::string_view our = i < ours.size() ? ours[i] : "";
    const std::string_view their = i < theirs.size() ? theirs[i] : "";
    if (our != their) return std::pair{clipped(our), clipped(their)};
  }
  return std::nullopt;
}

void tell_difference(const Reading& server, const Reading& client, Examination& diagnosis) {
  auto lines = first_difference(canonical_request_of(server), canonical_request_of(client));
  if (!lines) lines = first_difference(head_of(server), head_of(client));
  if (lines) std::tie(diagnosis.server_line, diagnosis.client_line) = *lines;
}

// What can be said when no mistake explains the signature.
Examination unexplained(const Case& of, std::size_t tried) {
  for (const std::string& name : of.listed)
    if (http::find_header(of.request.headers, name) == nullptr)
      return {Component::kSignedHeaders,
              "the header " + name + " is listed as signed, but it did not arrive"};
  return {Component::kSecret,
          "none of the " + std::to_string(tried) +
              " ways of signing that were tried makes this signature: it was made with another "
              "secret, or of a request that differs in some way that is not tried"};
}

}  // namespace

// Most readings are sealed with one key, which takes longer to make than all the rest. How it is
// made and for which access key is the same for all readings of a case.
const std::string& Search::key_for(const Reading& reading) {
  if (key_.empty() || reading.secret != secret_ || reading.key_scope != scope_) {
    key_ = key_of(reading);
    secret_ = reading.secret;
    scope_ = reading.key_scope;
  }
  return key_;
}

std::string Search::seal(const Reading& reading, const std::string& canonical_request,
                         const std::string& head) {
  const std::string& key = reading.whole_key ? *reading.whole_key : key_for(reading);
  return to_hex(hmac(reading.hash, key,
                     reading.whole_string ? *reading.whole_string
                                          : head + hash_hex(reading.hash, canonical_request)));
}

bool Search::tries(Component component, std::string_view what, const Reading& reading) {
  if (is_over()) return false;
  const std::string request = canonical_request_of(reading), head = head_of(reading);
  work_ += request.size() + kTrial;
  std::size_t sort = mix(reading.hash == Hash::kSm3 ? 1 : 0, request);
  sort = mix(mix(sort, head), reading.secret);
  for (const std::string& part : reading.key_scope) sort = mix(sort, part);
  if (reading.whole_string) sort = mix(sort, *reading.whole_string);
  if (reading.whole_key) sort = mix(sort, *reading.whole_key);
  if (!tried_.insert(sort).second) return false;
  if (!equal_in_constant_time(seal(reading, request, head), case_.signature)) return false;
  Examination diagnosis{component, std::string(what)};
  tell_difference(case_.habits.front(), reading, diagnosis);
  found(std::move(diagnosis));
  return true;
}

std::string Search::signature_of(const Reading& reading) {
  return seal(reading, canonical_request_of(reading), head_of(reading));
}

std::string Search::hash_of(Hash hash, std::string_view text) {
  work_ += text.size() + kTrial;
  return hash_hex(hash, text);
}

void Search::found(Examination diagnosis) {
  if (!diagnosis_) diagnosis_ = std::move(diagnosis);
}

Examination examine(const Case& of, std::span<const Mistake> mistakes) {
  Search search(of);
  // Signed as official clients do, and refused all the same: only what is in the way is wrong.
  if (of.obstacle)
    for (const Reading& habit : of.habits)
      if (search.tries(of.obstacle->component, of.obstacle->what, habit)) return *of.obstacle;
  for (const Mistake mistake : mistakes)
    for (const Reading& habit : of.habits)
      if (!search.is_over()) mistake(of, habit, search);
  if (search.diagnosis()) return *search.diagnosis();
  return of.obstacle ? *of.obstacle : unexplained(of, search.count());
}

std::vector<Reading> combine(const canonical::Readings& readings, const Reading& frame) {
  std::vector<Reading> all;
  for (const std::string& path : readings.paths)
    for (const std::string& query : readings.queries)
      for (const std::string& lines : readings.header_lines)
        for (const std::string& payload : readings.payloads) {
          if (all.size() == kMostHabits) return all;
          Reading& one = all.emplace_back(frame);
          one.method = readings.method;
          one.path = path;
          one.query = query;
          for (const std::string_view line : split(lines, '\n'))
            if (!line.empty()) one.lines.emplace_back(line);
          one.signed_headers = readings.signed_headers;
          one.payload = payload;
        }
  return all;
}

}  // namespace virga::doctor
