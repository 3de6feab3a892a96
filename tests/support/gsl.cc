#include "support/gsl.h"

#include <catch2/catch.hpp>

#include "base/time.h"

namespace virga {
namespace {

Options beside_demo(const std::string& fixture) {
  Options options = Cloud::usual();
  options.fixtures = {VIRGA_SOURCE_DIR "/fixtures/demo.yaml", fixture};
  return options;
}

}  // namespace

GslCloud::GslCloud(const std::string& lists)
    : Cloud(beside_demo(ScenarioFile("format: 1\ngsl:\n" + lists).path())) {}

Json gsl_refusal(const std::string& code, const std::string& text) {
  return {{"error_code", code}, {"error_msg", text}};
}

Json stored(Cloud& cloud, const std::string& kind, const std::string& id, const Json& value) {
  for (const Json& each : cloud.state("gsl", kind))
    if (each.at(id) == value) return each;
  return nullptr;
}

Json stored_card(Cloud& cloud, std::int64_t id) {
  return stored(cloud, "sim_cards", "sim_card_id", id);
}

Json order_filed(Cloud& cloud, const Answer& answer) {
  INFO(answer.reply.body);
  REQUIRE(answer.status == 200);
  REQUIRE(answer.json.size() == 1);
  return stored(cloud, "work_orders", "id", answer.json.at("work_order_id"));
}

Json finish(Cloud& cloud, const Answer& answer) {
  move_to(cloud, order_filed(cloud, answer).at("due_time"));
  return order_filed(cloud, answer);
}

void move_to(Cloud& cloud, const std::string& time) {
  const auto to = parse_time(time);
  REQUIRE(to);
  REQUIRE(*to >= cloud.emulator.clock().now());
  cloud.advance(*to - cloud.emulator.clock().now());
}

}  // namespace virga
