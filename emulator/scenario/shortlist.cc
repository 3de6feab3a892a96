#include "scenario/shortlist.h"

#include <algorithm>

namespace virga {

void Shortlist::add(const When& when) {
  const Number number = next_++;
  const auto wanted = when.first_value();
  if (!wanted) return unkeyed_.push_back(number);
  keyed_.push_back(number);
  auto key = std::find_if(keys_.begin(), keys_.end(),
                          [&](const Key& each) { return each.path == wanted->path; });
  if (key == keys_.end()) key = keys_.insert(key, Key{wanted->path, {}, {}});
  key->by_text[wanted->text].push_back(number);
  key->all.push_back(number);
}

std::vector<Shortlist::Number> Shortlist::of(const Exchange& exchange,
                                             const std::vector<Number>& others) const {
  std::vector<Number> numbers = unkeyed_;
  numbers.insert(numbers.end(), others.begin(), others.end());
  for (const Key& key : keys_) {
    const Json* value = param_value(exchange, key.path);
    if (value == nullptr) continue;  // what is not there is no value
    const std::vector<Number>* found = &key.all;
    if (value->is_string()) {
      const auto same = key.by_text.find(value->get_ref<const std::string&>());
      if (same == key.by_text.end()) continue;
      found = &same->second;
    }
    numbers.insert(numbers.end(), found->begin(), found->end());
  }
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  return numbers;
}

}  // namespace virga
