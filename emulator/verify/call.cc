#include "verify/call.h"

#include <string>
#include <utility>
#include <vector>

#include "catalog/validate.h"
#include "dialect/dialect.h"

namespace virga {

Exchange call_of(Entry& entry, const Catalog& catalog) {
  Exchange call;
  call.request = std::move(entry.request);
  call.now = entry.time;
  call.request_id =
      entry.request_id.empty() ? "entry " + std::to_string(entry.id) : entry.request_id;
  call.principal.account = entry.account;
  if (entry.callback.empty()) {
    call.match = catalog.resolve(call.request);
  } else if (const Callback* callback = catalog.callback(entry.service, entry.callback)) {
    call.match.service = catalog.service(entry.service);
    call.match.operation = &callback->message;
  }
  return call;
}

Input input_of(const Exchange& call) {
  const Operation& operation = *call.match.operation;
  const auto raw = call.match.service->dialect->read_input(call);
  if (!raw) return {};
  std::vector<Complaint> complaints;
  const Input valid = validate(operation.input, *raw, complaints);
  Json values = valid.values();
  std::vector<std::string_view> standards;
  for (const Field& field : operation.input)
    if (valid.is_standard(field.name)) standards.push_back(field.name);
  for (const Given& given : raw->given)
    if (const std::string name(given.field->name); !values.contains(name))
      values[name] = given.value;
  return Input(std::move(values), std::move(standards));
}

Entry understood(Entry entry, const Catalog& catalog) {
  if (!entry.callback.empty()) return entry;
  Exchange call = call_of(entry, catalog);
  if (call.match.operation != nullptr) entry.input = print_json(input_of(call).values());
  entry.request = std::move(call.request);
  return entry;
}

}  // namespace virga
