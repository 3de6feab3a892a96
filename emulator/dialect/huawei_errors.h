// The errors of Huawei's API gateway (APIGW). Codes are binding, texts may change, says the vendor.
#pragma once

#include "catalog/operation.h"

namespace virga::apigw {

// Texts end without a full stop where replies of the real gateway were seen without one.
inline constexpr Error kUnknownApi{
    .code = "APIGW.0101",
    .status = 404,
    .text = "The API does not exist or has not been published in the environment"};
inline constexpr Error kUnknownMethod{
    .code = "APIGW.0101", .status = 404, .text = "The API does not exist."};
inline constexpr Error kBadRequest{
    .code = "APIGW.0201", .status = 400, .text = "API request error."};
inline constexpr Error kBodyTooLarge{
    .code = "APIGW.0201", .status = 413, .text = "Request entity too large."};
inline constexpr Error kTooSlow{// [inferred]: the vendor documents 0201 for what it cannot read
                                .code = "APIGW.0201",
                                .status = 408,
                                .text = "Request timeout."};
inline constexpr Error kBackendUnavailable{
    .code = "APIGW.0201", .status = 502, .text = "Backend unavailable."};
inline constexpr Error kBackendTimeout{
    .code = "APIGW.0201", .status = 504, .text = "Backend timeout."};
inline constexpr Error kNotAuthenticated{
    .code = "APIGW.0301",
    .status = 401,
    .text = "Incorrect IAM authentication information: {detail}"};
inline constexpr Error kNotAuthorized{.code = "APIGW.0302",
                                      .status = 403,
                                      .text = "The IAM user is not authorized to access the API."};
inline constexpr Error kAccessDenied{
    .code = "APIGW.0306", .status = 403, .text = "API access denied."};
inline constexpr Error kTokenExpired{
    .code = "APIGW.0307", .status = 401, .text = "The token must be updated."};
inline constexpr Error kThrottled{.code = "APIGW.0308",
                                  .status = 429,
                                  .text = "The throttling threshold has been reached: {policy}"};
inline constexpr Error kProjectUnavailable{
    .code = "APIGW.0310", .status = 403, .text = "The project is unavailable."};
inline constexpr Error kInternal{
    .code = "APIGW.0601", .status = 500, .text = "Internal server error."};
inline constexpr Error kNoBackend{
    .code = "APIGW.0610", .status = 502, .text = "No backend available."};
inline constexpr Error kIamUnavailable{
    .code = "APIGW.0613", .status = 503, .text = "The IAM service is currently unavailable."};

// Virga's own, in the gateway's shape.
inline constexpr Error kNotEmulated{.code = "VIRGA.NotEmulated",
                                    .status = 501,
                                    .text = "{operation} is declared but not emulated."};

inline constexpr const Error* kAll[] = {
    &kUnknownApi,     &kBadRequest,         &kBodyTooLarge,  &kTooSlow,      &kBackendUnavailable,
    &kBackendTimeout, &kNotAuthenticated,   &kNotAuthorized, &kAccessDenied, &kTokenExpired,
    &kThrottled,      &kProjectUnavailable, &kInternal,      &kNoBackend,    &kIamUnavailable};

}  // namespace virga::apigw
