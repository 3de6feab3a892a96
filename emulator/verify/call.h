// An entry of the journal as the call that it was, read again off its request.
#pragma once

#include <virga/entry.h>

#include "catalog/catalog.h"
#include "catalog/exchange.h"

namespace virga {

// Takes the request out of the entry. What it says is left to input_of.
Exchange call_of(Entry& entry, const Catalog& catalog);

// What the request of a known operation says, as rules see it; a value that breaks a limit, as it
// stands there.
Input input_of(const Exchange& call);

// The entry with its `input`.
Entry understood(Entry entry, const Catalog& catalog);

}  // namespace virga
