// Registration for click-to-call lite. Its names are lowerCamelCase [doc].
#include "services/volcengine_vms/click_to_call_auth.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::size_t kMostNumbers = 100;  // in one call [doc]

Json done(Call& call) {
  return {{"code", "200"},
          {"message", "成功"},
          {"requestId", fresh_digits(call.store, "requestId", 14)}};
}

constexpr Field kClick2CallCompanyAuth[] = {
    {.name = "companyName", .required = true},
    {.name = "companyCreditCode", .required = true},
    {.name = "businessLicensePicUrl", .required = true},
    {.name = "businessLicensePicFilename", .required = true},
    {.name = "proprietorIdcardPicUrl", .required = true},
    {.name = "proprietorIdcardPicFilename", .required = true},
    {.name = "operatorIdcardPicUrl", .required = true},
    {.name = "operatorIdcardPicFilename", .required = true},
    {.name = "operatorIdcardInhandPicUrl", .required = true},
    {.name = "operatorIdcardInhandPicFilename", .required = true},
    {.name = "networkaccessCommitmentletterPicUrl", .required = true},
    {.name = "networkaccessCommitmentletterPicFilename", .required = true},
    {.name = "numberapplicationOfficialletterPicUrl", .required = true},
    {.name = "numberapplicationOfficialletterPicFilename", .required = true},
    {.name = "calleeSource"},
    {.name = "businessCarrier"},
    {.name = "scriptList", .type = Type::kArray, .items = Type::kObject},
};

constexpr Member kClick2CallCompanyAuthAnswer[] = {
    {.name = "code"},
    {.name = "message"},
    {.name = "requestId"},
};

Result<Json> click2_call_company_auth(Call& call) {
  const std::string& code = call.input.text("companyCreditCode");
  const auto earlier = call.store.find(kCompany, code);
  call.store.put(kCompany, {{"companyCreditCode", code},
                            {"companyName", call.input.text("companyName")},
                            {"aNumbers", earlier ? earlier->at("aNumbers") : Json::array()}});
  return done(call);
}

constexpr Field kClick2CallNumberAuth[] = {
    {.name = "companyName", .required = true},
    {.name = "companyCreditCode", .required = true},
    {.name = "action", .required = true, .words = legal::kNumberAuthActions},
    {.name = "aNumbers", .required = true},
    {.name = "businessUsageCommitmentletterPicUrl"},
    {.name = "businessUsageCommitmentletterPicFilename"},
    {.name = "script"},
    {.name = "scriptScene"},
};

constexpr Member kClick2CallNumberAuthAnswer[] = {
    {.name = "code"},
    {.name = "message"},
    {.name = "requestId"},
};

// Without duplicates, at most a hundred [doc].
Result<Json> numbers_of(const Input& input) {
  Json numbers = Json::array();
  std::set<std::string> seen;
  for (const auto part : split(input.text("aNumbers"), ',')) {
    const std::string number(trim(part));
    if (!is_digits(number)) return kIllegalArgument.because("aNumbers are numbers between commas");
    if (!seen.insert(number).second) return kIllegalArgument.because(number + " is there twice");
    numbers.push_back(number);
  }
  if (numbers.size() > kMostNumbers) return kIllegalArgument.because("at most 100 numbers");
  return numbers;
}

std::optional<Fault> check_letter(const Input& input) {
  if (input.text("action") == "delete") return std::nullopt;
  for (const char* name : {"businessUsageCommitmentletterPicUrl",
                           "businessUsageCommitmentletterPicFilename", "script", "scriptScene"})
    if (text_of(input.values(), name).empty())
      return kIllegalArgument.because(std::string(name) + " is needed to add or update");
  return std::nullopt;
}

Result<Json> click2_call_number_auth(Call& call) {
  if (auto fault = check_letter(call.input)) return *fault;
  auto numbers = numbers_of(call.input);
  if (!numbers) return numbers.fault();
  auto company = call.store.find(kCompany, call.input.text("companyCreditCode"));
  if (!company) return kIllegalArgument.because("the company is not registered");
  Json& registered = (*company)["aNumbers"];
  Json left = Json::array();
  for (const Json& number : registered)
    if (std::find(numbers->begin(), numbers->end(), number) == numbers->end())
      left.push_back(number);
  if (call.input.text("action") != "delete")
    for (const Json& number : *numbers) left.push_back(number);
  registered = std::move(left);
  call.store.put(kCompany, *company);
  return done(call);
}

constexpr Operation kOperations[] = {
    {.name = "Click2CallCompanyAuth",
     .route = Action{"Click2CallCompanyAuth"},
     .summary =
         "Register the company for click-to-call lite (lower-camel parameter and result names)",
     .input = kClick2CallCompanyAuth,
     .output = {.members = kClick2CallCompanyAuthAnswer},
     .errors = kClickToCallErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = click2_call_company_auth},
    {.name = "Click2CallNumberAuth",
     .route = Action{"Click2CallNumberAuth"},
     .summary = "Register A numbers for click-to-call lite",
     .input = kClick2CallNumberAuth,
     .output = {.members = kClick2CallNumberAuthAnswer},
     .errors = kClickToCallErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = click2_call_number_auth},
};

}  // namespace

bool is_registered(const Store& store, const std::string& number) {
  return store.count(kCompany, Query().holds_any("aNumbers", Json::array({number}))) > 0;
}

std::span<const Operation> click_to_call_auth_operations() { return kOperations; }

}  // namespace virga::vms
