// What is wrong with a signature, in words.
#pragma once

#include <string>
#include <string_view>

#include "auth/canonical.h"

namespace virga {

// The part of a signature that a client got wrong.
enum class Component {
  kAuthorization,  // the signature itself is not there, or cannot be read
  kClock,          // it is too old, or of the future
  kSessionToken,
  kMethod,
  kPath,
  kQueryOrder,
  kQueryEncoding,
  kQueryParameter,  // one is missing, too many, or has another value
  kHost,
  kHeaderValue,
  kSignedHeaders,  // the list, or which headers are in it
  kBodyHash,
  kDate,
  kScopeDate,
  kRegion,
  kService,
  kScope,  // another part of it, or its form
  kAlgorithm,
  kLayout,  // the right parts, put together wrongly
  kSigningKey,
  kSecret,
  kSignature,  // right, and then written or changed wrongly
};

std::string_view name_of(Component component);  // "query order"

struct Examination {
  Component component = Component::kSecret;
  std::string what;  // a sentence about the component, without its end
  // The first line in which the client's texts differ from the server's, when they were found out.
  std::string server_line = {};
  std::string client_line = {};
};

// The diagnosis on one line: COMPONENT: WHAT; the client has LINE where the server has LINE.
std::string words_for(const Examination& diagnosis);

// That, and what the server built. For the user of Virga, never for the client unasked.
std::string explain(const Examination& diagnosis, const Proof& proof);

}  // namespace virga
