// The errors of STS behind those of the gateway.
#pragma once

#include "catalog/operation.h"

namespace virga::sts {

// The business errors of Volcengine's platform; for STS [inferred].
inline constexpr Error kMissingParameter{.code = "MissingParameter",
                                         .status = 400,
                                         .text = "The required parameter {parameter} is missing."};
inline constexpr Error kInvalidParameter{.code = "InvalidParameter",
                                         .status = 400,
                                         .text = "The specified parameter {parameter} is invalid."};
inline constexpr Error kInternalError{.code = "InternalError",
                                      .status = 500,
                                      .text = "The request has failed due to an unknown error."};

// As the gateway words it [doc]; that STS refuses another account's roles so is [inferred].
inline constexpr Error kAccessDenied{
    .code = "AccessDenied",
    .status = 403,
    .text = "User is not authorized to perform: {action} on resource: {resource}",
    .number = 100013};

inline constexpr const Error* kErrors[] = {&kMissingParameter, &kInvalidParameter, &kAccessDenied,
                                           &kInternalError};

}  // namespace virga::sts
