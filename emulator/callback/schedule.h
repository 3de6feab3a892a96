// When an attempt to deliver a callback is made again.
#pragma once

#include <optional>

#include "catalog/callback.h"

namespace virga {

// After `failed` attempts, the last of them at `now`; nothing: no further one is made.
std::optional<Time> next_attempt(const Callback& callback, std::size_t failed, Time now);

}  // namespace virga
