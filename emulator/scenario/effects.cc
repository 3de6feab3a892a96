#include "scenario/effects.h"

#include <map>

#include "scenario/words.h"

namespace virga {
namespace {

std::string_view slot_name(Slot slot) {
  switch (slot) {
    case Slot::kAnswer: return "answer";
    case Slot::kOtherBody: return "source of the body";
    case Slot::kBody: return "body";
    case Slot::kContentType: return "content type";
    case Slot::kHeader: return "headers";
    case Slot::kDate: return "date";
    case Slot::kEnding: return "ending";
    case Slot::kHeadSpeed: return "speed of the head";
    case Slot::kBodySpeed: return "speed of the body";
    case Slot::kRequestSpeed: return "speed of the request";
    case Slot::kLatency: return "latency";
    case Slot::kPhase: return "phase";
    case Slot::kHandling: return "delivery";
  }
  return {};
}

const Verb* find_verb(std::string_view key) {
  for (const Verb* verb : verbs())
    if (verb->key == key) return verb;
  return nullptr;
}

// Every word that an entry of `do` may hold, whatever its verb.
Words all_words() {
  Words words;
  for (const Verb* verb : verbs()) {
    words.push_back(verb->key);
    words.insert(words.end(), verb->sides.begin(), verb->sides.end());
  }
  return words;
}

bool is_side(const Verb& verb, std::string_view key) {
  for (const std::string_view side : verb.sides)
    if (side == key) return true;
  return false;
}

// The entry's verb and the place of its key; complains when there is none or more than one.
std::pair<const Verb*, const Yaml*> read_verb(const Yaml& entry, Mistakes& mistakes) {
  const std::size_t before = mistakes.list().size();
  if (!expect_keys(entry, "an effect", all_words(), {}, mistakes)) return {};
  const Verb* verb = nullptr;
  const Yaml* place = nullptr;
  for (const auto& [key, value] : entry.members) {
    const Verb* each = find_verb(key.text);
    if (each == nullptr) continue;
    if (verb != nullptr) {
      mistakes.add(key, "one effect an entry: " + in_quotes(key.text) + " needs its own");
    } else {
      verb = each;
      place = &key;
    }
  }
  if (verb == nullptr) {
    if (mistakes.list().size() == before) mistakes.add(entry, "an effect that does nothing");
    return {};
  }
  for (const auto& [key, value] : entry.members)
    for (const Verb* other : verbs())
      if (other != verb && is_side(*other, key.text) && !is_side(*verb, key.text))
        mistakes.add(key, in_quotes(key.text) + " goes with " + in_quotes(other->key) +
                              ", not with " + in_quotes(verb->key));
  return {verb, place};
}

// In the middle of a body there is nothing to do but to end: the answer is on its way already.
void see_that_halves_can_be(const Yaml& effects, Mistakes& mistakes) {
  const Yaml* phase = nullptr;
  bool ends = false;
  for (const Yaml& entry : effects.items) {
    if (const Yaml* found = entry.find("phase"); found != nullptr && found->text == "mid_body")
      phase = found;
    ends = ends || entry.find("reset") != nullptr || entry.find("stall") != nullptr;
  }
  if (phase == nullptr) return;
  if (!ends) mistakes.add(*phase, "mid_body goes with reset or stall, which end the answer there");
  for (const Yaml& entry : effects.items)
    for (const char* word : {"error", "status", "latency", "empty_reply", "truncate"})
      if (entry.find(word) != nullptr)
        mistakes.add(entry, in_quotes(word) + " does not go with the phase mid_body");
}

const Yaml* entry_of(const Yaml& effects, std::string_view key) {
  for (const Yaml& entry : effects.items)
    if (entry.find(key) != nullptr) return &entry;
  return nullptr;
}

// What has an answer of its own has no room for the body of an error.
void see_that_a_body_can_be(const Yaml& effects, Mistakes& mistakes) {
  const Yaml* status = entry_of(effects, "status");
  if (status != nullptr && entry_of(effects, "body_from") != nullptr)
    mistakes.add(*status, "\"status\" does not go with body_from");
}

// Without an answer there is nothing to change in one.
void see_that_an_answer_is_left(const Yaml& effects, Mistakes& mistakes) {
  const Yaml* ending = nullptr;
  for (const char* word : {"reset", "empty_reply", "stall"})
    if (const Yaml* entry = entry_of(effects, word)) ending = entry;
  const Yaml* phase = entry_of(effects, "phase");
  const bool half = phase != nullptr && phase->find("phase")->text == "mid_body";
  if (ending == nullptr || half) return;
  for (const char* word : {"error", "status", "body_from", "corrupt", "wrong_content_type",
                           "duplicate_header", "clock_skew", "slow_headers", "slow_body"})
    if (const Yaml* entry = entry_of(effects, word))
      mistakes.add(*entry, in_quotes(word) + " does not go with " +
                               in_quotes(ending->members.front().key.text) +
                               ", which leaves no answer");
}

// It is done before anything is known that other effects need.
void see_that_a_head_is_enough(const Yaml& effects, Mistakes& mistakes) {
  const Yaml* entry = entry_of(effects, "slow_request");
  if (entry != nullptr && effects.items.size() > 1)
    mistakes.add(*entry, "slow_request stands alone: give the other effects a rule of their own");
}

// A callback has no answer of ours to change.
void see_that_callbacks_take_it(const Yaml& effects, const When* when, Mistakes& mistakes) {
  if (when == nullptr || !when->about_callbacks()) return;
  for (const Yaml& entry : effects.items)
    for (const auto& [key, value] : entry.members)
      if (const Verb* verb = find_verb(key.text); verb != nullptr && verb->slot != Slot::kHandling)
        mistakes.add(key, in_quotes(key.text) + " is for requests; a callback takes deliver");
}

}  // namespace

std::vector<std::unique_ptr<const Effect>> read_effects(const Yaml& from, const When* when,
                                                        Mistakes& mistakes) {
  std::vector<std::unique_ptr<const Effect>> effects;
  if (!expect_items(from, "do", mistakes)) return effects;
  std::map<Slot, const Yaml*> taken;
  for (const Yaml& entry : from.items) {
    const auto [verb, place] = read_verb(entry, mistakes);
    if (verb == nullptr) continue;
    const auto [first, fresh] = taken.emplace(verb->slot, place);
    if (!fresh)
      mistakes.add(*place, in_quotes(verb->key) + " is a second effect for the " +
                               std::string(slot_name(verb->slot)) + ": " +
                               in_quotes(first->second->text) + " on line " +
                               std::to_string(first->second->line) + " is the first");
    if (auto effect = verb->read(entry, when, mistakes)) effects.push_back(std::move(effect));
  }
  if (from.items.size() == 1 && taken.size() == 1 && taken.contains(Slot::kPhase))
    mistakes.add(*taken[Slot::kPhase], "a phase alone has nothing to do");
  see_that_halves_can_be(from, mistakes);
  see_that_a_body_can_be(from, mistakes);
  see_that_an_answer_is_left(from, mistakes);
  see_that_a_head_is_enough(from, mistakes);
  see_that_callbacks_take_it(from, when, mistakes);
  return effects;
}

}  // namespace virga
