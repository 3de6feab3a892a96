// The bounds of what a connection may do, and how long it may take.
#pragma once

#include <chrono>
#include <cstddef>

namespace virga::http {

inline constexpr std::size_t kLargestHead = 64 << 10;  // bytes of request line and headers
inline constexpr std::size_t kMostHeaders = 100;
inline constexpr std::size_t kLargestBody = 10 << 20;      // bytes, counted or chunked
inline constexpr std::size_t kLongestChunkLine = 4 << 10;  // a size and extensions, or a trailer

struct Limits {
  std::size_t connections = 20'000;                           // one more is told 503 and closed
  std::chrono::milliseconds idle = std::chrono::seconds(60);  // between requests
  std::chrono::milliseconds handshake = std::chrono::seconds(10);  // of TLS, in all
  std::chrono::milliseconds head = std::chrono::seconds(10);  // from its first byte to its last
  std::chrono::milliseconds body = std::chrono::seconds(30);  // between bytes
  std::chrono::milliseconds send = std::chrono::seconds(30);  // for a client to take more bytes
  // After the last answer, for what the client still sends: closing on unread bytes would be a
  // reset, which can destroy the answer on its way.
  std::chrono::milliseconds linger = std::chrono::seconds(2);
};

}  // namespace virga::http
