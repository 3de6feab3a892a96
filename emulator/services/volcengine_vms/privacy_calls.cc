#include "services/volcengine_vms/privacy_calls.h"

#include <algorithm>

#include "services/volcengine_vms/bindings.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/number_choice.h"
#include "services/volcengine_vms/telephone.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kNoBinding = 13, kNumberAbnormal = 16;  // a CallResult [doc]

struct Dialled {
  std::string caller, number, extension;
};

struct Connection {
  Json binding;
  std::string callee;
  std::string shows;  // what the callee sees
};

bool is_member(const Store& store, const Json& binding, const std::string& caller) {
  const Document group = store.look(kGroup, text_of(binding, "GroupId"));
  if (!group) return false;
  const Json& numbers = group->at("Numbers");
  return std::find(numbers.begin(), numbers.end(), caller) != numbers.end();
}

// Whom the caller reaches by this binding; "" when it does not let the caller through.
std::string callee_of(const Store& store, const Json& binding, const Dialled& call) {
  const std::string mode = text_of(binding, "Mode");
  const std::string a = text_of(binding, "PhoneNoA"), b = text_of(binding, "PhoneNoB");
  const bool from_a = call.caller == a;
  if (mode == "AXB" || mode == "YB") return from_a ? b : call.caller == b ? a : "";
  if (mode == "AXNE") return call.extension == text_of(binding, "PhoneNoE") ? a : "";
  if (from_a) return b;
  if (mode == "AXG" && !is_member(store, binding, call.caller)) return "";
  return a;
}

// A stranger who calls an AXYB gets a Y of its own, when the binding makes children by itself
// [doc].
void make_child(Store& store, Time now, const Json& parent, const std::string& caller) {
  Json child = parent;
  NumberChoice choice{.pool = text_of(parent, "NumberPoolNoY")};
  choice.except.push_back(parent.at("PhoneNoX"));
  for (const Json& other : store.list(kBinding, Query()
                                                    .equals("Mode", "YB")
                                                    .equals("Status", kBound)
                                                    .equals("PhoneNoA", parent.at("PhoneNoA"))))
    choice.except.push_back(other.at("PhoneNoY"));
  const auto numbers = choose_numbers(store, choice);
  if (numbers.empty()) return;
  const std::string y = numbers.front().at("Number");
  const std::int64_t ends =
      std::min(seconds_of(now) + parent.at("ChildDuration").get<std::int64_t>(),
               parent.at("ExpireTime").get<std::int64_t>());
  child["SubId"] = fresh_sub_id(store, now, y);
  child["Mode"] = "YB";
  child["ParentSubId"] = parent.at("SubId");
  child["PhoneNoB"] = caller;
  child["PhoneNoY"] = y;
  child["EnableTime"] = seconds_of(now);
  child["ExpireTime"] = ends;
  child.erase("Request");
  store.put(kBinding, child);
  store.agenda().add(at_second(ends), kBindingExpires,
                     child.at("SubId").get_ref<const std::string&>());
}

// Children first: they know both sides.
std::optional<Connection> connect(Store& store, Time now, const Dialled& call) {
  std::vector<Json> candidates = live_bindings(store, Query().equals("PhoneNoX", call.number));
  for (Json& on_y : live_bindings(store, Query().equals("PhoneNoY", call.number)))
    if (on_y.at("Mode") == "YB") candidates.push_back(std::move(on_y));
  std::stable_sort(candidates.begin(), candidates.end(), [](const Json& a, const Json& b) {
    return (a.at("Mode") == "YB") > (b.at("Mode") == "YB");
  });
  for (const Json& binding : candidates) {
    const std::string callee = callee_of(store, binding, call);
    if (callee.empty()) continue;
    const bool stranger = binding.at("Mode") == "AXYB" && Json(callee) == binding.at("PhoneNoA");
    if (stranger && binding.contains("AutoCreateFlag") && binding.at("AutoCreateFlag") == 1 &&
        binding.contains("ChildDuration"))
      make_child(store, now, binding, call.caller);
    const bool to_a = Json(callee) == binding.at("PhoneNoA");
    const std::string y = text_of(binding, "PhoneNoY");
    return Connection{binding, callee, to_a && !y.empty() ? y : text_of(binding, "PhoneNoX")};
  }
  return std::nullopt;
}

std::string end_of(const std::string& number) {
  return number.size() > 4 ? number.substr(number.size() - 4) : number;
}

Json facts_of(const Connection& connection) {
  Json facts{{"SubscriptionId", connection.binding.at("SubId")},
             {"EffectedSubId", connection.binding.at("SubId")},
             {"UserData", text_of(connection.binding, "UserData")},
             {"OutId", text_of(connection.binding, "OutId")},
             {"CallDisplayType", connection.binding.at("CallDisplayType")}};
  for (const char* name : {"PhoneNoA", "PhoneNoB", "PhoneNoX", "PhoneNoY", "PhoneNoE"})
    facts[name] = text_of(connection.binding, name);
  return facts;
}

}  // namespace

void dial_privacy_number(Store& store, Time due, std::string_view text) {
  const auto parsed = parse_json(text);
  if (!parsed || !parsed->is_object()) return;
  const Dialled call{text_of(*parsed, "caller"), text_of(*parsed, "number"),
                     text_of(*parsed, "extension")};
  const Document number = store.look(kNumber, call.number);
  if (!number) return;
  const Document pool = store.look(kNumberPool, number->at("NumberPoolNo"));
  Dialling dialling{.prefix = "S",
                    .sub_service = pool ? pool->at("SubServiceType").get<std::int64_t>() : 201,
                    .caller = call.caller,
                    .callee = call.number,
                    .pool = number->at("NumberPoolNo").get<std::string>()};
  dialling.more = {{"SubscriptionId", "S" + end_of(call.number)}};
  if (number->at("NumberStatusCode") != 1) {
    dialling.refused = kNumberAbnormal;
  } else if (const auto connection = connect(store, due, call)) {
    dialling.callee = connection->callee;
    dialling.callee_show = connection->shows;
    dialling.recorded = connection->binding.at("RecordFlag") == 1;
    dialling.more = facts_of(*connection);
  } else {
    dialling.refused = kNoBinding;
  }
  place_call(store, due, dialling);
}

}  // namespace virga::vms
