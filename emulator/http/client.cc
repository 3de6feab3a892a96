#include "http/client.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "base/text.h"
#include "http/message.h"
#include "http/outgoing.h"

// Read here and not by the library, whose client sorts headers, decodes their values, waits for
// each byte anew, does not tell a refusal from an unknown host, and matches status lines by a
// regular expression that a long line makes overflow the stack.
namespace virga::http {
namespace {

constexpr std::size_t kLargestHead = 64 << 10;

// ---- the address

struct Address {
  Place place;
  std::string host_header;
};

bool is_host_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         std::string_view("-._:%").find(c) != std::string_view::npos;
}

std::optional<Address> read_address(std::string_view url) {
  Address address;
  std::string_view rest = url;
  if (const auto slashes = url.find("://"); slashes != std::string_view::npos) {
    const std::string_view scheme = url.substr(0, slashes);
    address.place.tls = same_letters(scheme, "https");
    if (!address.place.tls && !same_letters(scheme, "http")) return std::nullopt;
    rest = url.substr(slashes + 3);
  }
  if (rest.ends_with('/')) rest.remove_suffix(1);
  address.host_header = rest;
  address.place.port = address.place.tls ? "443" : "80";
  const bool bracketed = rest.starts_with('[');
  const auto end = bracketed ? rest.find(']') : rest.find(':');
  std::string_view host = rest.substr(0, end), port;
  if (end != std::string_view::npos) port = rest.substr(bracketed ? end + 1 : end);
  if (bracketed) host.remove_prefix(1);
  if (bracketed && end == std::string_view::npos) return std::nullopt;
  if (!port.empty()) {
    const auto number = parse_integer(port.substr(1));
    if (port[0] != ':' || !number || *number < 1 || *number > 65535) return std::nullopt;
    address.place.port = std::to_string(*number);
  }
  if (host.empty() || !std::all_of(host.begin(), host.end(), is_host_character))
    return std::nullopt;
  address.place.host = host;
  return address;
}

// ---- the request

bool breaks_a_line(std::string_view text) {
  return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

void refuse_line_breaks(const Request& request) {
  if (breaks_a_line(request.method) || breaks_a_line(request.target))
    throw Broken("the request cannot be sent: its target holds a line break");
  for (const auto& [name, value] : request.headers)
    if (breaks_a_line(name) || breaks_a_line(value))
      throw Broken("the request cannot be sent: a header holds a line break");
}

bool expects_a_body(const std::string& method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

std::string text_of(const Request& request, const std::string& host, bool keep) {
  const auto given = [&](std::string_view name) {
    return find_header(request.headers, name) != nullptr;
  };
  std::string text = request.method + " " + request.target + " HTTP/1.1\r\n";
  if (!given("Host")) text += "Host: " + host + "\r\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\r\n";
  const bool framed = given("Content-Length") || given("Transfer-Encoding");
  if (!framed && (!request.body.empty() || expects_a_body(request.method)))
    text += "Content-Length: " + std::to_string(request.body.size()) + "\r\n";
  if (!keep && !given("Connection")) text += "Connection: close\r\n";
  return text + "\r\n" + request.body;
}

// ---- the answer

[[noreturn]] void refuse(const std::string& why) { throw Broken("the answer is not HTTP: " + why); }

// HTTP/1.1 200 OK, or without any words.
int status_of(std::string_view line) {
  constexpr std::size_t kAt = 9, kEnd = 12;
  if (line.size() < kEnd || line[kAt - 1] != ' ' || !is_digits(line.substr(kAt, kEnd - kAt)) ||
      line[kAt] == '0' || (line.size() > kEnd && line[kEnd] != ' '))
    refuse("it does not begin with a status line");
  return static_cast<int>(*parse_integer(line.substr(kAt, kEnd - kAt)));
}

class AnswerReader {
 public:
  using Take = std::function<void(std::string_view)>;

  // `take` is given what has no length of its own, each portion within the terms.
  AnswerReader(Outgoing& from, const Terms& terms, Take take = {})
      : from_(from), terms_(terms), take_(std::move(take)) {}

  bool began() const { return received_ > 0; }
  bool ended_cleanly() const { return delimited_ && input_.empty(); }  // nothing is left over

  Reply read(const std::string& method) {
    delimited_ = true;
    Reply reply = read_head();
    while (reply.status < 200 && reply.status != 101) reply = read_head();  // interim answers
    if (method == "HEAD" || reply.status < 200 || reply.status == 204 || reply.status == 304)
      return reply;
    if (const std::string_view coding = header(reply.headers, "Transfer-Encoding");
        !coding.empty()) {
      if (!same_letters(coding, "chunked")) refuse("its transfer coding is " + std::string(coding));
      read_chunks(reply.body);
    } else if (const auto length = announced_length(reply.headers)) {
      reply.body = take(*length);
    } else {
      delimited_ = false;
      do {
        if (take_) hand_on();
      } while (fill());
      reply.body = std::move(input_);
    }
    return reply;
  }

 private:
  void hand_on() {
    if (!input_.empty()) take_(input_);
    input_.clear();
    received_ = 0;
    from_.allow(terms_.answer, "nothing more came");
  }

  // False at the end of the connection.
  bool fill() {
    const std::string bytes = from_.receive();
    received_ += bytes.size();
    if (received_ > terms_.largest_answer) refuse_size();
    input_ += bytes;
    return !bytes.empty();
  }

  void need() {
    if (fill()) return;
    throw Broken(received_ == 0 ? "the connection was closed without an answer"
                                : "the connection was closed in the middle of the answer");
  }

  [[noreturn]] void refuse_size() const {
    throw Broken("the answer is larger than " + std::to_string(terms_.largest_answer) + " bytes");
  }

  std::string take(std::size_t count) {
    if (count > terms_.largest_answer) refuse_size();
    while (input_.size() < count) need();
    std::string taken = input_.substr(0, count);
    input_.erase(0, count);
    return taken;
  }

  // Without its end; some servers leave out the carriage return.
  std::string take_line() {
    std::size_t end = 0;
    while ((end = input_.find('\n', end)) == std::string::npos) {
      end = input_.size();
      if (end > kLargestHead) refuse("a line has no end");
      need();
    }
    std::string line = take(end + 1);
    line.pop_back();
    if (line.ends_with('\r')) line.pop_back();
    return line;
  }

  Reply read_head() {
    // What is none shows at once, not when a line ends or time is up.
    constexpr std::string_view kBegin = "HTTP/1.";
    while (input_.size() < kBegin.size() && kBegin.starts_with(input_)) need();
    if (!input_.starts_with(kBegin)) refuse("it does not begin with a status line");
    Reply reply;
    std::string line = take_line();
    reply.status = status_of(line);
    std::size_t size = line.size();
    for (line = take_line(); !line.empty(); line = take_line()) {
      size += line.size();
      if (size > kLargestHead) refuse("its head is larger than 64 KiB");
      const auto colon = line.find(':');
      if (colon == std::string::npos || colon == 0) refuse("a header has no name");
      reply.headers.emplace_back(line.substr(0, colon),
                                 trim(std::string_view(line).substr(colon + 1)));
    }
    return reply;
  }

  static std::optional<std::size_t> announced_length(const Headers& headers) {
    std::optional<std::size_t> length;
    for (const auto& [name, value] : headers) {
      if (!same_letters(name, "Content-Length")) continue;
      const auto number = is_digits(value) ? parse_integer(value) : std::nullopt;
      if (!number || (length && *length != static_cast<std::size_t>(*number)))
        refuse("its length is not clear");
      length = static_cast<std::size_t>(*number);
    }
    return length;
  }

  void read_chunks(std::string& body) {
    for (;;) {
      const std::string line = take_line();
      const std::string_view digits = trim(std::string_view(line).substr(0, line.find(';')));
      std::uint64_t size = 0;
      const auto [end, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), size, 16);
      if (error != std::errc() || end != digits.data() + digits.size())
        refuse("a chunk has no length");
      if (size == 0) break;
      body += take(size);
      if (!take_line().empty()) refuse("a chunk does not end where it should");
    }
    std::size_t trailers = 0;
    for (std::string line = take_line(); !line.empty(); line = take_line()) {
      trailers += line.size();
      if (trailers > kLargestHead) refuse("its trailers are larger than 64 KiB");
    }
  }

  Outgoing& from_;
  const Terms& terms_;
  const Take take_;
  std::size_t received_ = 0;
  bool delimited_ = false;  // the answer tells its own end
  std::string input_;       // received, not yet taken
};

Reply exchange(Outgoing& connection, AnswerReader& answer, const Address& address,
               const Request& request, const Terms& terms, bool keep) {
  connection.allow(terms.answer, "no whole answer");
  try {
    connection.send(text_of(request, address.host_header, keep));
  } catch (const Broken& failure) {
    // A server that answers before it has read everything and closes may have said why.
    try {
      return answer.read(request.method);
    } catch (const Broken&) {
      throw failure;
    }
  }
  return answer.read(request.method);
}

std::unique_ptr<Outgoing> reach(const Address& address, const Terms& terms) {
  return std::make_unique<Outgoing>(address.place, terms.trust, terms.connect, terms.nearby);
}

constexpr auto kNoAddress = "that is no http:// or https:// address of a server";

}  // namespace

Outcome ask(const std::string& url, const Request& request, const Terms& terms) {
  return follow(url, request, terms, {});
}

Outcome follow(const std::string& url, const Request& request, const Terms& terms,
               const std::function<void(std::string_view)>& take) {
  const auto address = read_address(url);
  if (!address) return NoAnswer{kNoAddress};
  try {
    refuse_line_breaks(request);
    const auto connection = reach(*address, terms);
    AnswerReader answer(*connection, terms, take);
    return exchange(*connection, answer, *address, request, terms, false);
  } catch (const Broken& failure) {
    return NoAnswer{failure.what()};
  }
}

Session::Session(Terms terms) : terms_(std::move(terms)) {}
Session::~Session() = default;

Outcome Session::ask(const std::string& url, const Request& request) {
  const auto address = read_address(url);
  if (!address) return NoAnswer{kNoAddress};
  if (url != url_) connection_.reset();
  url_ = url;
  try {
    refuse_line_breaks(request);
    for (;;) {
      const bool kept = connection_ != nullptr;
      auto connection = kept ? std::move(connection_) : reach(*address, terms_);
      AnswerReader answer(*connection, terms_);
      try {
        Reply reply = exchange(*connection, answer, *address, request, terms_, true);
        const bool closes = same_letters(header(reply.headers, "Connection"), "close");
        if (answer.ended_cleanly() && !closes) connection_ = std::move(connection);
        return reply;
      } catch (const Broken&) {
        if (!kept || answer.began()) throw;  // otherwise it was closed while nobody asked
      }
    }
  } catch (const Broken& failure) {
    return NoAnswer{failure.what()};
  }
}

}  // namespace virga::http
