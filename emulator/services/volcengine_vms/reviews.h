// Reviews: a resource or a qualification is looked at for a while, and then approved.
#pragma once

#include <string_view>

#include "base/time.h"
#include "store/store.h"

namespace virga::vms {

inline constexpr std::string_view kResourceReviewed = "vms.resource_reviewed";
void approve_resource(Store& store, Time due, std::string_view key);

inline constexpr std::string_view kQualificationReviewed = "vms.qualification_reviewed";
void approve_qualification(Store& store, Time due, std::string_view number);

}  // namespace virga::vms
