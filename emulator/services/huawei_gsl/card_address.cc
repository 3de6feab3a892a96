#include "services/huawei_gsl/card_address.h"

#include <string>

#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"

namespace virga::gsl {

Json numbers_meant(std::string_view number) {
  Json meant = Json::array({std::string(number)});
  if (number.size() == 19)
    for (char digit = '0'; digit <= '9'; ++digit) meant.push_back(std::string(number) + digit);
  return meant;
}

Result<Document> addressed_card(const Call& call) {
  const std::int64_t id = call.input.integer("sim_card_id");
  if (id != 0) {
    Document card = call.store.look(kSimCards, id);
    if (!card) return kNoCard.because("no card has the sim_card_id " + std::to_string(id));
    return card;
  }
  if (!call.input.has("iccid"))  // [inferred]: nothing says what happens
    return kParameterInvalid.because("sim_card_id 0 means: by iccid, and there is none");
  const std::string& iccid = call.input.text("iccid");
  auto found = call.store.list(kSimCards, Query().among("iccid", numbers_meant(iccid)).page(1, 0));
  if (found.empty()) return kNoCard.because("no card has the iccid " + iccid);
  return std::make_shared<const Json>(std::move(found.front()));
}

}  // namespace virga::gsl
