#include "auth/mistake/mistake.h"
#include "auth/signing_key.h"
#include "base/text.h"
#include "base/time.h"

namespace virga::doctor {
namespace {

constexpr std::string_view kRegions[] = {
    "cn-beijing",
    "cn-north-1",
    "cn-north-4",
    "cn-north-9",
    "cn-shanghai",
    "cn-guangzhou",
    "cn-hongkong",
    "cn-beijing2",
    "cn-east-2",
    "cn-east-3",
    "cn-south-1",
    "cn-southwest-2",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-southeast-3",
    "ap-singapore-1",
    "us-east-1",
    "globe",
    "global",
    "cn",
    "",
};
constexpr std::string_view kServices[] = {
    "vms", "gsl", "sts", "iam", "cloud-vms", "open", "volc", "top",  "visual",  "cv",    "ecs",
    "vod", "tos", "cdn", "sms", "volcSMS",   "vpc",  "obs",  "apig", "billing", "trade", "",
};
constexpr std::string_view kEnds[] = {"request",     "aws4_request", "volc_request", "sdk_request",
                                      "v11_request", "Request",      "REQUEST",      ""};

enum Part { kDay, kRegionPart, kServicePart, kEnd };

class Scopes {
 public:
  Scopes(const Case& of, const Reading& habit, Search& search)
      : of_(of), habit_(habit), search_(search) {}

  // In both places where a scope is signed, and in each alone; in a presigned URL also where it is
  // told.
  void tries(Component component, const std::string& words, const std::vector<std::string>& scope) {
    Reading both = habit_, string_alone = habit_, key_alone = habit_;
    both.scope = string_alone.scope = scope;
    both.key_scope = key_alone.key_scope = scope;
    search_.tries(component, words, both);
    search_.tries(component, words + " in the string to sign, not in its key", string_alone);
    search_.tries(component, words + " in its key, not in the string to sign", key_alone);
    if (of_.credential_name.empty()) return;
    set_parameter(both, of_.credential_name, habit_.access_key + "/" + scope_text(scope));
    search_.tries(component, words, both);
  }

  void part(Component component, Part part, const std::string& what, std::string_view text) {
    auto scope = habit_.scope;
    if (scope.size() <= part) return;
    scope[part] = text;
    tries(component, "the client signed " + what, scope);
  }

 private:
  const Case& of_;
  const Reading& habit_;
  Search& search_;
};

void try_days(const Reading& habit, Scopes& scopes) {
  const auto day = [&](const std::string& what, std::string_view text) {
    scopes.part(Component::kScopeDate, kDay, what, text);
  };
  const std::string_view stamp = habit.timestamp;
  day("a scope with the day of its date", stamp.substr(0, 8));
  day("a scope with the whole date in place of the day", stamp);
  const auto time = parse_basic_time(stamp);
  if (!time) return;
  day("a scope with the day written 2006-01-02", plain_time(*time).substr(0, 10));
  day("a scope with the day in China", beijing_digits(*time).substr(0, 8));
  for (const int days : {-1, 1})
    day("a scope with a day before or after its date",
        basic_time(*time + std::chrono::hours(24 * days)).substr(0, 8));
  day("a scope without a day", "");
}

void try_forms(const Reading& habit, Scopes& scopes) {
  auto scope = habit.scope;
  const auto form = [&](const std::string& what) {
    scopes.tries(Component::kScope, "the client signed a scope " + what, scope);
  };
  std::swap(scope[kRegionPart], scope[kServicePart]);
  form("with region and service changed about");
  scope = habit.scope;
  scope.insert(scope.begin(), habit.access_key);
  form("with the access key in front");
  for (const char* end : {"request", "sdk_request"}) {
    scope = habit.scope;
    scope.emplace_back(end);
    form("with one part more");
  }
  scope = habit.scope;
  scope.pop_back();
  form("without its last part");
}

}  // namespace

void wrong_scope(const Case& of, const Reading& habit, Search& search) {
  if (habit.scope.size() < 3) return;
  Scopes scopes(of, habit, search);
  for (const std::string_view region : kRegions)
    scopes.part(Component::kRegion, kRegionPart, "the region \"" + std::string(region) + "\"",
                region);
  for (const std::string_view service : kServices)
    scopes.part(Component::kService, kServicePart, "the service \"" + std::string(service) + "\"",
                service);
  for (const std::string_view end : kEnds)
    scopes.part(Component::kScope, kEnd, "a scope that ends in \"" + std::string(end) + "\"", end);
  const auto letters = [&](Component component, Part part, const std::string& what) {
    const std::string text = habit.scope[part];
    scopes.part(component, part, what + " in small letters", lower(text));
    scopes.part(component, part, what + " in capitals", upper(text));
  };
  letters(Component::kRegion, kRegionPart, "the region");
  letters(Component::kService, kServicePart, "the service");
  try_days(habit, scopes);
  try_forms(habit, scopes);
}

}  // namespace virga::doctor
