#include "support/signer.h"

#include <algorithm>
#include <map>

#include "base/digest.h"
#include "base/text.h"
#include "http/message.h"

namespace virga {
namespace {

// Sorted by name and value, each encoded.
std::string canonical_query(const Request& request) {
  auto parameters = parse_query(http::query_of(request.target));
  std::sort(parameters.begin(), parameters.end());
  std::string text;
  for (const auto& [name, value] : parameters)
    text += (text.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
  return text;
}

// What both schemes sign: the headers that every client sends, in alphabetical order.
struct Signed {
  std::string names;
  std::string canonical_request;
};

Signed canonical_request(const Request& request, const Headers& headers, const std::string& path,
                         std::initializer_list<std::string_view> also) {
  std::map<std::string, std::string> lines;
  for (const auto& [name, value] : headers) {
    const std::string key = lower(name);
    if (key == "host" || key == "content-type" ||
        std::find(also.begin(), also.end(), key) != also.end())
      lines.emplace(key, trim(value));
  }
  Signed made;
  made.canonical_request = request.method + "\n" + path + "\n" + canonical_query(request) + "\n";
  for (const auto& [name, value] : lines) {
    made.names += (made.names.empty() ? "" : ";") + name;
    made.canonical_request += name + ":" + value + "\n";
  }
  made.canonical_request += "\n" + made.names + "\n" + hash_hex(Hash::kSha256, request.body);
  return made;
}

}  // namespace

Headers sign_volcengine(const Request& request, const std::string& key, const std::string& secret,
                        const std::string& region, const std::string& service, Time at) {
  const std::string time = basic_time(at), date = time.substr(0, 8);
  const std::string scope = date + "/" + region + "/" + service + "/request";
  Headers headers = request.headers;
  headers.emplace_back("X-Date", time);
  headers.emplace_back("X-Content-Sha256", hash_hex(Hash::kSha256, request.body));
  const Signed made =
      canonical_request(request, headers, std::string(http::path_of(request.target)),
                        {"x-date", "x-content-sha256", "x-security-token"});
  std::string signing_key = secret;
  for (const std::string& step : {date, region, service, std::string("request")})
    signing_key = hmac(Hash::kSha256, signing_key, step);
  const std::string text = "HMAC-SHA256\n" + time + "\n" + scope + "\n" +
                           hash_hex(Hash::kSha256, made.canonical_request);
  headers.emplace_back("Authorization", "HMAC-SHA256 Credential=" + key + "/" + scope +
                                            ", SignedHeaders=" + made.names + ", Signature=" +
                                            to_hex(hmac(Hash::kSha256, signing_key, text)));
  return headers;
}

Headers sign_huawei(const Request& request, const std::string& key, const std::string& secret,
                    Time at) {
  const std::string time = basic_time(at);
  Headers headers = request.headers;
  headers.emplace_back("X-Sdk-Date", time);
  std::string path(http::path_of(request.target));  // of unreserved characters: encoding it changes
  if (!path.ends_with('/')) path += '/';            // nothing
  const Signed made = canonical_request(request, headers, path, {"x-sdk-date", "x-security-token"});
  const std::string text =
      "SDK-HMAC-SHA256\n" + time + "\n" + hash_hex(Hash::kSha256, made.canonical_request);
  headers.emplace_back("Authorization",
                       "SDK-HMAC-SHA256 Access=" + key + ", SignedHeaders=" + made.names +
                           ", Signature=" + to_hex(hmac(Hash::kSha256, secret, text)));
  return headers;
}

}  // namespace virga
