// The documented errors of the voice service. Unlike those of the gateway they carry no CodeN.
#pragma once

#include "catalog/operation.h"
#include "catalog/service.h"

namespace virga::vms {

// The ten-row table that every page of the newer operations prints.
inline constexpr Error kMissingParameter{.code = "MissingParameter",
                                         .status = 400,
                                         .text = "The required parameter {parameter} is missing."};
inline constexpr Error kInvalidParameter{.code = "InvalidParameter",
                                         .status = 400,
                                         .text = "The specified parameter {parameter} is invalid."};
inline constexpr Error kOperationDenied{
    .code = "OperationDenied",
    .status = 400,
    .text = "Operation is denied because the specified resource is in use."};
inline constexpr Error kQuotaExceeded{.code = "QuotaExceeded",
                                      .status = 400,
                                      .text =
                                          "{what} has exceeded the quota. example: The memory size "
                                          "of the specified disk has exceeded the quota."};
inline constexpr Error kIdempotentParameterMismatch{
    .code = "IdempotentParameterMismatch",
    .status = 400,
    .text = "Parameters mismatch the previous request with a same ClientToken."};
inline constexpr Error kDryRunOperation{.code = "DryRunOperation",
                                        .status = 400,
                                        .text = "The request is validated by a dryrun operation."};
inline constexpr Error kMissingAction{
    .code = "MissingAction", .status = 400, .text = "The request is missing an action."};
inline constexpr Error kInvalidAction{
    .code = "InvalidAction", .status = 400, .text = "The specified action is invalid."};
inline constexpr Error kInternalError{.code = "InternalError",
                                      .status = 500,
                                      .text = "The request has failed due to an unknown error."};
inline constexpr Error kServiceUnavailable{
    .code = "ServiceUnavailable",
    .status = 503,
    .text = "The request has failed due to a temporary failure of the server."};

inline constexpr const Error* kPlatformErrors[] = {&kMissingParameter,
                                                   &kInvalidParameter,
                                                   &kOperationDenied,
                                                   &kQuotaExceeded,
                                                   &kIdempotentParameterMismatch,
                                                   &kDryRunOperation,
                                                   &kMissingAction,
                                                   &kInvalidAction,
                                                   &kInternalError,
                                                   &kServiceUnavailable};

// Older operations answer their errors with status 200; clients look for `Error` whatever the
// status.
inline constexpr Error kSystemError{.code = "SystemError", .status = 200, .text = "系统错误"};
inline constexpr Error kIllegalArgument{
    .code = "IllegalArgument", .status = 200, .text = "非法的参数"};
inline constexpr Error kDownStreamError{
    .code = "DownStreamError", .status = 200, .text = "调用下游系统失败"};

inline constexpr const Error* kLegacyErrors[] = {&kSystemError, &kIllegalArgument,
                                                 &kDownStreamError};

// What scenarios call in every service alike.
inline constexpr Symbol kSymbols[] = {{"internal", &kInternalError},
                                      {"internal", &kSystemError},
                                      {"unavailable", &kServiceUnavailable},
                                      {"quota_exceeded", &kQuotaExceeded}};

}  // namespace virga::vms
