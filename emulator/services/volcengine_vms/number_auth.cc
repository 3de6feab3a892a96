// Who stands behind number A. Its texts are encrypted by the client and kept as they are
// [inferred].
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

constexpr std::int64_t kRegistered = 0, kUnknown = 3;          // a Status [inferred]
constexpr std::size_t kLongestPhoto = 32 * 1024 * 4 / 3 + 64;  // 32 KB [doc], in base64

constexpr Field kRouteAAuth[] = {
    {.name = "IdNumber", .required = true},
    {.name = "IdType", .type = Type::kInt32, .required = true, .among = legal::kThree},
    field::kNameRequired,
    {.name = "PhoneNumber", .required = true},
    {.name = "Photo", .required = true},
    {.name = "RequestId", .required = true},
};

constexpr Member kRouteAAuthAnswer[] = {
    {.name = "Code"},
    {.name = "Message"},
};

// The same RequestId again is the same request.
Result<Json> route_a_auth(Call& call) {
  for (const char* name : {"IdNumber", "Name", "PhoneNumber", "Photo", "RequestId"})
    if (call.input.text(name).empty())
      return kIllegalArgument.because(std::string(name) + " is empty");
  if (call.input.text("Photo").size() > kLongestPhoto)
    return kIllegalArgument.because("a photo has 32 KB at most");
  const auto earlier = call.store.find_by(kRouteAuth, "RequestId", call.input.text("RequestId"));
  if (earlier && earlier->at("PhoneNumber") != call.input.text("PhoneNumber"))
    return kIllegalArgument.because("the RequestId was used for another number");
  Json auth = call.input.pick({"PhoneNumber", "RequestId", "IdType", "IdNumber", "Name"});
  auth["Status"] = kRegistered;
  auth["FailReason"] = "";
  call.store.put(kRouteAuth, auth);
  return Json{{"Code", "0"}, {"Message", "success"}};
}

constexpr Field kQueryAuth[] = {
    {.name = "Phone", .required = true},
};

constexpr Member kQueryAuthAnswer[] = {
    {.name = "FailReason"},
    {.name = "Status", .type = Type::kInt32},
};

Result<Json> query_auth(Call& call) {
  const Document auth = call.store.look(kRouteAuth, call.input.text("Phone"));
  return Json{{"FailReason", auth ? auth->at("FailReason") : Json("")},
              {"Status", auth ? auth->at("Status") : Json(kUnknown)}};
}

constexpr Operation kOperations[] = {
    {.name = "RouteAAuth",
     .route = Action{"RouteAAuth"},
     .summary = "Register the real person behind number A",
     .input = kRouteAAuth,
     .output = {.members = kRouteAAuthAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = route_a_auth},
    {.name = "QueryAuth",
     .route = Action{"QueryAuth"},
     .summary = "Read the registration state of number A",
     .input = kQueryAuth,
     .output = {.members = kQueryAuthAnswer},
     .errors = kPrivacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .handler = query_auth},
};

}  // namespace

std::span<const Operation> number_auth_operations() { return kOperations; }

}  // namespace virga::vms
