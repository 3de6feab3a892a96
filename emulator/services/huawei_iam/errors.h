// The documented errors of IAM, once. Those whose code is a number are told as OpenStack does, with
// the number and the title of the status; the others belong to the list of newer codes.
#pragma once

#include "catalog/operation.h"

namespace virga::iam {

inline constexpr Error kInvalidBody{
    .code = "400", .status = 400, .text = "The request body is invalid"};
inline constexpr Error kWrongPassword{
    .code = "401", .status = 401, .text = "The username or password is wrong."};
inline constexpr Error kInvalidSubject{
    .code = "404", .status = 404, .text = "X-Subject-Token is invalid in the request"};

// The statuses are documented, the texts are those of the newer codes for the same [inferred].
inline constexpr Error kUnauthenticated{
    .code = "401", .status = 401, .text = "The request you have made requires authentication."};
inline constexpr Error kForbidden{
    .code = "403",
    .status = 403,
    .text = "You are not authorized to perform the requested action."};
inline constexpr Error kNotFound{
    .code = "404", .status = 404, .text = "Could not find {target}: {target_id}."};
inline constexpr Error kInternal{
    .code = "500",
    .status = 500,
    .text = "An unexpected error prevented the server from fulfilling your request."};
// Text [inferred].
inline constexpr Error kProjectTaken{
    .code = "409", .status = 409, .text = "The project name already exists."};
inline constexpr Error kUnavailable{
    .code = "503", .status = 503, .text = "The service is unavailable."};

inline constexpr Error kThrottled{.code = "IAM.0012",
                                  .status = 429,
                                  .text =
                                      "The throttling threshold has been reached. Threshold: "
                                      "{times} times per {seconds} seconds"};
inline constexpr Error kAccountLocked{.code = "IAM.0061", .status = 401, .text = "Account locked."};
inline constexpr Error kTokenExpired{
    .code = "IAM.0066", .status = 401, .text = "The token has expired."};
inline constexpr Error kInvalidToken{.code = "IAM.0067", .status = 401, .text = "Invalid token."};

inline constexpr const Error* kListErrors[] = {&kInvalidBody, &kUnauthenticated, &kForbidden,
                                               &kInternal, &kUnavailable};

}  // namespace virga::iam
