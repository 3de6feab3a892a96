// The values that cards have for custom attributes, set for many cards at once.
#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "catalog/validate.h"
#include "services/huawei_gsl/card_address.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/operations.h"

namespace virga::gsl {
namespace {

constexpr std::size_t kMostRows = 500;
constexpr std::size_t kLongestMessage = 512;  // characters of an error_msg [doc]
constexpr std::string_view kSlotWords[] = {"一", "二", "三", "四", "五", "六"};
constexpr std::string_view kSlotMembers[] = {"customer_attribute1", "customer_attribute2",
                                             "customer_attribute3", "customer_attribute4",
                                             "customer_attribute5", "customer_attribute6"};

constexpr Field slot_value(std::string_view name) {
  return {.name = name, .in = In::kBody, .max = 100, .note = "value"};
}

// A row of the request.
constexpr Field kRow[] = {
    {.name = "sim_card_id",
     .type = Type::kInt64,
     .in = In::kBody,
     .required = true,
     .note = "the card; 0: the one that iccid names"},
    {.name = "iccid", .in = In::kBody, .min = 19, .max = 20, .note = "its ICCID"},
    slot_value(kSlotMembers[0]),
    slot_value(kSlotMembers[1]),
    slot_value(kSlotMembers[2]),
    slot_value(kSlotMembers[3]),
    slot_value(kSlotMembers[4]),
    slot_value(kSlotMembers[5]),
};

constexpr Field kBatchSetAttributes[] = {
    {.name = "file_temp_id",
     .type = Type::kInt64,
     .in = In::kBody,
     .note = "an upload of the console"},
    {.name = "attributes",
     .type = Type::kArray,
     .items = Type::kObject,
     .in = In::kBody,
     .max_items = kMostRows,
     .note = "sim_card_id or 0 and iccid, customer_attribute1 to 6"},
};
constexpr const Error* kBatchErrors[] = {&kParameterInvalid, &kAttributeRowsFailed, &kInternal};

// The rows, each held against its limits; a missing member is named [doc].
Result<std::vector<Input>> read_rows(const Json& rows) {
  std::vector<Input> read;
  for (const Json& row : rows) {
    RawInput raw;
    for (const Field& field : kRow)
      if (const auto found = row.find(field.name); found != row.end())
        raw.given.push_back({&field, *found, true});
    std::vector<Complaint> complaints;
    Input input = validate(kRow, raw, complaints);
    if (!complaints.empty()) {
      const Complaint& first = complaints.front();
      Fault fault = kParameterInvalid.because("attributes: " + first.reason);
      if (first.wrong != Wrong::kMissing) return fault;
      return std::move(fault).saying(std::string(first.field->name) + ":不能为null");
    }
    if (input.integer("sim_card_id") == 0 && !input.has("iccid"))
      return kParameterInvalid.because("sim_card_id 0 means: by iccid, and there is none");
    read.push_back(std::move(input));
  }
  return read;
}

std::optional<Json> card_of(const Store& store, const Input& row) {
  const std::int64_t id = row.integer("sim_card_id");
  return id != 0 ? store.find(kSimCards, id) : card_with_iccid(store, row.text("iccid"));
}

std::vector<bool> enabled_slots(const Store& store) {
  std::vector<bool> enabled(std::size(kSlotMembers), false);
  for (std::size_t slot = 0; slot < enabled.size(); ++slot)
    enabled[slot] =
        store.count(kAttributes, Query().equals("slot", slot + 1).equals("status", 1)) > 0;
  return enabled;
}

// Why the row cannot be written, or nothing.
std::string failure_of(const Input& row, const std::optional<Json>& card,
                       const std::vector<bool>& enabled) {
  if (!card) return std::string(kNoCard.text);
  for (std::size_t slot = 0; slot < enabled.size(); ++slot)
    if (row.has(kSlotMembers[slot]) && !enabled[slot])
      return "自定义属性" + std::string(kSlotWords[slot]) + "未启用";
  return {};
}

// An empty text clears a value, a member that is left out keeps it [inferred].
void write_row(Store& store, const Input& row, Json card) {
  for (const std::string_view member : kSlotMembers)
    if (row.has(member))
      card[std::string(member)] = row.text(member).empty() ? Json(nullptr) : row.at(member);
  store.put(kSimCards, card);
}

// The JSON array that is the text of GSL.00012031, without the rows that are too many for it.
std::string message_of(const Json& failures) {
  Json told = Json::array();
  for (const Json& failure : failures) {
    told.push_back(failure);
    if (utf8_length(print_json(told)).value_or(0) <= kLongestMessage) continue;
    told.erase(told.size() - 1);
    break;
  }
  return print_json(told);
}

// Rows without a fault are written although others fail [inferred].
Result<Json> batch_set_attributes(Call& call) {
  if (call.input.has("file_temp_id"))
    return kParameterInvalid.because("there are no uploads to refer to");
  if (!call.input.has("attributes") || call.input.list("attributes").empty())
    return kParameterInvalid.because("attributes holds 1 to 500 rows");
  const auto rows = read_rows(call.input.list("attributes"));
  if (!rows) return rows.fault();
  const auto enabled = enabled_slots(call.store);
  Json failures = Json::array();
  for (const Input& row : *rows) {
    auto card = card_of(call.store, row);
    const std::string failure = failure_of(row, card, enabled);
    if (failure.empty())
      write_row(call.store, row, std::move(*card));
    else
      failures.push_back({{"fail_reason", failure}, {"sim_card_id", row.at("sim_card_id")}});
  }
  if (failures.empty()) return true;
  return Fault(kAttributeRowsFailed).saying(message_of(failures)).keeping_work();
}

constexpr Operation kOperations[] = {
    {.name = "BatchSetAttributes",
     .route = Rest{"POST", "/v1/sim-cards/attributes/batch-set"},
     .summary = "Sets custom attributes of many cards",
     .input = kBatchSetAttributes,
     .output = {.type = Type::kBool},
     .errors = kBatchErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = batch_set_attributes},
};

}  // namespace

std::span<const Operation> attribute_value_operations() { return kOperations; }

}  // namespace virga::gsl
