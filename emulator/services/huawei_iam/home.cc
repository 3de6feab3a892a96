#include "services/huawei_iam/home.h"

#include "base/chance.h"
#include "base/text.h"

namespace virga::iam {

Domain home_of(const Call& call, std::string_view account) {
  static const Iam nothing{};
  if (auto domain = call.credentials.domain_of(account)) return *domain;
  if (account.empty())
    if (auto domain = call.credentials.first_domain()) return *domain;
  const std::string name(account.empty() ? "default" : account);
  return {name, name, nothing};
}

Domain home_of(const Call& call) { return home_of(call, call.principal.account); }

std::string id_of(std::uint64_t seed, std::string_view what, std::string_view name) {
  return hex_digits(hash_of(seed, {"iam", what, name}, 0)) +
         hex_digits(hash_of(seed, {"iam", what, name}, 1));
}

std::string domain_id(const Call& call, const Domain& domain) {
  return id_of(call.seed, "domain", domain.name);
}

// Six digits of a second, of which the last three are always zero [doc].
std::string iam_time(Time time) {
  std::string text = plain_time(time);
  text.insert(text.size() - 1, "000");
  return text;
}

std::string link_to(std::string_view path) {
  return "https://iam.myhuaweicloud.com" + std::string(path);
}

}  // namespace virga::iam
