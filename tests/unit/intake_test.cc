// Bytes of a connection become requests, however they are cut.
#include "http/intake.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "http/limits.h"

namespace virga::http {
namespace {

using Stage = Intake::Stage;

const std::string kGet = "GET /a HTTP/1.1\r\nHost: h\r\n\r\n";
const std::string kPost = "POST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello";
const std::string kChunked =
    "PUT /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
    "5;name=value\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n";

std::vector<Incoming> take_all(Intake& intake) {
  std::vector<Incoming> all;
  while (intake.stage() == Stage::kWhole) all.push_back(intake.take());
  return all;
}

std::vector<Incoming> read(const std::string& bytes, std::size_t piece = SIZE_MAX) {
  Intake intake;
  std::vector<Incoming> all;
  for (std::size_t at = 0; at < bytes.size(); at += std::min(piece, bytes.size())) {
    intake.feed(std::string_view(bytes).substr(at, piece));
    for (Incoming& each : take_all(intake)) all.push_back(std::move(each));
  }
  return all;
}

std::string why(const std::string& bytes) {
  const auto all = read(bytes);
  REQUIRE(all.size() == 1);
  REQUIRE(all[0].refusal);
  CHECK(all[0].close);
  return all[0].why;
}

TEST_CASE("Requests in a row are read one after another, in pieces of any size", "[http]") {
  for (std::size_t piece = 1; piece < 80; ++piece) {
    CAPTURE(piece);
    const auto all = read(kGet + kPost + kChunked + kGet, piece);
    REQUIRE(all.size() == 4);
    CHECK(all[0].request.target == "/a");
    CHECK(all[1].request.body == "hello");
    CHECK(all[2].request.body == "hello world");
    CHECK(all[3].request.target == "/a");
    for (const Incoming& each : all) CHECK_FALSE(each.refusal);
  }
}

TEST_CASE("The stage tells what a connection is waiting for", "[http]") {
  Intake intake;
  CHECK(intake.stage() == Stage::kNothing);
  intake.feed("\r\n");
  CHECK(intake.stage() == Stage::kNothing);  // an empty line begins nothing
  intake.feed("P");
  CHECK(intake.stage() == Stage::kHead);
  intake.feed("OST /b HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\n");
  CHECK(intake.stage() == Stage::kBody);
  CHECK(intake.head().request.target == "/b");
  CHECK(intake.body_size() == 0);
  intake.feed("hel");
  CHECK(intake.body_size() == 3);
  intake.feed("lo");
  CHECK(intake.stage() == Stage::kWhole);
  CHECK(intake.take().request.body == "hello");
  CHECK(intake.stage() == Stage::kNothing);
}

TEST_CASE("A client that expects to be told to go on is waited for until its body begins",
          "[http]") {
  Intake intake;
  intake.feed("POST / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(intake.awaits_continue());
  intake.feed("x");
  CHECK_FALSE(intake.awaits_continue());
}

TEST_CASE("What can never become a request is refused as soon as that is seen", "[http]") {
  CHECK(why("\x16\x03\x01") == "this is TLS, and the port speaks plain HTTP");
  CHECK(why(" ") == "the request line is not METHOD TARGET VERSION");
  CHECK(why("\n") == "the request line is not METHOD TARGET VERSION");
  CHECK(why("\rG") == "the request line is not METHOD TARGET VERSION");
  CHECK(why("\xff") == "the request line is not METHOD TARGET VERSION");
  CHECK(why("GET / HTTP/1.1\nHost") == "a line does not end in CR LF");
  CHECK(why("GET / HTTP/1.1\r\nHost: h\nX") == "a line does not end in CR LF");
  CHECK(why("\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n") == "too many empty lines before a request");
}

TEST_CASE("A head has its bound, to the byte", "[http]") {
  const std::string begin = "GET / HTTP/1.1\r\nHost: h\r\nX: ", end = "\r\n\r\n";
  const auto sized = [&](std::size_t size) {
    return begin + std::string(size - begin.size() - end.size(), 'x') + end;
  };
  CHECK_FALSE(read(sized(kLargestHead)).at(0).refusal);
  CHECK(why(sized(kLargestHead + 1)) == "the request head is larger than 65536 bytes");
  CHECK(why(begin + std::string(kLargestHead, 'x')) ==
        "the request head is larger than 65536 bytes");
}

TEST_CASE("A body has its bound, announced or in chunks", "[http]") {
  const std::string head = "POST / HTTP/1.1\r\nHost: h\r\n";
  const auto announced = read(head + "Content-Length: 10485761\r\n\r\n");
  REQUIRE(announced.size() == 1);
  CHECK(announced[0].refusal == Refusal::kBodyTooLarge);
  const auto chunked = read(head + "Transfer-Encoding: chunked\r\n\r\nA00001\r\n");
  REQUIRE(chunked.size() == 1);
  CHECK(chunked[0].refusal == Refusal::kBodyTooLarge);
  CHECK(read(head + "Transfer-Encoding: chunked\r\n\r\nA00000\r\n").empty());
  CHECK(why(head + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n") ==
        "the chunks of the body cannot be told apart");
}

TEST_CASE("Behind a refusal nothing is read", "[http]") {
  Intake intake;
  intake.feed("GET / HTTP/1.1\r\n\r\n" + kGet);
  CHECK(take_all(intake).size() == 1);
  intake.feed(kGet);
  CHECK(intake.stage() == Stage::kNothing);
}

TEST_CASE("The end of the bytes in the middle of a request is a refusal, between two it is not",
          "[http]") {
  for (const std::size_t cut : {1u, 20u, 40u, 52u}) {
    Intake intake;
    intake.feed(kGet + kPost.substr(0, cut));
    CHECK(intake.take().request.target == "/a");
    intake.finish();
    REQUIRE(intake.stage() == Stage::kWhole);
    CHECK(intake.take().refusal == Refusal::kBadRequest);
  }
  Intake intake;
  intake.feed(kGet + kPost);
  intake.finish();
  CHECK(take_all(intake).size() == 2);
  CHECK(intake.stage() == Stage::kNothing);
}

TEST_CASE("What has begun and is given up is refused as too slow, with what is known of it",
          "[http]") {
  Intake intake;
  intake.give_up("too slow");
  CHECK(intake.stage() == Stage::kNothing);
  intake.feed("DELETE /d HTTP/1.1\r\nHos");
  intake.give_up("too slow");
  const Incoming given_up = intake.take();
  CHECK(given_up.refusal == Refusal::kTooSlow);
  CHECK(given_up.why == "too slow");
  CHECK(given_up.request.target == "/d");
}

}  // namespace
}  // namespace virga::http
