// Turns the bytes of one connection into requests, or says why that cannot be done. The strict gate
// in one piece, without a socket.
#pragma once

#include <virga/message.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "http/head.h"
#include "http/message.h"

namespace virga::http {

// A whole request, or one that is refused: then `request` holds what could be read of it, and
// nothing that follows on the connection can be told apart from its rest.
struct Incoming {
  Request request;
  bool http_1_0 = false;
  bool close = false;  // the client, or the refusal, asks for the connection to end
  std::optional<Refusal> refusal;
  std::string why;
};

class Intake {
 public:
  enum class Stage {
    kNothing,  // between requests
    kHead,     // in the middle of a head
    kBody,     // in the middle of a body
    kWhole,    // a request or a refusal is to be taken
  };

  // Bytes may come in any portions. Those behind a whole request wait for it to be taken.
  void feed(std::string_view bytes);
  void finish();                         // no more will come
  void give_up(const std::string& why);  // what has begun is refused as too slow

  Stage stage() const { return stage_; }
  const Head& head() const { return head_; }              // at kBody
  std::size_t body_size() const { return body_.size(); }  // so far
  bool awaits_continue() const;  // the client holds the body back until it is told to go on
  std::size_t waiting() const { return input_.size() - at_; }  // bytes behind what was read

  Incoming take();  // at kWhole; then goes on with what follows

 private:
  void go_on();
  bool begins();
  bool read_head_lines();
  void begin_body();
  bool read_counted();
  bool read_chunked();
  std::optional<std::string_view> chunk_line();
  void refuse(Refusal refusal, std::string why);
  std::string_view rest() const { return std::string_view(input_).substr(at_); }

  Stage stage_ = Stage::kNothing;
  std::string input_;        // received, not yet consumed
  std::size_t at_ = 0;       // where it is read next
  std::size_t scanned_ = 0;  // of rest(): looked through for the end of the head
  std::size_t blank_lines_ = 0;
  bool finished_ = false;

  Head head_;
  std::string body_;
  std::optional<Refusal> refusal_;
  std::string why_;

  enum class Chunk { kSize, kBytes, kEnd, kTrailer };
  Chunk chunk_ = Chunk::kSize;
  std::uint64_t chunk_left_ = 0;
  std::size_t trailers_ = 0;
};

}  // namespace virga::http
