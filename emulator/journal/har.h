// Entries of the journal as an HTTP Archive (HAR 1.2), which browsers and many tools show.
#pragma once

#include <virga/entry.h>

#include <vector>

#include "base/json.h"

namespace virga {

// What the journal conceals is concealed here, and Authorization besides. An answer that was never
// sent has status 0. The archive is text: bytes that are not UTF-8 are lost when it is printed.
Json to_har(const std::vector<Entry>& entries);

}  // namespace virga
