// The operations of IAM, one table a resource file.
#pragma once

#include <span>

#include "catalog/operation.h"

namespace virga::iam {

std::span<const Operation> token_operations();
std::span<const Operation> project_operations();
std::span<const Operation> domain_operations();
std::span<const Operation> region_operations();
std::span<const Operation> temporary_key_operations();

}  // namespace virga::iam
