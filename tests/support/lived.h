// A world in which much has happened.
#pragma once

#include <string>

#include "support/cloud.h"

namespace virga {

// Every request that the documentations of VMS and GSL print is sent, and hours pass. Whatever
// comes of each, the same comes of it in every world that is alike.
void live_a_day(Cloud& cloud, const std::string& world = "default");

// Everything of a world that a test can see, but its journal, as one text: documents with the
// members that no answer shows, callbacks, clock and scenarios' counters.
std::string dump_of(Cloud& cloud, const std::string& world = "default");

// What the next of each created thing is called: it changes the world.
std::string next_ids(Cloud& cloud, const std::string& world = "default");

// Everything that can be told from a world, the next ids and days included: it changes the world.
std::string dump_of_all(Cloud& cloud, const std::string& world = "default");

// The documents of each kind, whatever the order of their members.
nlohmann::json documents_of(Cloud& cloud, const std::string& world = "default");

}  // namespace virga
