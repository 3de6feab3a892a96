// GET /_virga/metrics: counters for Prometheus.
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "metrics/exposition.h"
#include "support/cloud.h"
#include "support/receiver.h"

namespace virga {
namespace {

// Every sample by its name and labels as they stand there. Holds the text against the format: a
// family is declared once and before its samples, no sample is told twice.
std::map<std::string, double> samples(const std::string& text) {
  std::map<std::string, double> found;
  std::map<std::string, std::string, std::less<>> families;  // and their types
  std::string family;
  CHECK(text.ends_with("\n"));
  for (const std::string_view line :
       split(std::string_view(text).substr(0, text.size() - 1), '\n')) {
    if (line.starts_with("# HELP ")) continue;
    if (line.starts_with("# TYPE ")) {
      const auto words = split(line, ' ');
      family = words.at(2);
      CAPTURE(family);
      CHECK(families.emplace(family, words.at(3)).second);
      continue;
    }
    CAPTURE(line);
    const auto blank = line.rfind(' ');
    REQUIRE(blank != std::string_view::npos);
    std::string name(line.substr(0, line.find_first_of("{ ")));
    const bool histogram = !family.empty() && families[family] == "histogram";
    for (const char* suffix : {"_bucket", "_sum", "_count"})
      if (histogram && name == family + suffix) name = family;
    CHECK(name == family);
    CHECK(found.emplace(line.substr(0, blank), std::stod(std::string(line.substr(blank + 1))))
              .second);
  }
  return found;
}

std::map<std::string, double> metrics_of(Cloud& cloud) {
  const Answer answer = cloud.get("/_virga/metrics");
  CHECK(answer.status == 200);
  return samples(answer.reply.body);
}

const std::string kQuota = R"(
format: 1
name: quota
description: The second rename is late and refused.
rules:
  - id: second
    when: {service: vms, operation: UpdateNumberPoolV2}
    at: {calls: 2}
    do: [{latency: 250ms}, {error: QuotaExceeded, with: {what: The number of number pools}}]
)";

TEST_CASE("Metrics count requests by operation and status, whatever is reset", "[metrics]") {
  Cloud cloud;
  cloud.get("/v1/tags");
  cloud.get("/v1/tags");
  cloud.get("/v1/tagz");
  const auto now = metrics_of(cloud);
  const std::string tags = "virga_requests_total{service=\"gsl\",operation=\"ListTags\",status=";
  CHECK(now.at(tags + "\"200\"}") == 2);
  CHECK(now.at("virga_requests_total{service=\"gsl\",operation=\"\",status=\"404\"}") == 1);
  CHECK(now.at("virga_journal_entries") == 3);
  CHECK(now.at("virga_worlds") == 1);
  cloud.emulator.reset();
  const auto later = metrics_of(cloud);
  CHECK(later.at(tags + "\"200\"}") == 2);
  CHECK(later.at("virga_journal_entries") == 0);
}

TEST_CASE("Metrics tell how long answers took, as a histogram", "[metrics]") {
  Cloud cloud;
  for (int i = 0; i < 5; ++i) cloud.get("/v1/tags");
  const auto now = metrics_of(cloud);
  const std::string family = "virga_request_duration_seconds",
                    labels = "{service=\"gsl\",operation=\"ListTags\"";
  CHECK(now.at(family + "_count" + labels + "}") == 5);
  CHECK(now.at(family + "_sum" + labels + "}") > 0);
  CHECK(now.at(family + "_bucket" + labels + ",le=\"+Inf\"}") == 5);
  CHECK(now.at(family + "_bucket" + labels + ",le=\"1e-05\"}") <= 5);
  double before = 0;
  for (const char* bound : {"1e-05", "2.5e-05", "5e-05", "0.0001", "0.00025", "0.0005", "0.001",
                            "0.0025", "0.01", "0.1", "1", "10", "+Inf"}) {
    const double count = now.at(family + "_bucket" + labels + ",le=\"" + bound + "\"}");
    CHECK(count >= before);
    before = count;
  }
}

TEST_CASE("Metrics tell errors of the cloud from errors of rules, and what rules did",
          "[metrics]") {
  Cloud cloud;
  const ScenarioFile file(kQuota);
  cloud.emulator.play(file.path());
  const auto rename = [&](const std::string& pool) {
    return cloud.act("UpdateNumberPoolV2", {{"NumberPoolNo", pool}, {"Name", "n"}}).status;
  };
  CHECK(rename("NP1234") == 200);
  CHECK(rename("NP1234") == 400);
  CHECK(rename("NP0") == 400);
  const auto now = metrics_of(cloud);
  const std::string errors = "virga_errors_total{service=\"vms\",operation=\"UpdateNumberPoolV2\",";
  CHECK(now.at(errors + "error=\"QuotaExceeded\",by=\"rule\"}") == 1);
  CHECK(now.at(errors + "error=\"InvalidParameter\",by=\"cloud\"}") == 1);
  CHECK(now.at("virga_rule_hits_total{scenario=\"quota\",rule=\"second\"}") == 1);
  CHECK(now.at("virga_injected_latency_seconds_total") == 0.25);
  CHECK(now.at("virga_answers_total{ending=\"whole\"}") == 3);
}

TEST_CASE("Metrics tell of the process and which start of Virga it is", "[metrics]") {
  Cloud cloud;
  const std::string instance = cloud.get("/_virga/health").json.at("instance");
  const auto now = metrics_of(cloud);
  CHECK(now.at("virga_info{version=\"" VIRGA_VERSION "\",instance=\"" + instance + "\"}") == 1);
  CHECK(now.at("process_resident_memory_bytes") > 1e6);
  CHECK(now.at("process_threads") >= 1);
  CHECK(now.at("process_open_fds") >= 3);
  CHECK(now.at("virga_callbacks_waiting") == 0);
}

TEST_CASE("Entries that had to go are counted", "[metrics]") {
  Options options = Cloud::usual();
  options.journal_entries = 2;
  Cloud cloud(options);
  for (int i = 0; i < 5; ++i) cloud.get("/v1/tags");
  const auto now = metrics_of(cloud);
  CHECK(now.at("virga_journal_entries") == 2);
  CHECK(now.at("virga_journal_dropped_entries") == 3);
  CHECK(now.at("virga_journal_bytes") > 0);
}

TEST_CASE("Label values are escaped as the text format asks for", "[metrics]") {
  Exposition out;
  out.family("f", "gauge", "h");
  out.sample({{"a", "b\\c\"d\ne"}, {"x", ""}}, 0.5);
  out.sample({}, 1e15);
  CHECK(out.text() == "# HELP f h\n# TYPE f gauge\nf{a=\"b\\\\c\\\"d\\ne\",x=\"\"} 0.5\nf 1e+15\n");
}

}  // namespace
}  // namespace virga
