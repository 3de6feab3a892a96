#include "support/refused.h"

#include <catch2/catch.hpp>

namespace virga {

void check_refused(const Answer& answer, int status, const std::string& code,
                   const std::string& part) {
  CHECK(answer.status == status);
  REQUIRE(answer.json.is_object());
  REQUIRE(answer.json.contains("error"));
  CHECK(answer.json.at("error").at("code") == code);
  CHECK_THAT(answer.json.at("error").at("message").get<std::string>(),
             Catch::Matchers::Contains(part));
}

}  // namespace virga
