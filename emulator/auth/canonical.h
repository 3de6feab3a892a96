// What the signatures of both clouds share: the parts of an Authorization header, the lines of a
// canonical request, and the search among the ways in which clients are known to write these lines.
#pragma once

#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "http/message.h"

namespace virga {

// How the check of a signature came out. Holds nothing that a valid signature could be made from.
struct Proof {
  bool matches = false;
  std::string canonical_request;  // of the reading that matched; of the plain one when none did
  std::string string_to_sign;     // of the same reading
  std::string why;  // what stood in the way before any signature was compared; else empty. For the
                    // user of Virga, never for the client
};

}  // namespace virga

namespace virga::canonical {

// An Authorization header that signs:
//
//   header = algorithm 1*" " part *( *" " "," *" " part )
//   part   = name "=" value
//
// The views look into the header.
struct Authorization {
  std::string_view algorithm;
  std::vector<std::pair<std::string_view, std::string_view>> parts;

  std::optional<std::string_view> find(std::string_view name) const;
};

// Nothing when the text has another form, a part that is not among `names`, or a part twice.
std::optional<Authorization> parse_authorization(std::string_view header,
                                                 std::initializer_list<std::string_view> names);

// A `;`-list of header names: in lower case, in its order, without blank entries. A name that is
// listed twice counts once, so what is to be signed never outgrows the request.
std::vector<std::string> header_names(std::string_view list);
std::string join(const std::vector<std::string>& names, char with);

enum class PathReading {
  kAsReceived,
  kDecodeEncode,      // decoded as a whole, split at `/`, each part encoded: %2F becomes a slash
  kEncodeAsReceived,  // not decoded, each part encoded: %20 becomes %2520
};
std::string path(std::string_view raw, PathReading reading);  // "/" when `raw` is empty

using Parameters = std::vector<std::pair<std::string, std::string>>;  // decoded, in wire order

// How the values of a repeated parameter are ordered. Parameters are ordered by decoded name, only
// by the last of these by encoded name.
enum class ValueOrder { kByEncodedForm, kByValue, kAsSent, kAllByEncodedForm };
std::string query(const Parameters& parameters, ValueOrder order);  // name=value joined by `&`

// One signed header. Of a header sent twice the first value counts; one not sent has an empty
// value.
struct Line {
  std::string_view name;
  std::string_view value;
};
std::vector<Line> pick(const Headers& headers, const std::vector<std::string>& names);

enum class InnerSpaces { kKept, kCollapsed };  // collapsed: a run of blanks and tabs is one blank
enum class HostPort { kAsSent, kDefaultStripped };  // stripped: `host` without :80 or :443
// name:value and a line end each; a single line end when there are no lines.
std::string header_lines(const std::vector<Line>& lines, InnerSpaces spaces,
                         HostPort port = HostPort::kAsSent);

// The lines of a canonical request, joined; the text of the headers ends in a line end of its own.
std::string request(std::string_view method, std::string_view path, std::string_view query,
                    std::string_view header_lines, std::string_view signed_headers,
                    std::string_view payload);

// The ways in which each part of one canonical request may be written. The first of each is the
// plain one; none is empty.
struct Readings {
  std::string method;
  std::vector<std::string> paths;
  std::vector<std::string> queries;
  std::vector<std::string> header_lines;
  std::string signed_headers;
  std::vector<std::string> payloads;  // the last line: a hash, or what stands for one
};

// Adds a reading unless it is there already.
void add_reading(std::vector<std::string>& readings, std::string another);

// What turns a canonical request into a signature; lives no longer than one check.
struct Seal {
  Hash hash = Hash::kSha256;
  std::string head;  // of the string to sign: everything before the hash of the canonical request
  std::string key;
};

// The plain reading, compared with nothing, for the reason given.
Proof refuse(const Readings& readings, const Seal& seal, std::string why);

// Compares the plain reading, which nearly every client signs. Only when that fails, `widen` is
// called once to add the other readings, and every combination of them is compared.
Proof first_match(Readings readings, const std::function<void(Readings&)>& widen, const Seal& seal,
                  std::string_view signature);

}  // namespace virga::canonical
