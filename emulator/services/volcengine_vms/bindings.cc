#include "services/volcengine_vms/bindings.h"

#include <algorithm>

#include "base/text.h"
#include "services/volcengine_vms/cities.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/risk_control.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kLeastLife = 60;  // s [doc]
constexpr std::int64_t kEndOfTime =
    2145888000;                              // 2038-01-01 00:00:00 [doc], read as UTC [inferred]
constexpr std::int64_t kMostBindings = 200;  // live ones on one X [inferred]
constexpr std::size_t kShortestPhone = 5, kLongestPhone = 20;  // digits [inferred]

bool is_phone(const std::string& text) {
  return is_digits(text) && text.size() >= kShortestPhone && text.size() <= kLongestPhone;
}

bool among(std::span<const std::string_view> modes, const Json& binding) {
  return std::find(modes.begin(), modes.end(), binding.at("Mode").get<std::string>()) !=
         modes.end();
}

void note_end(Store& store, const Json& binding) {
  store.agenda().add(at_second(binding.at("ExpireTime").get<std::int64_t>()), kBindingExpires,
                     binding.at("SubId").get_ref<const std::string&>());
}

}  // namespace

// A binding that was renewed has another entry on the agenda.
void expire_binding(Store& store, Time due, std::string_view sub_id) {
  const auto binding = store.find(kBinding, sub_id);
  if (!binding || binding->at("Status") != kBound) return;
  if (at_second(binding->at("ExpireTime").get<std::int64_t>()) <= due)
    close_binding(store, *binding);
}

std::optional<Fault> check_expiry(const Call& call, std::int64_t expires) {
  if (at_second(expires) <= call.now + std::chrono::seconds(kLeastLife))
    return Fault(kIllegalArgument).saying("ExpireTime must be 1 minute later");
  if (expires >= kEndOfTime)
    return kIllegalArgument.because("ExpireTime has to be before 2038-01-01 00:00:00");
  return std::nullopt;
}

std::optional<Fault> check_parties(const Call& call) {
  const std::string a = text_of(call.input.values(), "PhoneNoA");
  const std::string b = text_of(call.input.values(), "PhoneNoB");
  if (!a.empty() && !is_phone(a)) return kIllegalArgument.because("PhoneNoA is no phone number");
  if (!b.empty() && !is_phone(b)) return kIllegalArgument.because("PhoneNoB is no phone number");
  if (!a.empty() && a == b) return kIllegalArgument.because("A and B are the same number");
  if (is_frozen(call.store, call.now, a, kFreezesABind)) return Fault(kPhoneNoARiskFrozen);
  if (is_frozen(call.store, call.now, b, kFreezesBBind)) return Fault(kPhoneNoBRiskFrozen);
  return std::nullopt;
}

std::optional<Fault> check_bind(const Call& call, std::int64_t sub_service) {
  if (auto fault = check_pool(call, call.input.text("NumberPoolNo"), sub_service)) return fault;
  if (auto fault = check_expiry(call, call.input.integer("ExpireTime"))) return fault;
  return check_parties(call);
}

std::optional<Fault> check_room(const Call& call, const std::string& x) {
  if (call.store.count(kBinding, Query().equals("PhoneNoX", x).equals("Status", kBound)) >=
      kMostBindings)
    return kExceedMaxBindCount.because("200 live bindings use " + x);
  return std::nullopt;
}

std::optional<Fault> check_order(const Call& call, const std::string& x) {
  if (x.starts_with("700") && text_of(call.input.values(), "OrderId").empty())
    return kIllegalArgument.because("numbers that begin with 700 need an OrderId");
  if (const std::string id = text_of(call.input.values(), "IndustrialId");
      !id.empty() && !call.store.look(kIndustrialOrder, text_of(call.input.values(), "OrderId")))
    return kIllegalArgument.because("the order has no registered industrial id");
  return std::nullopt;
}

Result<std::string> first_fitting(
    Call& call, const NumberChoice& choice,
    const std::function<std::optional<Fault>(const std::string&)>& fits) {
  std::optional<Fault> last;
  for (const Json& number : choose_numbers(call.store, choice)) {
    auto digits = number.at("Number").get<std::string>();
    last = fits(digits);
    if (!last) return digits;
  }
  return kNumberNotEnough.because(last ? "no number is free for this binding: " + last->why
                                       : "no enabled number in the cities asked for");
}

std::optional<Json> earlier_binding(const Call& call) {
  const std::string id = text_of(call.input.values(), "IdempotentId");
  if (id.empty()) return std::nullopt;
  return call.store.find_by(kBinding, "Request", std::string(call.operation.name) + "|" + id);
}

Json new_binding(const Call& call, std::string_view mode) {
  const Input& input = call.input;
  Json binding{{"SubId", ""}, {"Mode", mode}};
  binding.update(input.pick({"NumberPoolNo", "PhoneNoA", "UserData", "OutId", "OrderId",
                             "IndustrialId", "AutoCreateFlag"}));
  if (const std::string b = text_of(input.values(), "PhoneNoB"); !b.empty())
    binding["PhoneNoB"] = b;
  binding["Status"] = kBound;
  binding["EnableTime"] = seconds_of(call.now);
  binding["ExpireTime"] = input.integer_or("ExpireTime", 0);
  binding["RecordFlag"] = input.integer_or("AudioRecordFlag", 1);
  binding["CallDisplayType"] = input.integer_or("CallDisplayType", 1);
  if (const std::string id = text_of(input.values(), "IdempotentId"); !id.empty())
    binding["Request"] = std::string(call.operation.name) + "|" + id;
  return binding;
}

void open_binding(Call& call, Json& binding) {
  const bool group = binding.at("Mode") == "AXG";
  const std::string shown =
      text_of(binding, binding.contains("PhoneNoX") ? "PhoneNoX" : "PhoneNoY");
  binding["SubId"] =
      group ? fresh_group_sub_id(call.store, call.now) : fresh_sub_id(call.store, call.now, shown);
  call.store.put(kBinding, binding);
  note_end(call.store, binding);
}

std::vector<Json> live_bindings(const Store& store, Query query) {
  return store.list(kBinding, query.equals("Status", kBound));
}

Result<Json> named_binding(const Call& call, std::span<const std::string_view> modes,
                           std::string_view name) {
  auto binding = call.store.find(kBinding, call.input.text(name));
  if (!binding || !among(modes, *binding) || binding->at("Status") != kBound)
    return kSubscriptionEmpty.because("there is no such live binding");
  if (name == "SubId" && binding->at("NumberPoolNo") != call.input.text("NumberPoolNo"))
    return kSubscriptionEmpty.because("the binding is one of another pool");
  return std::move(*binding);
}

void close_binding(Store& store, const Json& binding) {
  const auto close = [&](const Json& open) {
    Json closed = open;
    closed["Status"] = kUnbound;
    store.replace(kBinding, open, closed);
  };
  close(binding);
  for (const Json& child : live_bindings(store, Query().equals("ParentSubId", binding.at("SubId"))))
    close(child);
}

Json bind_answer(const Json& binding) {
  Json answer{{"SubId", binding.at("SubId")},
              {"PhoneNoX", text_of(binding, "PhoneNoX")},
              {"Status", binding.at("Status")},
              {"PhoneNoXCityCode", home_city(text_of(binding, "PhoneNoX"))},
              {"PhoneNoA", text_of(binding, "PhoneNoA")},
              {"PhoneNoACityCode", home_city(text_of(binding, "PhoneNoA"))}};
  if (const std::string b = text_of(binding, "PhoneNoB"); !b.empty()) {
    answer["PhoneNoB"] = b;
    answer["PhoneNoBCityCode"] = home_city(b);
  }
  return answer;
}

Result<Json> unbind(Call& call, std::span<const std::string_view> modes) {
  auto binding = named_binding(call, modes);
  if (!binding) return binding.fault();
  close_binding(call.store, *binding);
  return Json{{"Success", true}};
}

Result<Json> unbind_bare(Call& call, std::span<const std::string_view> modes) {
  auto outcome = unbind(call, modes);
  if (!outcome) return outcome;
  return Json(true);
}

Result<Json> update_binding(Call& call, std::span<const std::string_view> modes,
                            std::span<const Update> updates, Conflict conflict) {
  const auto update = std::find_if(updates.begin(), updates.end(), [&](const Update& each) {
    return same_letters(each.type, call.input.text("UpdateType"));
  });
  if (update == updates.end())
    return kIllegalArgument.because("UpdateType is not a documented one");
  const std::string member(update->member);
  if (!call.input.has(member))
    return kIllegalArgument.because("UpdateType asks for " + member + ", which is not given");
  auto binding = call.store.find(kBinding, call.input.text("SubId"));
  if (!binding || !among(modes, *binding) ||
      binding->at("NumberPoolNo") != call.input.text("NumberPoolNo"))
    return kSubscriptionEmpty.because("there is no such binding in the pool");
  if (binding->at("Status") != kBound) return kCanNotUpdate.because("the binding has ended");
  if (member == "ExpireTime")
    if (auto fault = check_expiry(call, call.input.integer("ExpireTime"))) return *fault;
  if (member == "PhoneNoA" || member == "PhoneNoB")
    if (auto fault = check_parties(call)) return *fault;
  (*binding)[member] = call.input.at(member);
  if (!text_of(*binding, "PhoneNoA").empty() &&
      text_of(*binding, "PhoneNoA") == text_of(*binding, "PhoneNoB"))
    return kIllegalArgument.because("A and B are the same number");
  if (conflict != nullptr)
    if (auto fault = conflict(call, *binding)) return *fault;
  call.store.put(kBinding, *binding);
  if (member == "ExpireTime") note_end(call.store, *binding);
  return Json(true);
}

}  // namespace virga::vms
