#include "services/huawei_gsl/named_cards.h"

#include <string>

#include "services/huawei_gsl/card_address.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/kinds.h"

namespace virga::gsl {

Json list_or_none(const Input& input, std::string_view name) {
  return input.has(name) ? input.list(name) : Json::array();
}

Result<std::vector<Json>> cards_with_ids(const Call& call, const Json& ids) {
  std::vector<Json> cards;
  for (const Json& id : ids) {
    auto card = call.store.find(kSimCards, id);
    if (!card) return kNoCard.because("no card has the sim_card_id " + id.dump());
    cards.push_back(std::move(*card));
  }
  return cards;
}

Result<std::vector<Json>> cards_with_numbers(const Call& call, std::string_view member,
                                             const Json& numbers) {
  std::vector<Json> cards;
  for (const Json& number : numbers) {
    const auto& text = number.get_ref<const std::string&>();
    auto found = call.store.list(kSimCards, Query().among(member, numbers_meant(text)).page(1, 0));
    if (found.empty())
      return kNoCard.because("no card has the " + std::string(member) + " " + text);
    cards.push_back(std::move(found.front()));
  }
  return cards;
}

}  // namespace virga::gsl
