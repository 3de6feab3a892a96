// Files of expectations: read with the real catalogue, and held against a small journal when they
// can be read.
#include "verify/expectations.h"

#include <set>
#include <string>
#include <string_view>

#include "fuzz/places.h"
#include "fuzz/promise.h"
#include "services/services.h"
#include "verify/hearing.h"

namespace virga::fuzz {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

void write(Journal& journal, const std::string& service, const std::string& target, int status,
           const std::string& body = "") {
  Entry entry;
  entry.service = service;
  entry.request = {body.empty() ? "GET" : "POST", target, {{"Host", "h"}}, body};
  entry.reply.status = status;
  entry.request_id = "r" + std::to_string(journal.count());
  journal.append(entry);
}

// Once in one go, and once entry by entry: it comes to the same.
void hold_hearing(const std::shared_ptr<const Expectations>& expectations) {
  Journal journal;
  Hearing patient(expectations, catalog(), journal);
  const std::string rename = "/?Action=UpdateNumberPoolV2&Version=2022-01-01";
  for (int i = 0; i < 2; ++i) {
    write(journal, "vms", rename, 200, R"({"NumberPoolNo": "NP1234", "Name": "a"})");
    patient.listen();
    write(journal, "vms", rename, 400, R"({"NumberPoolNo": [1]})");
    write(journal, "gsl", "/v1/tags?limit=10", 200);
    patient.listen();
    write(journal, "vms", "/?Action=NoSuchThing&Version=2022-01-01", 404);
    patient.listen();
  }
  Hearing late(expectations, catalog(), journal);
  late.listen();
  const Verification verification = late.verification();
  promise(patient.verification().text() == verification.text(), "looking often changes nothing",
          verification.text());
  promise(late.held() == verification.held(), "what is held is told so");
  promise(verification.expectations.size() == expectations->list.size(),
          "each expectation is reported");
  for (const ExpectationReport& each : verification.expectations)
    promise(each.counted >= 0 && each.counted <= 8, "no call counts twice", each.id);
}

void hold(std::string_view text) {
  Mistakes mistakes("fuzz.yaml");
  const auto expectations = parse_expectations(text, catalog(), mistakes);
  hold_places(text, expectations != nullptr, mistakes);
  if (!expectations) return;
  std::set<std::string> ids;
  for (const Expectation& each : expectations->list) {
    promise(!each.id.empty() && ids.insert(each.id).second, "expectations have ids of their own",
            each.id);
    promise(!each.when.targets().empty(), "an expectation is about some operation", each.id);
    promise(each.count.least <= each.count.most, "a count is possible", each.id);
  }
  hold_hearing(expectations);
}

}  // namespace
}  // namespace virga::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {  // NOLINT
  virga::fuzz::hold({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
