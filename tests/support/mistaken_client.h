// Clients that sign as the official ones do, but for one thing: what they sign, or what becomes of
// their request after it was signed. They write what they sign from the texts of the vectors, apart
// from the code that checks signatures.
#pragma once

#include <virga/message.h>

#include <string>
#include <vector>

#include "base/digest.h"
#include "base/json.h"

namespace virga {

// Everything that goes into one signature, as text.
struct SignedTexts {
  std::string method, path, query;
  std::vector<std::string> lines;  // name:value
  std::string list;
  std::string payload;

  std::string algorithm, timestamp;
  std::vector<std::string> scope;  // empty: none
  std::string access_key, secret;
  std::vector<std::string> key_scope;
  Hash hash = Hash::kSha256;

  std::string whole_request, whole_string, whole_key;  // instead of what the above make

  std::string canonical_request() const;
  std::string head() const;
  std::string signing_key() const;
  std::string signature() const;
  std::vector<std::string> secret_texts() const;  // what nobody may ever be shown

  std::string* line(const std::string& header);  // nullptr: not signed
};

// A request, and the texts that a right signature of it is made from.
struct Arrival {
  std::string form;  // the vector it was made from
  std::string cloud;
  Request request;  // with a signature
  SignedTexts right;

  bool presigned() const;
  void set_signature(const std::string& signature);
  void replace_in_headers(const std::string& name, const std::string& from, const std::string& to);
};

// The forms that official signers give to calls of the real services, all well signed: with the
// secret SKvirgatest of the key AKVIRGATEST, or of AKVIRGATEMP when there is a session token.
std::vector<Arrival> official_forms();

// One request whose signature does not match, and why.
struct Mistaken {
  std::string mistake;    // in words
  std::string component;  // as the doctor should name it
  Arrival arrival;
};

// Every mistake made in every form that has room for it.
std::vector<Mistaken> mistaken_requests();

std::string raw_text(const Request& request);  // as on the wire

}  // namespace virga
