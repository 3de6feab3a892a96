// A reply as the bytes that go over the wire.
#pragma once

#include <virga/message.h>

#include <optional>
#include <string>
#include <string_view>

namespace virga::http {

enum class Persistence {
  kAsUsual,     // HTTP/1.1 goes on without a word
  kAnnounced,   // HTTP/1.0 wants to be told that it goes on
  kLastAnswer,  // the connection ends behind it
};

// Status line, headers and the empty line. `length` is that of the body that the client is
// promised; without one, the body ends with the connection.
std::string answer_head(const Reply& reply, std::optional<std::size_t> length,
                        Persistence persistence);

std::string_view reason_phrase(int status);  // "" for one that nobody has registered

// Answers of the server itself, where no cloud can be asked.
inline constexpr std::string_view kFull =
    "HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 37\r\n"
    "Connection: close\r\n\r\nno more connections can be taken now\n";
inline constexpr std::string_view kSpeaksTls =
    "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\nContent-Length: 38\r\n"
    "Connection: close\r\n\r\nthis port speaks TLS: ask by https://\n";
inline constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";

}  // namespace virga::http
