#include "scenario/rule.h"

namespace virga {

std::string CountBy::key_of(const Exchange& exchange) const {
  switch (what) {
    case What::kWorld:
    case What::kGlobal: return {};
    case What::kAccessKey: return exchange.principal.access_key;
    case What::kAccount: return exchange.principal.account;
    case What::kParam: break;
  }
  const Json* value = param_value(exchange, param);
  if (value == nullptr) return {};
  return value->is_string() ? value->get<std::string>() : print_json(*value);
}

}  // namespace virga
