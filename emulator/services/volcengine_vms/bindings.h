// What all bindings of privacy numbers have in common: they begin, change, end.
//
//     bind ──> Status 1 ──unbind, or ExpireTime on the world's clock──> Status 0
//
// A binding that has ended is kept: queries show it.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "catalog/exchange.h"
#include "services/volcengine_vms/number_choice.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {

inline constexpr std::int64_t kUnbound = 0, kBound = 1;

inline constexpr std::string_view kBindingExpires = "vms.binding_expires";
void expire_binding(Store& store, Time due, std::string_view sub_id);

// ---- Checks, in the order in which binds make them. Nothing when all is well.

// Later than in a minute [doc], before 2038 [doc].
std::optional<Fault> check_expiry(const Call& call, std::int64_t expires);
// A and B are numbers, differ, and are not frozen by risk control.
std::optional<Fault> check_parties(const Call& call);
// Both, for the end that the call names, behind the check of its pool.
std::optional<Fault> check_bind(const Call& call, std::int64_t sub_service);
// A live child or binding counts once for the X it uses.
std::optional<Fault> check_room(const Call& call, const std::string& x);
// 700… asks for an order [doc].
std::optional<Fault> check_order(const Call& call, const std::string& x);

// The first number of the choice that `fits`; NumberNotEnough, or the fault of the last that did
// not fit.
Result<std::string> first_fitting(
    Call& call, const NumberChoice& choice,
    const std::function<std::optional<Fault>(const std::string&)>& fits);

// ---- Life

// The binding that the call's IdempotentId has made before.
std::optional<Json> earlier_binding(const Call& call);

// A binding of this mode with what the call says of itself; the caller adds numbers and puts it.
Json new_binding(const Call& call, std::string_view mode);
void open_binding(Call& call, Json& binding);  // gives it a SubId, keeps it, and notes its end

// Live ones that use X, or any of them that the query asks for.
std::vector<Json> live_bindings(const Store& store, Query query);

// The live binding that the call names by NumberPoolNo and `name`; SubscriptionEmpty otherwise.
Result<Json> named_binding(const Call& call, std::span<const std::string_view> modes,
                           std::string_view name = "SubId");
// Ends it and its children.
void close_binding(Store& store, const Json& binding);

// SubId, numbers and their cities, as binds answer.
Json bind_answer(const Json& binding);

// ---- Unbinding and updating, which all modes do alike

Result<Json> unbind(Call& call, std::span<const std::string_view> modes);       // {"Success": true}
Result<Json> unbind_bare(Call& call, std::span<const std::string_view> modes);  // true

struct Update {
  std::string_view type;    // of UpdateType, in any letter case
  std::string_view member;  // of call and binding
};
// What is wrong with the binding as it would be; nothing when it may be so.
using Conflict = std::optional<Fault> (*)(const Call& call, const Json& binding);

// Changes the one member that UpdateType names.
Result<Json> update_binding(Call& call, std::span<const std::string_view> modes,
                            std::span<const Update> updates, Conflict conflict);

}  // namespace virga::vms
