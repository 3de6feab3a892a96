// The doctor of signatures: official forms, each with one mistake in it.
#include <algorithm>
#include <catch2/catch.hpp>
#include <iomanip>
#include <map>
#include <sstream>

#include "auth/huawei.h"
#include "auth/volcengine.h"
#include "base/clock.h"
#include "support/mistaken_client.h"
#include "support/thinned.h"
#include "support/vectors.h"

namespace virga {
namespace {

struct Finding {
  Proof proof;
  Examination diagnosis;  // when the proof does not match
};

Finding examine(const Arrival& arrival) {
  const auto look = [&](const auto& claim) {
    Finding finding{prove(claim, arrival.request, arrival.right.secret), {}};
    if (!finding.proof.matches)
      finding.diagnosis = diagnose(claim, arrival.request, arrival.right.secret);
    return finding;
  };
  return arrival.cloud == "huawei" ? look(huawei::read_claim(arrival.request))
                                   : look(volcengine::read_claim(arrival.request));
}

// What the form becomes once its client makes the mistake.
Arrival mistaken(const std::string& form, const std::string& mistake) {
  for (const Mistaken& each : mistaken_requests())
    if (each.arrival.form == form && each.mistake == mistake) return each.arrival;
  FAIL("nobody makes the mistake \"" << mistake << "\" in " << form);
  return {};
}

// How often which component was named for which.
class Table {
 public:
  void note(const Mistaken& mistaken, const std::string& named) {
    ++rows_[mistaken.component][named];
    ++all_;
    if (named == mistaken.component)
      ++right_;
    else
      missed_ += "missed: " + mistaken.mistake + ", in " + mistaken.arrival.form + "\n";
  }

  int all() const { return all_; }
  int right() const { return right_; }

  std::string text() const {
    std::ostringstream out;
    out << "wrong component   named\n";
    for (const auto& [component, names] : rows_) {
      out << std::left << std::setw(18) << component;
      for (const auto& [named, count] : names) out << named << " " << count << "  ";
      out << "\n";
    }
    out << missed_ << right_ << " of " << all_ << " are named rightly";
    return out.str();
  }

 private:
  std::map<std::string, std::map<std::string, int>> rows_;
  std::string missed_;
  int all_ = 0;
  int right_ = 0;
};

TEST_CASE("the forms that mistakes are made in are well signed", "[doctor]") {
  for (const Arrival& form : official_forms()) {
    INFO(form.form);
    CHECK(examine(form).proof.matches);
  }
}

TEST_CASE("the doctor names what is wrong in 95 of 100 cases, and tells nothing secret",
          "[doctor]") {
  Table table;
  for (const Mistaken& mistaken : thinned(mistaken_requests())) {
    const Finding finding = examine(mistaken.arrival);
    INFO(mistaken.arrival.form << ": " << mistaken.mistake);
    CHECK_FALSE(finding.proof.matches);
    table.note(mistaken, std::string(name_of(finding.diagnosis.component)));
    const std::string told = explain(finding.diagnosis, finding.proof);
    for (const std::string& secret : mistaken.arrival.right.secret_texts())
      CHECK(told.find(secret) == std::string::npos);
  }
  WARN(table.text());
  CHECK(table.all() * static_cast<int>(kThinning) >= 900);
  CHECK(table.right() * 100 >= table.all() * 95);
}

TEST_CASE("a diagnosis shows the line in which client and server differ", "[doctor]") {
  const Finding finding = examine(mistaken("core_post_json", "host without its port"));
  CHECK(finding.diagnosis.server_line == "host:127.0.0.1:8080");
  CHECK(finding.diagnosis.client_line == "host:127.0.0.1");
  CHECK(explain(finding.diagnosis, finding.proof) ==
        "host: the client signed the host without its port; the client has the line "
        "\"host:127.0.0.1\" where the server has \"host:127.0.0.1:8080\"\nthe server's canonical "
        "request is\n" +
            finding.proof.canonical_request + "\nand its string to sign\n" +
            finding.proof.string_to_sign);
}

TEST_CASE("what no mistake explains is told in words that promise no more than is known",
          "[doctor]") {
  const Finding finding = examine(mistaken("node_post_json_utf8", "another secret"));
  CHECK(finding.diagnosis.component == Component::kSecret);
  CHECK_THAT(finding.diagnosis.what,
             Catch::StartsWith("none of the ") &&
                 Catch::EndsWith(" ways of signing that were tried makes this signature: it was "
                                 "made with another secret, or of a request that differs in some "
                                 "way that is not tried"));
  CHECK(finding.diagnosis.client_line.empty());
}

TEST_CASE("what is in the way of a good signature is told before anything else", "[doctor]") {
  // Signed consistently for the wrong day, and without the date: both would match otherwise.
  for (const Arrival& form : official_forms()) {
    INFO(form.form);
    Arrival arrival = form;
    if (form.presigned() || form.right.scope.empty()) continue;
    arrival.right.scope[0] = arrival.right.key_scope[0] = "20250604";
    arrival.replace_in_headers("Authorization", "/20250605/", "/20250604/");
    arrival.set_signature(arrival.right.signature());
    const Finding finding = examine(arrival);
    CHECK(finding.diagnosis.component == Component::kScopeDate);
    CHECK_THAT(finding.diagnosis.what, Catch::StartsWith("the date of the credential, 20250604,"));
    CHECK(finding.proof.why == finding.diagnosis.what);
  }
}

TEST_CASE("a header that is listed as signed and did not arrive is named", "[doctor]") {
  Arrival arrival = official_forms().front();
  arrival.replace_in_headers("Authorization", "SignedHeaders=", "SignedHeaders=x-gone;");
  const Examination diagnosis = examine(arrival).diagnosis;
  CHECK(diagnosis.component == Component::kSignedHeaders);
}

TEST_CASE("the doctor gives up on a huge request before it costs much", "[doctor]") {
  Arrival arrival = mistaken("go_form_post_bindaxb", "another secret");
  for (int i = 0; i < 90; ++i)
    arrival.request.headers.emplace_back("X-Extra-" + std::to_string(i), std::string(500, 'x'));
  for (int i = 0; i < 2'000; ++i) arrival.request.target += "&p" + std::to_string(i) + "=1";
  arrival.request.body.assign(5 << 20, 'x');
  const Stopwatch watch;
  CHECK(examine(arrival).diagnosis.component == Component::kBodyHash);  // it is declared
  std::erase_if(arrival.request.headers,
                [](const auto& header) { return header.first == "X-Content-Sha256"; });
  CHECK(examine(arrival).diagnosis.component == Component::kSignedHeaders);
  std::string names;
  for (int i = 0; i < 20'000; ++i) names += "a" + std::to_string(i) + ";";
  arrival.replace_in_headers("Authorization", "SignedHeaders=", "SignedHeaders=" + names);
  CHECK(examine(arrival).diagnosis.component == Component::kSignedHeaders);
  CHECK(watch.elapsed() < std::chrono::seconds(10));  // unbounded, it would be hours
}

}  // namespace
}  // namespace virga
