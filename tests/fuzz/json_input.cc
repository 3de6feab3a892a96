// Targets, headers and bodies on their way to the input of an operation, in both dialects.
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/catalog.h"
#include "catalog/validate.h"
#include "dialect/dialect.h"
#include "fuzz/promise.h"
#include "fuzz/request.h"
#include "services/services.h"

namespace virga::fuzz {
namespace {

const Catalog& catalog() {
  static const Catalog all(all_services());
  return all;
}

void hold_json(std::string_view text) {
  const auto value = parse_json(text);
  if (!value) return;
  const std::string printed = print_json(*value);
  const auto again = parse_json(printed);
  promise(again.has_value(), "JSON that is printed can be read", printed);
  promise(*again == *value && print_json(*again) == printed, "JSON that is printed reads the same",
          printed);
}

void hold_refusal(const Exchange& exchange, const Fault& fault) {
  const Reply reply = exchange.match.service->dialect->render(exchange, fault);
  promise(parse_json(reply.body).has_value(), "a refusal is JSON", reply.body);
  promise(reply.body.find(fault.error->code) != std::string::npos,
          "a refusal tells its code, whatever its status", reply.body);
}

// Valid values are valid: given once more, typed, they are the same.
void hold_input(const Operation& operation, const Input& input) {
  RawInput raw;
  for (const Field& field : operation.input) {
    if (input.has(field.name))
      raw.given.push_back({&field, input.at(field.name), true});
    else
      promise(!field.required, "what is required is there", field.name);
  }
  std::vector<Complaint> complaints;
  const Input again = validate(operation.input, raw, complaints);
  promise(complaints.empty(), "what was validated is valid",
          complaints.empty() ? "" : complaints.front().reason);
  promise(again.values() == input.values(), "what was validated stays as it is",
          print_json(again.values()) + "\n" + print_json(input.values()));
}

void hold_call(const Exchange& exchange) {
  const Match& match = exchange.match;
  const Operation& operation = *match.operation;
  const auto raw = match.service->dialect->read_input(exchange);
  if (!raw) return hold_refusal(exchange, raw.fault());
  for (const Given& given : raw->given)
    promise(given.field >= operation.input.data() &&
                given.field < operation.input.data() + operation.input.size(),
            "what is given is a field of the operation");
  std::vector<Complaint> complaints;
  const Input input = validate(operation.input, *raw, complaints);
  if (complaints.empty()) return hold_input(operation, input);
  for (const Complaint& complaint : complaints) {
    promise(complaint.field != nullptr && !complaint.reason.empty(), "a complaint says of what");
    hold_refusal(exchange, match.service->refuse(operation, complaint));
  }
}

void hold(std::string_view bytes) {
  Exchange exchange;
  exchange.request = read_request(bytes);
  hold_json(exchange.request.body);
  exchange.match = catalog().resolve(exchange.request);
  promise(exchange.match.service != nullptr, "there is always a cloud to answer as");
  exchange.request_id = "1";
  if (exchange.match.operation != nullptr) hold_call(exchange);
}

}  // namespace
}  // namespace virga::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {  // NOLINT
  virga::fuzz::hold({reinterpret_cast<const char*>(bytes), size});
  return 0;
}
