// An entry of the journal as JSON: what the control API and the command line show.
#pragma once

#include <virga/entry.h>

#include "base/json.h"

namespace virga {

Json to_json(const Entry& entry);

}  // namespace virga
