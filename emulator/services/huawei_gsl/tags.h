// Tags as cards carry them.
#pragma once

#include "base/json.h"
#include "store/store.h"

namespace virga::gsl {

// The ids of the card's tags; an empty array when it has none.
Json tag_ids_of(const Json& card);

// Their names joined by commas, or null when there are none. The row has one text for all of them
// [doc]; what stands between the names is [inferred].
Json tag_names(const Store& store, const Json& card);

// Brings the status of a tag in line with whether a card still carries it.
void note_use_of_tag(Store& store, const Json& id);

}  // namespace virga::gsl
