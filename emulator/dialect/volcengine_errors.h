// The public errors of Volcengine's gateway, each with its CodeN.
#pragma once

#include "catalog/operation.h"

namespace virga::volcengine_gateway {

inline constexpr Error kUndefinedError{// [inferred] text
                                       .code = "UndefinedError",
                                       .status = 500,
                                       .text = "Undefined error.",
                                       .number = 100001};
inline constexpr Error kMissingParameter{.code = "MissingParameter",
                                         .status = 400,
                                         .text = "The request is missing {parameter} parameter.",
                                         .number = 100002};
inline constexpr Error kMissingAuthenticationToken{
    .code = "MissingAuthenticationToken",
    .status = 401,
    .text = "Request is missing Authentication Token.",
    .number = 100003};
inline constexpr Error kMissingRequestInfo{.code = "MissingRequestInfo",
                                           .status = 400,
                                           .text = "The request is missing {what} information.",
                                           .number = 100004};
inline constexpr Error kMissingSignature{.code = "MissingSignature",
                                         .status = 401,
                                         .text = "The request is missing signature.",
                                         .number = 100005};
inline constexpr Error kInvalidTimestamp{.code = "InvalidTimestamp",
                                         .status = 400,
                                         .text = "The Signature of the request is expired",
                                         .number = 100006};
inline constexpr Error kServiceNotFound{.code = "ServiceNotFound",
                                        .status = 404,
                                        .text = "This service[{service}] not found.",
                                        .number = 100007};
inline constexpr Error kInvalidActionOrVersion{
    .code = "InvalidActionOrVersion",
    .status = 404,
    .text = "Could not find operation {action} for version {version}.",
    .number = 100008};
inline constexpr Error kInvalidAccessKey{
    .code = "InvalidAccessKey",
    .status = 401,
    .text = "The accesskey [{key}] included in the request is invalid.",
    .number = 100009};
inline constexpr Error kSignatureDoesNotMatch{
    .code = "SignatureDoesNotMatch",
    .status = 401,
    .text =
        "The request signature we calculated does not match the signature you provided. Check your "
        "Secret Access "
        "Key and signing method. Consult the service documentation for details.",
    .number = 100010};
inline constexpr Error kServiceShouldCallSelfApi{
    // [inferred] text: the source cuts it off behind "shou"
    .code = "ServiceShouldCallSelfApi",
    .status = 403,
    .text = "The service({service}) should call self api.",
    .number = 100011};
inline constexpr Error kLackPolicy{.code = "LackPolicy",
                                   .status = 403,
                                   .text = "Request was rejected because of lack of policy.",
                                   .number = 100012};
inline constexpr Error kAccessDenied{
    .code = "AccessDenied",
    .status = 403,
    .text = "User is not authorized to perform: {action} on resource: {resource}",
    .number = 100013};
inline constexpr Error kInternalError{
    .code = "InternalError",
    .status = 500,
    .text = "Service has some internal Error. Pls Contact With Admin.",
    .number = 100014};
inline constexpr Error kFailToConnect{// [inferred] text: the source cuts it off behind "Service"
                                      .code = "FailToConnect",
                                      .status = 502,
                                      .text = "Top Fail to Connect to Internal Service",
                                      .number = 100015};
inline constexpr Error kInternalServiceTimeout{
    .code = "InternalServiceTimeout",
    .status = 504,
    .text = "Internal Service is timeout. Pls Contact With Admin.",
    .number = 100016};
inline constexpr Error kInnerApiNeedAccountInfo{
    .code = "InnerApiNeedAccountInfo",
    .status = 400,
    .text = "The inner request should have account info",
    .number = 100017};
inline constexpr Error kFlowLimitExceeded{
    .code = "FlowLimitExceeded",
    .status = 429,
    .text =
        "Request was rejected because the request speed of this openAPI is beyond the current flow "
        "control limit.",
    .number = 100018};
inline constexpr Error kServiceUnavailableTemp{// [inferred] text
                                               .code = "ServiceUnavailableTemp",
                                               .status = 503,
                                               .text = "Service is temporarily unavailable.",
                                               .number = 100019};
inline constexpr Error kMethodNotAllowed{// [inferred] text
                                         .code = "MethodNotAllowed",
                                         .status = 405,
                                         .text = "The request method is not allowed.",
                                         .number = 100020};
inline constexpr Error kLackProjectPolicy{
    .code = "LackProjectPolicy",
    .status = 403,
    .text = "Request was rejected because of lack of project policy.",
    .number = 100021};
inline constexpr Error kInternalServiceError{// [inferred] text
                                             .code = "InternalServiceError",
                                             .status = 502,
                                             .text = "Internal Service has some error.",
                                             .number = 100023};
inline constexpr Error kInvalidAuthorization{
    .code = "InvalidAuthorization",
    .status = 400,
    .text = "Invalid 'Authorization' header, Pls check your authorization header.",
    .number = 100024};
inline constexpr Error kInvalidCredential{
    .code = "InvalidCredential",
    .status = 400,
    .text = "Invalid credential in 'Authorization', Pls check your authorization header.",
    .number = 100025};
inline constexpr Error kInvalidSecretToken{.code = "InvalidSecretToken",
                                           .status = 401,
                                           .text = "Invalid secret token, msg: {reason}.",
                                           .number = 100026};
inline constexpr Error kAccountFlowLimitExceeded{
    .code = "AccountFlowLimitExceeded",
    .status = 429,
    .text =
        "Request was rejected because the request speed of this openAPI is beyond the current flow "
        "control limit.",
    .number = 100027};

// Not documented for this cloud, in its shape [inferred].
inline constexpr Error kRequestTimeout{// [inferred]: official clients try again at this name
                                       .code = "RequestTimeout",
                                       .status = 408,
                                       .text = "The request did not arrive in time."};
inline constexpr Error kRequestEntityTooLarge{
    .code = "RequestEntityTooLarge", .status = 413, .text = "The request body is too large."};
inline constexpr Error kBadRequest{
    .code = "BadRequest", .status = 400, .text = "The request cannot be read."};
// Virga's own.
inline constexpr Error kNotEmulated{
    .code = "NotEmulated", .status = 501, .text = "{operation} is declared but not emulated."};

inline constexpr const Error* kAll[] = {&kUndefinedError,
                                        &kMissingParameter,
                                        &kMissingAuthenticationToken,
                                        &kMissingRequestInfo,
                                        &kMissingSignature,
                                        &kInvalidTimestamp,
                                        &kServiceNotFound,
                                        &kInvalidActionOrVersion,
                                        &kInvalidAccessKey,
                                        &kSignatureDoesNotMatch,
                                        &kServiceShouldCallSelfApi,
                                        &kLackPolicy,
                                        &kAccessDenied,
                                        &kInternalError,
                                        &kFailToConnect,
                                        &kInternalServiceTimeout,
                                        &kInnerApiNeedAccountInfo,
                                        &kFlowLimitExceeded,
                                        &kServiceUnavailableTemp,
                                        &kMethodNotAllowed,
                                        &kLackProjectPolicy,
                                        &kInternalServiceError,
                                        &kInvalidAuthorization,
                                        &kInvalidCredential,
                                        &kInvalidSecretToken,
                                        &kAccountFlowLimitExceeded,
                                        &kRequestEntityTooLarge,
                                        &kRequestTimeout,
                                        &kBadRequest};

}  // namespace virga::volcengine_gateway
