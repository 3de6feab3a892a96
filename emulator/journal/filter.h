// Does an entry of the journal satisfy a filter?
#pragma once

#include <virga/entry.h>

namespace virga {

bool matches(const Filter& filter, const Entry& entry);

}  // namespace virga
