// A world written out as the fixture that makes it.
#pragma once

#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "store/store.h"

namespace virga {

// Kinds stand as the catalogue lists them, documents as they were created, members as declared: the
// same documents make the same text. Without the book-keeping of the emulator, the agenda, and the
// accounts, which belong to the process.
std::string fixture_text(const Catalog& catalog, const Store& store);

}  // namespace virga
