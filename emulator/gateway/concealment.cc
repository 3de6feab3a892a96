#include "gateway/concealment.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/text.h"
#include "http/message.h"

namespace virga {
namespace {

constexpr std::string_view kConcealed = "***";
constexpr std::string_view kHeaders[] = {"X-Auth-Token", "X-Subject-Token", "X-Security-Token"};
constexpr std::string_view kParameter = "X-Security-Token";

// Shorter ones are no tokens, and would be found in every second word.
constexpr std::size_t kShortest = 4;

bool is_token_header(std::string_view name) {
  return std::any_of(std::begin(kHeaders), std::end(kHeaders),
                     [&](std::string_view token) { return same_letters(token, name); });
}

bool declares_secrets(const Operation* operation) {
  return operation != nullptr && !operation->secrets.empty();
}

std::vector<std::string> tokens_in(const Request& request, const Reply& reply) {
  std::vector<std::string> tokens;
  for (const Headers* headers : {&request.headers, &reply.headers})
    for (const auto& [name, value] : *headers)
      if (is_token_header(name)) tokens.push_back(value);
  if (auto token = find_in_query(http::query_of(request.target), kParameter)) {
    tokens.push_back(percent_encode(*token));
    tokens.push_back(std::move(*token));
  }
  std::erase_if(tokens, [](const std::string& token) { return token.size() < kShortest; });
  return tokens;
}

void replace_all(std::string& text, std::string_view what) {
  for (auto at = text.find(what); at != std::string::npos;
       at = text.find(what, at + kConcealed.size()))
    text.replace(at, what.size(), kConcealed);
}

// `path` ends at this value: "auth.identity.token.id".
void conceal_members(Json& value, const std::string& path,
                     std::span<const std::string_view> secrets) {
  if (value.is_array())
    for (Json& item : value) conceal_members(item, path, secrets);
  if (!value.is_object()) return;
  for (auto& [name, member] : value.items()) {
    const std::string inner = path + "." + name;
    const bool secret = std::any_of(secrets.begin(), secrets.end(), [&](std::string_view tail) {
      return inner.ends_with("." + std::string(tail));
    });
    if (secret)
      member = kConcealed;
    else
      conceal_members(member, inner, secrets);
  }
}

void conceal_body(std::string& body, std::span<const std::string_view> secrets) {
  if (body.empty()) return;
  auto json = parse_json(body);
  if (!json) {
    body = kConcealed;
    return;
  }
  const Json before = *json;
  conceal_members(*json, "", secrets);
  if (*json != before) body = print_json(*json);
}

}  // namespace

bool has_secrets(const Operation* operation, const Request& request, const Reply& reply) {
  return declares_secrets(operation) || !tokens_in(request, reply).empty();
}

std::string concealed(std::string text, const Request& request, const Reply& reply) {
  for (const std::string& token : tokens_in(request, reply)) replace_all(text, token);
  return text;
}

void conceal(const Operation* operation, Entry& entry) {
  for (const std::string& token : tokens_in(entry.request, entry.reply)) {
    for (Headers* headers : {&entry.request.headers, &entry.reply.headers})
      for (auto& [name, value] : *headers) replace_all(value, token);
    for (std::string* text :
         {&entry.request.target, &entry.request.body, &entry.reply.body, &entry.why})
      replace_all(*text, token);
  }
  if (!declares_secrets(operation)) return;
  conceal_body(entry.request.body, operation->secrets);
  conceal_body(entry.reply.body, operation->secrets);
}

}  // namespace virga
