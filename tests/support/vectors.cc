#include "support/vectors.h"

#include <catch2/catch.hpp>

#include "base/file.h"

namespace virga {
namespace {

std::vector<Json> read_list(const std::string& file, const char* list) {
  const auto text = read_file(std::string(VIRGA_TEST_DATA) + "/signatures/" + file);
  REQUIRE(text);
  const Json all = parse_json(*text).value();
  REQUIRE(all.at(list).size() == all.at("count"));
  return all.at(list).get<std::vector<Json>>();
}

}  // namespace

std::vector<Json> signed_vectors(const std::string& cloud) {
  return read_list(cloud + ".json", "vectors");
}

std::vector<Json> tampered_variants(const std::string& cloud) {
  return read_list(cloud + "_negative.json", "variants");
}

Json tampered_variant(const std::string& cloud, const std::string& id) {
  for (const Json& each : tampered_variants(cloud))
    if (id_of(each) == id) return each;
  FAIL("no variant " << id << " of " << cloud);
  return {};
}

Request request_of(const Json& vector) {
  const Json& from = vector.at("request");
  Request request{from.at("method"), from.at("target"), {}, from.at("body")};
  for (const auto& [name, value] : from.at("headers").items())
    request.headers.emplace_back(name, value.get<std::string>());
  if (vector.at("expected").contains("authorization"))
    request.headers.emplace_back("Authorization", vector["expected"]["authorization"]);
  return request;
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() || found->is_null() ? std::string() : found->get<std::string>();
}

std::string id_of(const Json& vector) { return text_of(vector, "id"); }

std::string secret_of(const Json& vector) {
  return text_of(vector.at("credentials"), "secret_access_key");
}

std::string token_of(const Json& vector) {
  const Json& keys = vector.at("credentials");
  return text_of(keys, "session_token") + text_of(keys, "security_token");
}

}  // namespace virga
