#include <algorithm>
#include <functional>
#include <iterator>

#include "auth/mistake/mistake.h"
#include "auth/signing_key.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

constexpr std::size_t kLongest = 512;  // bytes of one text that is gone through

std::string_view alphabet_of(char c) {
  if (c >= '0' && c <= '9') return "0123456789";
  if (c >= 'a' && c <= 'z') return "abcdefghijklmnopqrstuvwxyz";
  if (c >= 'A' && c <= 'Z') return "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return " -_.:;,/+=";
}

char other_case(char c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>(c - 'a' + 'A');
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c;
}

// Every text that is one character of the same sort away, or one character shorter.
void for_each_neighbour(std::string_view text, const Search& search,
                        const std::function<void(const std::string&)>& visit) {
  if (text.size() > kLongest) return;
  for (std::size_t i = 0; i < text.size() && !search.is_over(); ++i) {
    std::string other(text);
    for (const char c : alphabet_of(text[i])) {
      other[i] = c;
      visit(other);
    }
    other[i] = other_case(text[i]);
    visit(other);
    visit(std::string(text).erase(i, 1));
    visit(std::string(text).insert(i, 1, text[i]));
  }
}

constexpr char kWords[] = "one character of it was another when the client signed it";

Component component_of(const Case& of, std::string_view name) {
  if (name == "host") return Component::kHost;
  if (same_letters(name, of.hash_name)) return Component::kBodyHash;
  return same_letters(name, of.date_name) ? Component::kDate : Component::kHeaderValue;
}

void in_headers(const Case& of, const Reading& habit, Search& search) {
  for (const std::string& line : habit.lines) {
    const std::string name = line.substr(0, line.find(':'));
    const Component component = component_of(of, name);
    const std::string words = name + ": " + kWords;
    Reading reading = habit;
    for_each_neighbour(value_of(habit, name).value_or(""), search, [&](const std::string& value) {
      set_value(reading, name, value);
      if (component == Component::kDate) reading.timestamp = value;
      search.tries(component, words, reading);
      if (component != Component::kDate) return;
      reading.timestamp = habit.timestamp;
      search.tries(component, words, reading);
    });
  }
}

// A presigned URL carries its date and its scope among the parameters.
void in_presigned(const Case& of, const Reading& habit, Search& search) {
  if (of.credential_name.empty()) return;
  Reading reading = habit;
  for_each_neighbour(habit.timestamp, search, [&](const std::string& date) {
    set_parameter(reading, of.date_name, date);
    reading.timestamp = date;
    search.tries(Component::kDate, kWords, reading);
  });
  const std::string credential = habit.access_key + "/" + scope_text(habit.scope);
  reading = habit;
  for_each_neighbour(credential, search, [&](const std::string& other) {
    set_parameter(reading, of.credential_name, other);
    reading.scope = reading.key_scope = habit.scope;
    search.tries(Component::kScope, kWords, reading);
    const auto parts = split(other, '/');
    reading.scope.assign(parts.begin() + 1, parts.end());
    reading.key_scope = reading.scope;
    search.tries(Component::kScope, kWords, reading);
  });
}

void in_query(const Reading& habit, Search& search) {
  Reading reading = habit;
  for_each_neighbour(habit.query, search, [&](const std::string& query) {
    reading.query = query;
    search.tries(Component::kQueryParameter, kWords, reading);
  });
}

void in_scope(const Reading& habit, Search& search) {
  constexpr Component kParts[] = {Component::kScopeDate, Component::kRegion, Component::kService,
                                  Component::kScope};
  for (std::size_t i = 0; i < std::min(habit.scope.size(), std::size(kParts)); ++i)
    for_each_neighbour(habit.scope[i], search, [&](const std::string& part) {
      Reading reading = habit;
      reading.scope[i] = reading.key_scope[i] = part;
      search.tries(kParts[i], kWords, reading);
    });
}

}  // namespace

void one_character_off(const Case& of, const Reading& habit, Search& search) {
  in_headers(of, habit, search);
  in_scope(habit, search);
  Reading reading = habit;
  for_each_neighbour(habit.timestamp, search, [&](const std::string& timestamp) {
    reading.timestamp = timestamp;
    search.tries(Component::kDate, kWords, reading);
  });
  reading.timestamp = habit.timestamp;
  for_each_neighbour(habit.path, search, [&](const std::string& path) {
    reading.path = path;
    search.tries(Component::kPath, kWords, reading);
  });
  in_presigned(of, habit, search);
  in_query(habit, search);
  if (http::find_header(of.request.headers, of.hash_name) != nullptr) return;
  reading.path = habit.path;
  for_each_neighbour(of.request.body, search, [&](const std::string& body) {
    reading.payload = search.hash_of(habit.hash, body);
    search.tries(Component::kBodyHash, std::string("the body: ") + kWords, reading);
  });
}

}  // namespace virga::doctor
