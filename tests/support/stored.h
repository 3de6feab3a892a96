// A test that holds for both ways in which worlds are stored runs once with each.
#pragma once

#include <catch2/catch.hpp>

#include "support/cloud.h"
#include "support/folder.h"

namespace virga {

// In memory a world has a database of its own; a state file holds all of them.
inline Options stored_in(const Folder& folder) {
  Options options = Cloud::usual();
  if (GENERATE(false, true)) options.state = folder.file("state.db");
  return options;
}

}  // namespace virga
