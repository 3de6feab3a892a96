#include "services/huawei_gsl/tags.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "services/huawei_gsl/card_address.h"
#include "services/huawei_gsl/errors.h"
#include "services/huawei_gsl/ids.h"
#include "services/huawei_gsl/kinds.h"
#include "services/huawei_gsl/named_cards.h"
#include "services/huawei_gsl/operations.h"
#include "services/huawei_gsl/paging.h"
#include "services/huawei_gsl/patterns.h"

namespace virga::gsl {
namespace {

constexpr std::int64_t kMostTags = 10000;  // of one user [doc]

constexpr Field kCreateTag[] = {
    {.name = "tag_name",
     .in = In::kBody,
     .required = true,
     .min = 1,
     .max = 100,
     .note = "name of the tag"},
};
// GSL.00022004 is declared here too [doc]; creating cannot fail that way.
constexpr const Error* kCreateTagErrors[] = {
    &kConsoleParameterInvalid, &kTagNameIllegal, &kTagNameTaken, &kTooManyTags, &kNoTag,
    &kConsoleInternal};

// Legal characters are those of the name filters; names differ by letter case. Both [inferred].
Result<Json> create_tag(Call& call) {
  const std::string& name = call.input.text("tag_name");
  if (!is_name(name))
    return kTagNameIllegal.because("characters outside " + std::string(kNamePattern.text));
  if (call.store.find_by(kTags, "tag_name", name)) return kTagNameTaken;
  if (call.store.count(kTags) >= kMostTags) return kTooManyTags;
  const Json tag{{"id", fresh_id(call.store, kTags)}, {"tag_name", name}, {"status", 0}};
  call.store.put(kTags, tag);
  return tag;
}

constexpr Field kListTags[] = {
    {.name = "tag_name",
     .in = In::kQuery,
     .max = 256,
     .pattern = &kConsoleNamePattern,
     .note = "part of the name"},
    kLimit,
    kOffset,
    {.name = "status",
     .type = Type::kInt32,
     .in = In::kQuery,
     .min = 0,
     .max = 1,
     .note = "0 unused, 1 in use"},
};
constexpr auto kTagPage = page_shape("tags", kTagMembers);

// The name is found anywhere in a tag's name [inferred].
Result<Json> list_tags(Call& call) {
  Query query;
  if (call.input.has("tag_name")) query.contains("tag_name", call.input.at("tag_name"));
  if (call.input.has("status")) query.equals("status", call.input.at("status"));
  return page(call, kTags, query, "tags", kTagMembers);
}

constexpr Field kDeleteTag[] = {
    {.name = "tag_id",
     .type = Type::kInt64,
     .in = In::kPath,
     .required = true,
     .min = 0,
     .note = "the tag"},
};
constexpr const Error* kDeleteTagErrors[] = {&kConsoleParameterInvalid, &kNoTag, &kConsoleInternal};

// A tag in use leaves the cards that carry it [inferred].
Result<Json> delete_tag(Call& call) {
  const Json id = call.input.at("tag_id");
  if (!call.store.erase(kTags, id)) return kNoTag.because("no tag has the id " + id.dump());
  for (Json card : call.store.list(kSimCards, Query().holds_any("tag_ids", Json::array({id})))) {
    Json kept = Json::array();
    for (const Json& held : card.at("tag_ids"))
      if (held != id) kept.push_back(held);
    card["tag_ids"] = kept;
    call.store.put(kSimCards, card);
  }
  return true;
}

constexpr Field kBatchSetTags[] = {
    {.name = "file_temp_id",
     .type = Type::kInt64,
     .in = In::kBody,
     .note = "an upload of the console"},
    // The declared minimum is 0, yet the printed GSL.000160053 lists a -3333 [doc]: negative ids
    // are just unknown.
    {.name = "sim_card_ids",
     .type = Type::kArray,
     .items = Type::kInt64,
     .in = In::kBody,
     .max_items = 500,
     .otherwise = &kCardCount,
     .note = "the cards"},
    {.name = "iccids",
     .type = Type::kArray,
     .in = In::kBody,
     .min = 19,
     .max = 20,
     .max_items = 500,
     .otherwise = &kCardCount,
     .note = "the cards, when sim_card_ids is empty"},
    {.name = "tag_ids",
     .type = Type::kArray,
     .items = Type::kInt64,
     .in = In::kBody,
     .max_items = 10,
     .otherwise = &kTagCount,
     .note = "all tags they are to have"},
};
// GSL.00010004 is [inferred] for this operation: its own codes leave out a value of the wrong type.
constexpr const Error* kBatchSetTagsErrors[] = {&kTokenInvalid, &kNoFile,          &kCardCount,
                                                &kTagCount,     &kIdsUnknown,      &kIdsRepeated,
                                                &kInternal,     &kParameterInvalid};

// The values that occur more than once, each once.
std::vector<Json> repeated(const Json& values) {
  std::set<Json> seen;
  std::vector<Json> twice;
  for (const Json& value : values)
    if (!seen.insert(value).second && std::find(twice.begin(), twice.end(), value) == twice.end())
      twice.push_back(value);
  return twice;
}

// As the vendor prints them: `-3333, 111`.
std::string joined(const std::vector<Json>& ids) {
  std::string text;
  for (const Json& id : ids) {
    if (!text.empty()) text += ", ";
    text += id.is_string() ? id.get<std::string>() : id.dump();
  }
  return text;
}

std::vector<Json> joint(std::vector<Json> a, const std::vector<Json>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::optional<Json> named_card(const Store& store, const Json& name) {
  if (!name.is_string()) return store.find(kSimCards, name);
  return card_with_iccid(store, name.get_ref<const std::string&>());
}

bool holds_card(const std::vector<Json>& cards, const Json& card) {
  return std::any_of(cards.begin(), cards.end(), [&](const Json& other) {
    return other.at("sim_card_id") == card.at("sim_card_id");
  });
}

// The tags of every card are replaced, none of them when anything is wrong [inferred]. So is the
// order of the checks: counts, repetitions, existence.
Result<Json> batch_set_tags(Call& call) {
  if (call.input.has("file_temp_id")) return kNoFile.because("there are no uploads to refer to");
  Json names = list_or_none(call.input, "sim_card_ids");
  if (names.empty()) names = list_or_none(call.input, "iccids");
  const Json tag_ids = list_or_none(call.input, "tag_ids");
  if (names.empty()) return kCardCount.because("neither sim_card_ids nor iccids names a card");
  const auto twice = joint(repeated(names), repeated(tag_ids));
  if (!twice.empty()) return kIdsRepeated.about(joined(twice));

  std::vector<Json> cards, unknown;
  std::set<Json> touched(tag_ids.begin(), tag_ids.end());
  for (const Json& name : names) {
    if (auto card = named_card(call.store, name)) {
      if (holds_card(cards, *card)) return kIdsRepeated.about(joined({name}));
      for (const Json& id : tag_ids_of(*card)) touched.insert(id);
      cards.push_back(std::move(*card));
    } else {
      unknown.push_back(name);
    }
  }
  for (const Json& id : tag_ids)
    if (!call.store.find(kTags, id)) unknown.push_back(id);
  if (!unknown.empty()) return kIdsUnknown.about(joined(unknown));

  for (Json& card : cards) {
    card["tag_ids"] = tag_ids;
    call.store.put(kSimCards, card);
  }
  for (const Json& id : touched) note_use_of_tag(call.store, id);
  return true;
}

constexpr Operation kOperations[] = {
    {.name = "CreateTag",
     .route = Rest{"POST", "/v1/tags"},
     .summary = "Creates a tag",
     .input = kCreateTag,
     .output = {.members = kTagMembers},
     .errors = kCreateTagErrors,
     .invalid = &kConsoleParameterInvalid,
     .internal = &kConsoleInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = create_tag},
    {.name = "ListTags",
     .route = Rest{"GET", "/v1/tags"},
     .summary = "Lists tags",
     .input = kListTags,
     .output = {.members = kTagPage},
     .errors = kConsoleErrors,
     .invalid = &kConsoleParameterInvalid,
     .internal = &kConsoleInternal,
     .quota = kUsualQuota,
     .handler = list_tags},
    {.name = "DeleteTag",
     .route = Rest{"DELETE", "/v1/tags/{tag_id}"},
     .summary = "Deletes a tag",
     .input = kDeleteTag,
     .output = {.type = Type::kBool},
     .errors = kDeleteTagErrors,
     .invalid = &kConsoleParameterInvalid,
     .internal = &kConsoleInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = delete_tag},
    {.name = "BatchSetTags",
     .route = Rest{"POST", "/v1/sim-tags/batch-set"},
     .summary = "Sets the tags of many cards, or clears them",
     .input = kBatchSetTags,
     .output = {.type = Type::kBool},
     .errors = kBatchSetTagsErrors,
     .invalid = &kParameterInvalid,
     .internal = &kInternal,
     .quota = kUsualQuota,
     .writes = true,
     .handler = batch_set_tags},
};

}  // namespace

Json tag_ids_of(const Json& card) {
  const auto found = card.find("tag_ids");
  return found != card.end() && found->is_array() ? *found : Json::array();
}

Json tag_names(const Store& store, const Json& card) {
  std::string names;
  for (const Json& id : tag_ids_of(card)) {
    const Document tag = store.look(kTags, id);
    if (!tag) continue;
    if (!names.empty()) names += ',';
    names += tag->at("tag_name").get_ref<const std::string&>();
  }
  return names.empty() ? Json(nullptr) : Json(names);
}

// The status of a tag follows its use [inferred].
void note_use_of_tag(Store& store, const Json& id) {
  auto tag = store.find(kTags, id);
  if (!tag) return;
  const auto carrying = Query().holds_any("tag_ids", Json::array({id})).page(1, 0);
  (*tag)["status"] = store.list(kSimCards, carrying).empty() ? 0 : 1;
  store.put(kTags, *tag);
}

std::span<const Operation> tag_operations() { return kOperations; }

}  // namespace virga::gsl
