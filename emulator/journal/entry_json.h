// An entry of the journal as JSON: what the control API and the command line show.
#pragma once

#include <virga/entry.h>

#include <string_view>

#include "base/json.h"

namespace virga {

Json to_json(const Entry& entry);

std::string_view fate_name(Delivered::Fate fate);  // "sent", "ended", "given_up", …
std::string_view ending_name(Ending ending);       // "whole", "close", "reset", "stall"

}  // namespace virga
