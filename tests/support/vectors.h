// Requests that the vendors' own signers made, and tampered variants of them, from
// tests/data/signatures.
#pragma once

#include <virga/message.h>

#include <string>
#include <vector>

#include "base/json.h"

namespace virga {

// The clock at which every vector was signed.
inline constexpr auto kSignedAt = "20250605T072735Z";

// "volcengine" or "huawei"; fails the test unless there are as many as the file says.
std::vector<Json> signed_vectors(const std::string& cloud);
std::vector<Json> tampered_variants(const std::string& cloud);
Json tampered_variant(const std::string& cloud, const std::string& id);

Request request_of(const Json& vector);  // Authorization included, when there is one

std::string text_of(const Json& object, const char* name);  // "" when absent or null
std::string id_of(const Json& vector);
std::string secret_of(const Json& vector);
std::string token_of(const Json& vector);  // the session token; "" of a permanent key

}  // namespace virga
