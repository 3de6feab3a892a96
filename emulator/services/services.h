// Every service that Virga emulates: the one list to which a new one is added.
#pragma once

#include <vector>

#include "catalog/service.h"

namespace virga {

std::vector<Service> all_services();

}  // namespace virga
