#include "coverage/junit.h"

#include "coverage/words.h"

namespace virga {
namespace {

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      default: out += c;
    }
  return out;
}

std::string attribute(const std::string& name, const std::string& value) {
  return " " + name + "=\"" + escaped(value) + "\"";
}

std::string figures(std::size_t tests, std::size_t called) {
  return attribute("tests", std::to_string(tests)) + attribute("failures", "0") +
         attribute("errors", "0") + attribute("skipped", std::to_string(tests - called));
}

std::string test_case(const ServiceCoverage& service, const OperationCoverage& operation) {
  const std::string head = "    <testcase" + attribute("classname", service.name) +
                           attribute("name", name_in(service, operation)) + ">\n";
  const std::string body =
      operation.calls == 0 ? "      <skipped message=\"never called\"/>\n"
                           : "      <system-out>" +
                                 escaped(use_of(operation) + "; documented errors never seen: " +
                                         joined(unseen_codes(operation.errors, "none"))) +
                                 "</system-out>\n";
  return head + body + "    </testcase>\n";
}

}  // namespace

std::string to_junit(const Coverage& coverage) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                    attribute("name", coverage.world.empty() ? "all worlds" : coverage.world) +
                    figures(coverage.operations(), coverage.called()) + ">\n";
  for (const ServiceCoverage& service : coverage.services) {
    xml += "  <testsuite" + attribute("name", service.name) +
           figures(service.operations.size(), service.called()) + ">\n";
    for (const OperationCoverage& operation : service.operations)
      xml += test_case(service, operation);
    xml += "  </testsuite>\n";
  }
  return xml + "</testsuites>\n";
}

}  // namespace virga
