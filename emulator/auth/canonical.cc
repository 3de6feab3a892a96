#include "auth/canonical.h"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include "base/text.h"

namespace virga::canonical {
namespace {

std::string encode_parts(std::string_view path) {
  std::string out;
  for (const std::string_view part : split(path, '/')) {
    out += percent_encode(part);
    out += '/';
  }
  out.pop_back();  // split gives one part at least
  return out;
}

std::string collapse(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool in_run = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t';
    if (!blank)
      out += c;
    else if (!in_run)
      out += ' ';
    in_run = blank;
  }
  return out;
}

std::string_view without_default_port(std::string_view host) {
  for (const std::string_view port : {":80", ":443"})
    if (host.ends_with(port)) return host.substr(0, host.size() - port.size());
  return host;
}

std::string write(const Readings& of, std::size_t path, std::size_t query, std::size_t headers,
                  std::size_t payload) {
  return request(of.method, of.paths[path], of.queries[query], of.header_lines[headers],
                 of.signed_headers, of.payloads[payload]);
}

Proof compare(std::string canonical_request, const Seal& seal, std::string_view signature) {
  Proof proof;
  proof.string_to_sign = seal.head + hash_hex(seal.hash, canonical_request);
  proof.canonical_request = std::move(canonical_request);
  proof.matches =
      equal_in_constant_time(to_hex(hmac(seal.hash, seal.key, proof.string_to_sign)), signature);
  return proof;
}

}  // namespace

std::optional<std::string_view> Authorization::find(std::string_view name) const {
  for (const auto& [key, value] : parts)
    if (key == name) return value;
  return std::nullopt;
}

std::optional<Authorization> parse_authorization(std::string_view header,
                                                 std::initializer_list<std::string_view> names) {
  header = trim(header);
  const auto blank = header.find(' ');
  if (blank == std::string_view::npos) return std::nullopt;
  Authorization found{header.substr(0, blank), {}};
  for (std::string_view part : split(header.substr(blank), ',')) {
    part = trim(part);
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return std::nullopt;
    const std::string_view name = part.substr(0, equals);
    if (std::find(names.begin(), names.end(), name) == names.end() || found.find(name))
      return std::nullopt;
    found.parts.emplace_back(name, part.substr(equals + 1));
  }
  return found;
}

std::vector<std::string> header_names(std::string_view list) {
  std::vector<std::string> names;
  const std::string lowered = lower(list);
  const auto entries = split(lowered, ';');
  names.reserve(entries.size());
  std::unordered_set<std::string_view> seen;
  for (const std::string_view entry : entries) {
    const std::string_view name = trim(entry);
    if (!name.empty() && seen.insert(name).second) names.emplace_back(name);
  }
  return names;
}

std::string join(const std::vector<std::string>& names, char with) {
  std::string out;
  for (const std::string& name : names) {
    if (&name != &names.front()) out += with;
    out += name;
  }
  return out;
}

std::string path(std::string_view raw, PathReading reading) {
  if (raw.empty()) return "/";
  switch (reading) {
    case PathReading::kDecodeEncode: return encode_parts(percent_decode(raw));
    case PathReading::kEncodeAsReceived: return encode_parts(raw);
    case PathReading::kAsReceived: break;
  }
  return std::string(raw);
}

std::string query(const Parameters& parameters, ValueOrder order) {
  struct Encoded {
    const std::string* name;
    const std::string* value;
    std::string encoded_name;
    std::string encoded_value;
  };
  std::vector<Encoded> sorted;
  sorted.reserve(parameters.size());
  for (const auto& [name, value] : parameters)
    sorted.push_back({&name, &value, percent_encode(name), percent_encode(value)});
  std::stable_sort(sorted.begin(), sorted.end(), [order](const Encoded& a, const Encoded& b) {
    switch (order) {
      case ValueOrder::kByEncodedForm:
        return std::tie(*a.name, a.encoded_value) < std::tie(*b.name, b.encoded_value);
      case ValueOrder::kByValue: return std::tie(*a.name, *a.value) < std::tie(*b.name, *b.value);
      case ValueOrder::kAllByEncodedForm:
        return std::tie(a.encoded_name, a.encoded_value) <
               std::tie(b.encoded_name, b.encoded_value);
      case ValueOrder::kAsSent: break;
    }
    return *a.name < *b.name;
  });
  std::string out;
  for (const Encoded& each : sorted) {
    if (!out.empty()) out += '&';
    out += each.encoded_name;
    out += '=';
    out += each.encoded_value;
  }
  return out;
}

std::vector<Line> pick(const Headers& headers, const std::vector<std::string>& names) {
  std::vector<Line> lines;
  lines.reserve(names.size());
  for (const std::string& name : names) lines.push_back({name, trim(http::header(headers, name))});
  return lines;
}

std::string header_lines(const std::vector<Line>& lines, InnerSpaces spaces, HostPort port) {
  if (lines.empty()) return "\n";
  std::string out;
  for (const auto& [name, sent] : lines) {
    const bool strip = port == HostPort::kDefaultStripped && name == "host";
    const std::string_view value = strip ? without_default_port(sent) : sent;
    out += name;
    out += ':';
    if (spaces == InnerSpaces::kCollapsed)
      out += collapse(value);
    else
      out += value;
    out += '\n';
  }
  return out;
}

std::string request(std::string_view method, std::string_view path, std::string_view query,
                    std::string_view header_lines, std::string_view signed_headers,
                    std::string_view payload) {
  std::string out;
  out.reserve(method.size() + path.size() + query.size() + header_lines.size() +
              signed_headers.size() + payload.size() + 5);
  for (const std::string_view part : {method, path, query, header_lines, signed_headers}) {
    out += part;
    out += '\n';
  }
  out += payload;
  return out;
}

void add_reading(std::vector<std::string>& readings, std::string another) {
  if (std::find(readings.begin(), readings.end(), another) == readings.end())
    readings.push_back(std::move(another));
}

Proof refuse(const Readings& readings, const Seal& seal, std::string why) {
  Proof proof;
  proof.canonical_request = write(readings, 0, 0, 0, 0);
  proof.string_to_sign = seal.head + hash_hex(seal.hash, proof.canonical_request);
  proof.why = std::move(why);
  return proof;
}

Proof first_match(Readings readings, const std::function<void(Readings&)>& widen, const Seal& seal,
                  std::string_view signature) {
  Proof plain = compare(write(readings, 0, 0, 0, 0), seal, signature);
  if (plain.matches) return plain;
  widen(readings);
  for (std::size_t path = 0; path < readings.paths.size(); ++path)
    for (std::size_t query = 0; query < readings.queries.size(); ++query)
      for (std::size_t headers = 0; headers < readings.header_lines.size(); ++headers)
        for (std::size_t payload = 0; payload < readings.payloads.size(); ++payload) {
          if (path + query + headers + payload == 0) continue;  // the plain reading
          Proof proof = compare(write(readings, path, query, headers, payload), seal, signature);
          if (proof.matches) return proof;
        }
  return plain;
}

}  // namespace virga::canonical
