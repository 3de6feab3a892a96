// Points in time and the texts of the two clouds and of HTTP.
#include "base/time.h"

#include <catch2/catch.hpp>

namespace virga {
namespace {

using std::chrono::milliseconds;

// 2025-06-05T07:27:35.042Z
constexpr Time kMorning{milliseconds(1'749'108'455'042)};

TEST_CASE("A moment is written in the form of each reader", "[base]") {
  CHECK(iso_time(kMorning) == "2025-06-05T07:27:35.042+00:00");
  CHECK(plain_time(kMorning) == "2025-06-05T07:27:35.042Z");
  CHECK(basic_time(kMorning) == "20250605T072735Z");
  CHECK(beijing_digits(kMorning) == "20250605152735");
  CHECK(http_date(kMorning) == "Thu, 05 Jun 2025 07:27:35 GMT");
}

TEST_CASE("A moment before 1970 is written whole", "[base]") {
  const Time last{milliseconds(-1)};
  CHECK(plain_time(last) == "1969-12-31T23:59:59.999Z");
  CHECK(http_date(last) == "Wed, 31 Dec 1969 23:59:59 GMT");
  CHECK(parse_time("1969-12-31T23:59:59.999Z") == last);
}

TEST_CASE("Every form of a moment means the same moment", "[base]") {
  for (const std::string_view text :
       {"2025-06-05T07:27:35.042Z", "2025-06-05 07:27:35.042", "2025-06-05T07:27:35.042",
        "2025-06-05T15:27:35.042+08:00", "2025-06-05T15:27:35.042+0800",
        "2025-06-05T01:57:35.042-05:30", "2025-06-05T07:27:35.042999Z"}) {
    INFO(text);
    CHECK(parse_time(text) == kMorning);
  }
  CHECK(parse_time("2025-06-05T07:27:35.5Z") == Time(milliseconds(1'749'108'455'500)));
  CHECK(parse_time("2025-06-05T07:27:35") == Time(milliseconds(1'749'108'455'000)));
}

TEST_CASE("A written moment is read back", "[base]") {
  CHECK(parse_time(iso_time(kMorning)) == kMorning);
  CHECK(parse_time(plain_time(kMorning)) == kMorning);
  CHECK(parse_basic_time(basic_time(kMorning)) ==
        std::chrono::floor<std::chrono::seconds>(kMorning));
}

TEST_CASE("What is no moment is not read", "[base]") {
  for (const std::string_view text : {"",
                                      "2025-06-05",
                                      "2025-06-05T07:27",
                                      "2025-6-5T07:27:35Z",
                                      "2025-02-29T00:00:00Z",
                                      "2025-13-01T00:00:00Z",
                                      "2025-00-01T00:00:00Z",
                                      "2025-06-31T00:00:00Z",
                                      "2025-06-05T24:00:00Z",
                                      "2025-06-05T07:60:35Z",
                                      "2025-06-05T07:27:60Z",
                                      "2025-06-05t07:27:35Z",
                                      "2025/06/05T07:27:35Z",
                                      "2025-06-05T07:27:35.Z",
                                      "2025-06-05T07:27:35z",
                                      "2025-06-05T07:27:35 Z",
                                      "2025-06-05T07:27:35Zx",
                                      "2025-06-05T07:27:35+8",
                                      "2025-06-05T07:27:35+08:0",
                                      "2025-06-05T07:27:35+08-00",
                                      "2025-06-05T07:27:35+24:00",
                                      "2025-06-05T07:27:35+08:60",
                                      " 2025-06-05T07:27:35Z",
                                      "+025-06-05T07:27:35Z",
                                      "2025-06-05T-1:27:35Z"}) {
    INFO(text);
    CHECK_FALSE(parse_time(text));
  }
}

TEST_CASE("A leap day exists in leap years only", "[base]") {
  CHECK(parse_time("2024-02-29T00:00:00Z"));
  CHECK(parse_time("2000-02-29T00:00:00Z"));
  CHECK_FALSE(parse_time("1900-02-29T00:00:00Z"));
}

TEST_CASE("The time of a signature has one form", "[base]") {
  CHECK(parse_basic_time("20250605T072735Z") == Time(milliseconds(1'749'108'455'000)));
  for (const std::string_view text :
       {"", "20250605T072735", "20250605t072735Z", "20250605T072735z", "20250605 072735Z",
        "20250605T072760Z", "20250605T242735Z", "20250631T072735Z", "2025-06-05T07:27:35Z",
        "20250605T0727350Z", "2025060aT072735Z"}) {
    INFO(text);
    CHECK_FALSE(parse_basic_time(text));
  }
}

TEST_CASE("A month is read in the one form it is written in", "[base]") {
  CHECK(month_text({2021, 4}) == "2021-04");
  CHECK(parse_month("2021-04") == Month{2021, 4});
  for (const std::string_view text :
       {"", "2021-4", "2021-00", "2021-13", "202104", "2021/04", "2021-04-01", "2021-0x"}) {
    INFO(text);
    CHECK_FALSE(parse_month(text));
  }
}

TEST_CASE("Months count across years in both directions", "[base]") {
  CHECK(plus_months({2024, 12}, 1) == Month{2025, 1});
  CHECK(plus_months({2025, 1}, -1) == Month{2024, 12});
  CHECK(plus_months({2025, 6}, -18) == Month{2023, 12});
  CHECK(plus_months({2025, 6}, 0) == Month{2025, 6});
  CHECK(Month{2024, 12} < Month{2025, 1});
}

TEST_CASE("A month of Beijing begins eight hours before it begins in Greenwich", "[base]") {
  CHECK(beijing_month(*parse_time("2025-05-31T15:59:59.999Z")) == Month{2025, 5});
  CHECK(beijing_month(*parse_time("2025-05-31T16:00:00Z")) == Month{2025, 6});
  CHECK(plain_time(beijing_midnight({2025, 6}, 1)) == "2025-05-31T16:00:00.000Z");
  CHECK(plain_time(beijing_midnight({2025, 1}, 27)) == "2025-01-26T16:00:00.000Z");
}

}  // namespace
}  // namespace virga
