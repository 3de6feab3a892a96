#include "auth/diagnosis.h"

namespace virga {
std::string_view name_of(Component component) {
  switch (component) {
    case Component::kAuthorization: return "authorization";
    case Component::kClock: return "clock";
    case Component::kSessionToken: return "session token";
    case Component::kMethod: return "method";
    case Component::kPath: return "path";
    case Component::kQueryOrder: return "query order";
    case Component::kQueryEncoding: return "query encoding";
    case Component::kQueryParameter: return "query parameter";
    case Component::kHost: return "host";
    case Component::kHeaderValue: return "header value";
    case Component::kSignedHeaders: return "signed headers";
    case Component::kBodyHash: return "body hash";
    case Component::kDate: return "date";
    case Component::kScopeDate: return "scope date";
    case Component::kRegion: return "region";
    case Component::kService: return "service";
    case Component::kScope: return "scope";
    case Component::kAlgorithm: return "algorithm";
    case Component::kLayout: return "layout";
    case Component::kSigningKey: return "signing key";
    case Component::kSecret: return "secret";
    case Component::kSignature: return "signature";
  }
  return "";
}

std::string words_for(const Examination& diagnosis) {
  std::string words(name_of(diagnosis.component));
  words += ": " + diagnosis.what;
  if (diagnosis.server_line != diagnosis.client_line)
    words += "; the client has the line \"" + diagnosis.client_line + "\" where the server has \"" +
             diagnosis.server_line + "\"";
  return words;
}

std::string explain(const Examination& diagnosis, const Proof& proof) {
  return words_for(diagnosis) + "\nthe server's canonical request is\n" + proof.canonical_request +
         "\nand its string to sign\n" + proof.string_to_sign;
}

}  // namespace virga
