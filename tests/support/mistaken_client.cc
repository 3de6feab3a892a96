#include "support/mistaken_client.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>

#include "base/text.h"
#include "http/message.h"
#include "support/vectors.h"

namespace virga {
namespace {

constexpr std::string_view kForms[] = {
    "oa_post_json_utf8",
    "oa_post_form",
    "oa_presigned",
    "core_post_json",
    "go_form_post_bindaxb",
    "go_get_default_content_type",
    "go_presign_no_host",
    "go2_presign_host",
    "vpy_form_post_bindaxb",
    "vpy_presign",
    "java_demo_unsorted_signed_headers_1",
    "node_query_multi_out_of_order",
    "node_post_json_utf8",
    "node_derived_v11",
    "py_query_multi_bool_int",
    "py_post_json_utf8",
    "py_sm3_get",
    "py_derived_v11",
};

std::string replace_all(std::string text, const std::string& from, const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

std::vector<std::string> texts(const std::vector<std::string_view>& views) {
  return {views.begin(), views.end()};
}

std::string joined(const std::vector<std::string>& parts, const std::string& with) {
  std::string out;
  for (const std::string& part : parts) out += (&part == &parts.front() ? "" : with) + part;
  return out;
}

SignedTexts texts_of(const Json& vector) {
  const Json& expected = vector.at("expected");
  SignedTexts made;
  auto rows = texts(split(text_of(expected, "canonical_request"), '\n'));
  made.method = rows.at(0);
  made.path = rows.at(1);
  made.query = rows.at(2);
  made.payload = rows.back();
  made.list = rows.at(rows.size() - 2);
  for (std::size_t i = 3; i + 2 < rows.size(); ++i)
    if (!rows[i].empty()) made.lines.push_back(rows[i]);
  rows = texts(split(text_of(expected, "string_to_sign"), '\n'));
  made.algorithm = rows.at(0);
  made.timestamp = rows.at(1);
  if (rows.size() == 4) made.scope = made.key_scope = texts(split(rows[2], '/'));
  made.access_key = text_of(vector.at("credentials"), "access_key_id");
  made.secret = secret_of(vector);
  if (made.algorithm == "SDK-HMAC-SM3") made.hash = Hash::kSm3;
  return made;
}

Arrival arrival_of(const std::string& cloud, Json vector) {
  // The vectors' GET calls an action that the service does not have.
  const std::string text = replace_all(vector.dump(), "Action=QueryA&", "Action=NumberPoolList&");
  vector = Json::parse(text);
  Arrival arrival{id_of(vector), cloud, request_of(vector), texts_of(vector)};
  if (!token_of(vector).empty()) {  // a key is permanent or temporary, and others are permanent
    arrival.right.access_key = "AKVIRGATEMP";
    arrival.replace_in_headers("Authorization", "AKVIRGATEST", "AKVIRGATEMP");
  }
  arrival.set_signature(arrival.right.signature());
  return arrival;
}

// What a client does wrong: changes what it signs. False: this form has no room for it.
using Sign = std::function<bool(const Arrival&, SignedTexts&)>;
// What happens to a request that was signed rightly: to it, and to the texts a right signature
// would now be made from.
using Tamper = std::function<bool(Arrival&)>;

struct Mistake {
  std::string words;
  std::string component;
  Sign sign = {};
  Tamper tamper = {};
};

bool is_json(const Arrival& of) { return of.request.body.starts_with('{'); }
bool is_derived(const SignedTexts& texts) { return !texts.scope.empty(); }
bool is_volcengine(const Arrival& of) { return of.cloud == "volcengine"; }

bool change_line(SignedTexts& texts, const std::string& header,
                 const std::function<std::string(const std::string&)>& change) {
  std::string* line = texts.line(header);
  if (line == nullptr) return false;
  *line = header + ":" + change(line->substr(header.size() + 1));
  return true;
}

Sign line_becomes(const std::string& header, const std::string& value) {
  return [=](const Arrival&, SignedTexts& texts) {
    return change_line(texts, header, [&](const std::string&) { return value; });
  };
}

Sign payload_becomes(const std::function<std::string(const Arrival&)>& body) {
  return [=](const Arrival& of, SignedTexts& texts) {
    const std::string other = hash_hex(texts.hash, body(of));
    if (other == texts.payload || of.presigned()) return false;
    const std::string old = texts.payload;
    for (std::string& line : texts.lines) line = replace_all(line, old, other);
    texts.payload = other;
    return true;
  };
}

Sign query_becomes(const std::function<std::string(const Arrival&, const std::string&)>& change) {
  return [=](const Arrival& of, SignedTexts& texts) {
    std::string other = change(of, texts.query);
    std::swap(texts.query, other);
    return texts.query != other;
  };
}

std::string date_name(const Arrival& of) { return is_volcengine(of) ? "x-date" : "x-sdk-date"; }

Sign scope_becomes(std::size_t part, const std::string& value, bool in_string, bool in_key) {
  return [=](const Arrival&, SignedTexts& texts) {
    if (texts.scope.size() <= part || texts.scope[part] == value) return false;
    if (in_string) texts.scope[part] = value;
    if (in_key) texts.key_scope[part] = value;
    return true;
  };
}

Sign secret_becomes(const std::function<std::string(const std::string&)>& change) {
  return [=](const Arrival&, SignedTexts& texts) {
    texts.secret = change(texts.secret);
    return true;
  };
}

Sign list_becomes(const std::function<void(std::vector<std::string>&)>& change) {
  return [=](const Arrival&, SignedTexts& texts) {
    auto lines = texts.lines;
    change(lines);
    if (lines == texts.lines) return false;
    texts.lines = lines;
    std::vector<std::string> names;
    for (const std::string& line : lines) names.push_back(line.substr(0, line.find(':')));
    texts.list = joined(names, ";");
    return true;
  };
}

// A value of a signed header changed on its way.
Tamper header_becomes(const std::string& name,
                      const std::function<std::string(const std::string&)>& change) {
  return [=](Arrival& arrival) {
    std::string* line = arrival.right.line(lower(name));
    if (line == nullptr) return false;
    for (auto& [key, value] : arrival.request.headers) {
      if (!same_letters(key, name)) continue;
      const std::string other = change(value);
      if (other == value) return false;
      value = other;
      *line = lower(name) + ":" + other;
      return true;
    }
    return false;
  };
}

Tamper body_becomes(const std::function<std::string(const std::string&)>& change) {
  return [=](Arrival& arrival) {
    const std::string other = change(arrival.request.body);
    if (arrival.presigned() || other == arrival.request.body) return false;
    arrival.request.body = other;
    arrival.right.payload = hash_hex(arrival.right.hash, other);
    return true;
  };
}

Tamper target_becomes(const std::string& from, const std::string& to) {
  return [=](Arrival& arrival) {
    const auto at = arrival.request.target.find(from);
    const auto in_query = arrival.right.query.find(from);
    if (at == std::string::npos || in_query == std::string::npos) return false;
    arrival.request.target.replace(at, from.size(), to);
    arrival.right.query.replace(in_query, from.size(), to);
    return true;
  };
}

std::string without_digit_at_end(std::string text, char digit) {
  text.back() = digit;
  return text;
}

std::vector<Mistake> host_mistakes() {
  const auto host = [](const std::string& words, const std::string& value) {
    return Mistake{words, "host", line_becomes("host", value)};
  };
  return {host("host without its port", "127.0.0.1"),
          host("host by another name", "localhost:8080"),
          host("host of the real cloud", "open.volcengineapi.com"),
          host("host with the default port", "127.0.0.1:80"),
          {"host rewritten by a proxy",
           "host",
           {},
           header_becomes("Host", [](const auto&) { return "localhost:4610"; })},
          {"host rewritten by a proxy that says so", "host", {}, [](Arrival& arrival) {
             const std::string* line = arrival.right.line("host");
             if (line == nullptr) return false;
             arrival.request.headers.emplace_back("X-Forwarded-Host", line->substr(5));
             return header_becomes("Host", [](const auto&) { return "virga.test"; })(arrival);
           }}};
}

std::vector<Mistake> body_mistakes() {
  const auto plain = [](const std::string& payload) {
    return [=](const Arrival& of, SignedTexts& texts) {
      if (texts.payload == payload || of.presigned()) return false;
      texts.payload = payload;
      return true;
    };
  };
  return {
      {"hash of an empty body", "body hash", payload_becomes([](const auto&) { return ""; })},
      {"hash of the body and a line end", "body hash",
       payload_becomes([](const Arrival& of) { return of.request.body + "\n"; })},
      {"hash of JSON with blanks", "body hash", payload_becomes([](const Arrival& of) {
         const bool has_some = of.request.body.find(": ") != std::string::npos;
         return is_json(of) && !has_some
                    ? replace_all(replace_all(of.request.body, ",\"", ", \""), "\":", "\": ")
                    : of.request.body;
       })},
      {"hash of indented JSON", "body hash", payload_becomes([](const Arrival& of) {
         return is_json(of) ? Json::parse(of.request.body).dump(2) : of.request.body;
       })},
      {"UNSIGNED-PAYLOAD for a hash", "body hash", plain("UNSIGNED-PAYLOAD")},
      {"no hash", "body hash", plain("")},
      {"hash in capitals", "body hash",
       [](const Arrival&, SignedTexts& texts) {
         const std::string old = texts.payload;
         texts.payload = upper(texts.payload);
         return texts.payload != old;
       }},
      {"body itself, not hashed", "body hash",
       [](const Arrival& of, SignedTexts& texts) {
         texts.payload = of.request.body;
         return !of.request.body.empty();
       }},
      {"a character of the body changed on its way",
       "body hash",
       {},
       body_becomes([](const std::string& body) { return replace_all(body, "1", "2"); })},
      {"a letter of the body changed on its way",
       "body hash",
       {},
       body_becomes([](std::string body) {
         const auto at = body.find("Na");
         if (at != std::string::npos) body[at + 1] = 'e';
         return body;
       })},
      {"a line end added to the body on its way",
       "body hash",
       {},
       body_becomes([](const std::string& body) { return body.empty() ? body : body + "\n"; })},
      {"another body altogether", "body hash", {}, body_becomes([](const std::string& body) {
         return body.empty() ? body : R"({"something": "else"})";
       })},
  };
}

std::vector<Mistake> query_mistakes() {
  const auto piece_gone = [](const Arrival&, const std::string& query) {
    return query.substr(0, query.rfind('&') == std::string::npos ? query.size() : query.rfind('&'));
  };
  return {
      {"query in the reverse order", "query order",
       [](const Arrival&, SignedTexts& texts) {
         auto pieces = virga::texts(split(texts.query, '&'));
         std::reverse(pieces.begin(), pieces.end());
         std::string other = joined(pieces, "&");
         std::swap(other, texts.query);
         return other != texts.query;
       }},
      {"query with + for a blank", "query encoding",
       query_becomes(
           [](const auto&, const auto& query) { return replace_all(query, "%20", "+"); })},
      {"query not encoded", "query encoding",
       query_becomes([](const auto&, const auto& query) { return percent_decode(query); })},
      {"query with small escapes", "query encoding",
       query_becomes([](const auto&, const std::string& query) {
         std::string other = query;
         for (std::size_t i = 0; i + 2 < other.size(); ++i)
           if (other[i] == '%') other.replace(i, 3, lower(other.substr(i, 3)));
         return other;
       })},
      {"query encoded twice", "query encoding", query_becomes([](const auto&, const auto& query) {
         return replace_all(query, "%", "%25");
       })},
      {"query with its question mark", "query encoding",
       query_becomes([](const auto&, const std::string& query) {
         return query.empty() ? query : "?" + query;
       })},
      {"no query", "query parameter", query_becomes([](const auto&, const auto&) { return ""; })},
      {"query without its last parameter", "query parameter", query_becomes(piece_gone)},
      {"a version changed on its way",
       "query parameter",
       {},
       target_becomes("Version=2022-01-01", "Version=2022-01-02")},
      {"a limit changed on its way", "query parameter", {}, target_becomes("limit=10", "limit=20")},
      {"a parameter added on its way",
       "query parameter",
       {},
       [](Arrival& arrival) {
         if (arrival.presigned() || arrival.right.query.empty()) return false;
         arrival.request.target += "&zz=1";
         arrival.right.query += "&zz=1";
         return true;
       }},
      {"another value of a parameter altogether",
       "query parameter",
       {},
       target_becomes("limit=10", "limit=9876")},
  };
}

std::vector<Mistake> request_mistakes() {
  return {
      {"path with its query", "path",
       [](const Arrival& of, SignedTexts& texts) {
         texts.path = of.request.target;
         return !of.presigned() && of.request.target.find('?') != std::string::npos;
       }},
      {"path without the slash at its end", "path",
       [](const Arrival&, SignedTexts& texts) {
         if (texts.path.size() < 2) return false;
         texts.path.pop_back();
         return true;
       }},
      {"no path", "path",
       [](const Arrival&, SignedTexts& texts) {
         texts.path.clear();
         return true;
       }},
      {"method in small letters", "method",
       [](const Arrival&, SignedTexts& texts) {
         texts.method = lower(texts.method);
         return true;
       }},
      {"another method", "method",
       [](const Arrival&, SignedTexts& texts) {
         texts.method = texts.method == "GET" ? "POST" : "GET";
         return true;
       }},
  };
}

std::vector<Mistake> header_mistakes() {
  return {
      {"a blank before a header's value", "header value",
       [](const Arrival&, SignedTexts& texts) {
         return change_line(texts, "content-type", [](const auto& value) { return " " + value; });
       }},
      {"a content type without its charset, or with one", "header value",
       [](const Arrival&, SignedTexts& texts) {
         return change_line(texts, "content-type", [](const std::string& value) {
           const auto semicolon = value.find(';');
           return semicolon == std::string::npos ? value + "; charset=utf-8"
                                                 : value.substr(0, semicolon);
         });
       }},
      {"a header's value in capitals", "header value",
       [](const Arrival&, SignedTexts& texts) {
         return change_line(texts, "content-type", [](const auto& value) { return upper(value); });
       }},
      {"a letter of a header changed on its way",
       "header value",
       {},
       header_becomes("Content-Type", [](const std::string& value) { return value + ";"; })},
      {"a letter of the user agent changed on its way",
       "header value",
       {},
       header_becomes("User-Agent",
                      [](std::string value) {
                        value.back() = '9';
                        return value;
                      })},
      {"headers in the reverse order", "signed headers",
       list_becomes([](auto& lines) { std::reverse(lines.begin(), lines.end()); })},
      {"a header left out", "signed headers", list_becomes([](auto& lines) {
         if (lines.size() > 1) lines.erase(lines.begin());
       })},
      {"a header too many", "signed headers",
       [](const Arrival& of, SignedTexts& texts) {
         for (const auto& [name, value] : of.request.headers) {
           const std::string small = lower(name);
           if (small == "authorization" || texts.line(small) != nullptr) continue;
           texts.lines.push_back(small + ":" + value);
           std::sort(texts.lines.begin(), texts.lines.end());
           std::vector<std::string> names;
           for (const auto& line : texts.lines) names.push_back(line.substr(0, line.find(':')));
           texts.list = joined(names, ";");
           return true;
         }
         return false;
       }},
      {"names of headers with capitals", "signed headers",
       [](const Arrival&, SignedTexts& texts) {
         for (std::string& line : texts.lines) line[0] = upper(line.substr(0, 1))[0];
         if (texts.line("Host") == nullptr || texts.lines.size() != 1) {
           // More than one word: as HTTP writes it.
           for (std::string& line : texts.lines)
             for (std::size_t i = 1; i < line.find(':'); ++i)
               if (line[i - 1] == '-') line[i] = upper(line.substr(i, 1))[0];
         }
         return !texts.lines.empty();
       }},
      {"commas in the list of headers", "signed headers",
       [](const Arrival&, SignedTexts& texts) {
         const std::string old = texts.list;
         texts.list = replace_all(texts.list, ";", ",");
         return texts.list != old;
       }},
      {"a signed header lost on its way", "signed headers", {}, [](Arrival& arrival) {
         std::string* line = arrival.right.line("content-type");
         if (line == nullptr) return false;
         *line = "content-type:";
         std::erase_if(arrival.request.headers, [](const auto& header) {
           return same_letters(header.first, "Content-Type");
         });
         return true;
       }}};
}

std::vector<Mistake> date_mistakes() {
  const auto string_alone = [](const std::string& words, const std::string& text) {
    return Mistake{words, "date", [=](const Arrival&, SignedTexts& texts) {
                     texts.timestamp = text;
                     return true;
                   }};
  };
  return {
      string_alone("a clock read twice", "20250605T072736Z"),
      string_alone("a date in another form", "2025-06-05T07:27:35Z"),
      string_alone("a date as HTTP writes it", "Thu, 05 Jun 2025 07:27:35 GMT"),
      {"the time in China", "date",
       [](const Arrival& of, SignedTexts& texts) {
         texts.timestamp = "20250605T152735Z";
         return !of.presigned() &&
                change_line(texts, date_name(of), [](const auto&) { return "20250605T152735Z"; });
       }},
      {"a date changed on its way", "date", {}, [](Arrival& arrival) {
         if (arrival.presigned())
           return target_becomes("X-Date=20250605T072735Z", "X-Date=20250605T072835Z")(arrival) &&
                  !(arrival.right.timestamp = "20250605T072835Z").empty();
         arrival.right.timestamp = "20250605T072835Z";
         return header_becomes(date_name(arrival),
                               [](const auto&) { return "20250605T072835Z"; })(arrival);
       }}};
}

std::vector<Mistake> scope_mistakes() {
  const auto in_header = [](std::size_t part, const std::string& from, const std::string& to) {
    return [=](Arrival& arrival) {
      if (arrival.right.scope.size() <= part || arrival.right.scope[part] != from) return false;
      arrival.right.scope[part] = arrival.right.key_scope[part] = to;
      if (arrival.presigned())
        return target_becomes("%2F" + from + "%2F", "%2F" + to + "%2F")(arrival);
      arrival.replace_in_headers("Authorization", "/" + from, "/" + to);
      return true;
    };
  };
  return {
      {"another region", "region", scope_becomes(1, "cn-north-1", true, true)},
      {"another region in the key alone", "region", scope_becomes(1, "cn-shanghai", false, true)},
      {"another region in the string alone", "region", scope_becomes(1, "cn-east-3", true, false)},
      {"a region in capitals", "region",
       [](const Arrival&, SignedTexts& texts) {
         if (!is_derived(texts)) return false;
         texts.scope[1] = texts.key_scope[1] = upper(texts.scope[1]);
         return true;
       }},
      {"another service", "service", scope_becomes(2, "iam", true, true)},
      {"another service in the key alone", "service", scope_becomes(2, "cloud-vms", false, true)},
      {"the day after", "scope date", scope_becomes(0, "20250606", true, true)},
      {"the whole date for a day", "scope date", scope_becomes(0, "20250605T072735Z", false, true)},
      {"another end of the scope", "scope", scope_becomes(3, "aws4_request", true, true)},
      {"no end of the scope in the key", "scope",
       [](const Arrival&, SignedTexts& texts) {
         if (texts.scope.size() != 4) return false;
         texts.key_scope.pop_back();
         return true;
       }},
      {"a region changed on its way", "region", {}, in_header(1, "cn-beijing", "cn-north-1")},
      {"a region changed on its way, of Huawei Cloud",
       "region",
       {},
       in_header(1, "cn-north-4", "cn-north-1")},
  };
}

std::vector<Mistake> key_mistakes() {
  const auto key = [](const std::string& words,
                      const std::function<std::string(const SignedTexts&)>& make) {
    return Mistake{words, "signing key", [=](const Arrival&, SignedTexts& texts) {
                     if (!is_derived(texts)) return false;
                     texts.whole_key = make(texts);
                     return true;
                   }};
  };
  const auto algorithm = [](const std::string& words, const std::string& name) {
    return Mistake{words, "algorithm", [=](const Arrival&, SignedTexts& texts) {
                     std::string other = name.empty() ? lower(texts.algorithm) : name;
                     std::swap(other, texts.algorithm);
                     return other != texts.algorithm;
                   }};
  };
  return {
      algorithm("the algorithm in small letters", ""),
      algorithm("the algorithm of another cloud", "AWS4-HMAC-SHA256"),
      {"another hash", "algorithm",
       [](const Arrival& of, SignedTexts& texts) {
         texts.hash = texts.hash == Hash::kSm3 ? Hash::kSha256 : Hash::kSm3;
         return !is_volcengine(of);
       }},
      key("the secret for a key", [](const SignedTexts& texts) { return texts.secret; }),
      key("the key as hex, or as bytes",
          [](const SignedTexts& texts) {
            return texts.scope.size() == 4
                       ? to_hex(texts.signing_key())
                       : hmac(Hash::kSha256, hmac(Hash::kSha256, texts.access_key, texts.secret),
                              joined(texts.scope, "/") + '\x01');
          }),
      {"a prefix before the secret", "signing key",
       [](const Arrival&, SignedTexts& texts) {
         texts.secret = "AWS4" + texts.secret;
         return texts.scope.size() == 4;
       }},
      {"a line end behind the secret", "secret",
       secret_becomes([](const auto& secret) { return secret + "\n"; })},
      {"a blank before the secret", "secret",
       secret_becomes([](const auto& secret) { return " " + secret; })},
      {"a secret in small letters", "secret",
       secret_becomes([](const auto& secret) { return lower(secret); })},
      {"another secret", "secret", secret_becomes([](const auto&) { return "SKsomethingelse"; })},
  };
}

std::vector<Mistake> layout_mistakes() {
  return {
      {"no empty line behind the headers", "layout",
       [](const Arrival&, SignedTexts& texts) {
         if (texts.lines.empty()) return false;
         texts.whole_request =
             replace_all(texts.canonical_request(), "\n\n" + texts.list, "\n" + texts.list);
         return true;
       }},
      {"a line end behind the canonical request", "layout",
       [](const Arrival&, SignedTexts& texts) {
         texts.whole_request = texts.canonical_request() + "\n";
         return true;
       }},
      {"the canonical request for its hash", "layout",
       [](const Arrival&, SignedTexts& texts) {
         texts.whole_string = texts.head() + texts.canonical_request();
         return true;
       }},
      {"a hash in capitals in the string to sign", "layout",
       [](const Arrival&, SignedTexts& texts) {
         texts.whole_string = texts.head() + upper(hash_hex(texts.hash, texts.canonical_request()));
         return true;
       }},
  };
}

std::vector<Mistake> all_mistakes() {
  std::vector<Mistake> all;
  for (auto list :
       {host_mistakes(), body_mistakes(), query_mistakes(), request_mistakes(), header_mistakes(),
        date_mistakes(), scope_mistakes(), key_mistakes(), layout_mistakes()})
    all.insert(all.end(), list.begin(), list.end());
  return all;
}

// The same signature, written in another way.
std::vector<Mistaken> mistaken_signatures(const Arrival& form) {
  const std::string right = form.right.signature();
  const char other = right.back() == '0' ? '1' : '0';
  std::vector<Mistaken> made;
  for (const auto& [words, text] : std::vector<std::pair<std::string, std::string>>{
           {"the signature in capitals", upper(right)},
           {"a digit of the signature changed on its way", without_digit_at_end(right, other)},
           {"the end of the signature lost on its way", right.substr(0, 60)}}) {
    Mistaken one{words, "signature", form};
    one.arrival.set_signature(text);
    made.push_back(std::move(one));
  }
  return made;
}

}  // namespace

std::string SignedTexts::canonical_request() const {
  if (!whole_request.empty()) return whole_request;
  std::string out = method + "\n" + path + "\n" + query + "\n";
  for (const std::string& each : lines) out += each + "\n";
  if (lines.empty()) out += "\n";
  return out + "\n" + list + "\n" + payload;
}

std::string SignedTexts::head() const {
  return algorithm + "\n" + timestamp + "\n" + (scope.empty() ? "" : joined(scope, "/") + "\n");
}

std::string SignedTexts::signing_key() const {
  if (!whole_key.empty()) return whole_key;
  if (scope.empty()) return secret;
  if (algorithm == "V11-HMAC-SHA256" || scope.size() == 3)
    return to_hex(hmac(Hash::kSha256, hmac(Hash::kSha256, access_key, secret),
                       joined(key_scope, "/") + '\x01'));
  std::string key = secret;
  for (const std::string& part : key_scope) key = hmac(Hash::kSha256, key, part);
  return key;
}

std::string SignedTexts::signature() const {
  const std::string text =
      whole_string.empty() ? head() + hash_hex(hash, canonical_request()) : whole_string;
  return to_hex(hmac(hash, signing_key(), text));
}

std::vector<std::string> SignedTexts::secret_texts() const {
  std::vector<std::string> all{secret, signature(), signing_key(), to_hex(signing_key())};
  if (scope.size() == 4) {
    std::string key = secret;
    for (const std::string& part : key_scope) {
      key = hmac(Hash::kSha256, key, part);
      all.push_back(key);
      all.push_back(to_hex(key));
    }
  }
  return all;
}

std::string* SignedTexts::line(const std::string& header) {
  for (std::string& each : lines)
    if (each.starts_with(header + ":")) return &each;
  return nullptr;
}

bool Arrival::presigned() const {
  return http::find_header(request.headers, "Authorization") == nullptr;
}

void Arrival::set_signature(const std::string& signature) {
  const auto put = [&](std::string& text, const std::string& name) {
    const auto at = text.find(name) + name.size();
    text.replace(at, text.find_first_of(",&", at) - at, signature);
  };
  if (presigned()) return put(request.target, "X-Signature=");
  for (auto& [name, value] : request.headers)
    if (name == "Authorization") put(value, "Signature=");
}

void Arrival::replace_in_headers(const std::string& name, const std::string& from,
                                 const std::string& to) {
  for (auto& [key, value] : request.headers)
    if (key == name) value = replace_all(value, from, to);
}

std::vector<Arrival> official_forms() {
  std::vector<Arrival> forms;
  for (const char* cloud : {"volcengine", "huawei"})
    for (const Json& vector : signed_vectors(cloud))
      if (std::find(std::begin(kForms), std::end(kForms), id_of(vector)) != std::end(kForms))
        forms.push_back(arrival_of(cloud, vector));
  REQUIRE(forms.size() == std::size(kForms));
  return forms;
}

std::vector<Mistaken> mistaken_requests() {
  std::vector<Mistaken> made;
  const auto mistakes = all_mistakes();
  for (const Arrival& form : official_forms()) {
    for (const Mistake& mistake : mistakes) {
      Mistaken one{mistake.words, mistake.component, form};
      if (mistake.sign) {
        SignedTexts wrong = form.right;
        if (!mistake.sign(form, wrong)) continue;
        one.arrival.set_signature(wrong.signature());
      } else if (!mistake.tamper(one.arrival)) {
        continue;
      }
      made.push_back(std::move(one));
    }
    for (Mistaken& one : mistaken_signatures(form)) made.push_back(std::move(one));
  }
  return made;
}

std::string raw_text(const Request& request) {
  std::string text = request.method + " " + request.target + " HTTP/1.1\r\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  if (!request.body.empty())
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  return text + "\r\n" + request.body;
}

}  // namespace virga
