// AssumeRole, the one operation of STS that official SDKs call.
#pragma once

#include <span>

#include "catalog/operation.h"

namespace virga::sts {

std::span<const Operation> assume_role_operations();

}  // namespace virga::sts
