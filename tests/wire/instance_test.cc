// Which start of the emulator answers.
#include <catch2/catch.hpp>
#include <string>

#include "http/message.h"
#include "support/cloud.h"

namespace virga {
namespace {

TEST_CASE("Every answer of the control API says which start gave it", "[control]") {
  Cloud cloud;
  const Answer health = cloud.get("/_virga/health");
  const auto instance = health.json.at("instance").get<std::string>();
  for (const char* target : {"/_virga/health", "/_virga/state", "/_virga/nonsense"}) {
    const Answer answer = cloud.get(target);
    CHECK(http::header(answer.reply.headers, "X-Virga-Instance") == instance);
  }
  const Answer vendor = cloud.get("/v1/tags");
  CHECK(http::find_header(vendor.reply.headers, "X-Virga-Instance") == nullptr);
}

}  // namespace
}  // namespace virga
