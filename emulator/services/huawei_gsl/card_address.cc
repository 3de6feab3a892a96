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

std::optional<Json> card_with_iccid(const Store& store, std::string_view iccid) {
  auto found = store.list(kSimCards, Query().among("iccid", numbers_meant(iccid)).page(1, 0));
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

namespace {

Result<Document> card_with_id(const Call& call, std::int64_t id) {
  Document card = call.store.look(kSimCards, id);
  if (!card) return kNoCard.because("no card has the sim_card_id " + std::to_string(id));
  return card;
}

Result<Document> found_card(std::optional<Json> card, const std::string& name) {
  if (!card) return kNoCard.because("no card has the " + name);
  return std::make_shared<const Json>(std::move(*card));
}

}  // namespace

Result<Document> addressed_card(const Call& call) {
  if (const auto id = call.input.integer("sim_card_id"); id != 0) return card_with_id(call, id);
  if (!call.input.has("iccid"))  // [inferred]: nothing says what happens
    return kParameterInvalid.because("sim_card_id 0 means: by iccid, and there is none");
  const std::string& iccid = call.input.text("iccid");
  return found_card(card_with_iccid(call.store, iccid), "iccid " + iccid);
}

Result<Document> card_addressed_by_cid(const Call& call) {
  if (const auto id = call.input.integer("sim_card_id"); id != 0) return card_with_id(call, id);
  if (!call.input.has("cid"))
    return kParameterInvalid.because("sim_card_id 0 means: by cid, and there is none");
  const std::string& cid = call.input.text("cid");
  return found_card(call.store.find_by(kSimCards, "cid", cid), "cid " + cid);
}

}  // namespace virga::gsl
