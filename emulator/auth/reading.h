// One way to make a signature of a request: every text that goes into it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"

namespace virga::doctor {

// What the string to sign is signed with.
enum class Key {
  kSecret,   // Huawei: the secret itself
  kChained,  // Volcengine: derived over the parts of a scope
  kDerived,  // Huawei's V11: derived for a scope in one step
};

struct Reading {
  // The canonical request.
  std::string method;
  std::string path;
  std::string query;
  std::vector<std::string> lines;  // name:value of each signed header
  std::string signed_headers;
  std::string payload;

  // The string to sign.
  Hash hash = Hash::kSha256;
  std::string algorithm;
  std::string timestamp;
  std::vector<std::string> scope;  // empty: the scheme has no such line

  // The key.
  Key key = Key::kSecret;
  std::string access_key;
  std::string secret;
  std::vector<std::string> key_scope;

  // What stands in place of a text that the parts above would make, when they were put together in
  // another way.
  std::optional<std::string> whole_request = {};
  std::optional<std::string> whole_string = {};
  std::optional<std::string> whole_key = {};
};

std::string canonical_request_of(const Reading& reading);
std::string head_of(const Reading& reading);  // the string to sign up to the hash
std::string key_of(const Reading& reading);

// The value of a signed header; nothing when there is no such line.
std::optional<std::string> value_of(const Reading& reading, std::string_view header);
// Changes the value of a signed header, if there is such a line.
void set_value(Reading& reading, std::string_view header, std::string_view value);
// Changes the value of a parameter in the canonical query, if it is there.
void set_parameter(Reading& reading, std::string_view name, std::string_view value);

}  // namespace virga::doctor
