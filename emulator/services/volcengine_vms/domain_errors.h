// The error tables of the domains of the voice service. Their pages print status 200 [doc]; those
// of tasks and resources print none, and are given 200 like the others [inferred].
#pragma once

#include "services/volcengine_vms/errors.h"

namespace virga::vms {

inline constexpr Error kUnauthenticatedRequest{
    .code = "UnauthenticatedRequest", .status = 200, .text = "未登录的请求"};
inline constexpr Error kIllegalPhoneNoX{
    .code = "IllegalPhoneNoX", .status = 200, .text = "无效的X号码"};
inline constexpr Error kConflictWithExisting{
    .code = "ConflictWithExisting", .status = 200, .text = "与现有绑定关系冲突"};
inline constexpr Error kProviderException{
    .code = "ProviderException", .status = 200, .text = "供应商异常"};
inline constexpr Error kSubscriptionEmpty{
    .code = "SubscriptionEmpty", .status = 200, .text = "绑定关系不存在"};
inline constexpr Error kUpgradeError{
    .code = "UpgradeError", .status = 200, .text = "AX升级AXB失败"};
inline constexpr Error kUnbindAXError{.code = "UnbindAXError", .status = 200, .text = "AX解绑失败"};
inline constexpr Error kBindAXBError{.code = "BindAXBError", .status = 200, .text = "AXB绑定失败"};
inline constexpr Error kUnsupportedOperation{
    .code = "UnsupportedOperation", .status = 200, .text = "不支持的操作"};
inline constexpr Error kAccountFrozen{.code = "AccountFrozen", .status = 200, .text = "账号被冻结"};
inline constexpr Error kNumberNotEnough{
    .code = "NumberNotEnough", .status = 200, .text = "号码不足"};
inline constexpr Error kBlockNumber{.code = "BlockNumber", .status = 200, .text = "号码禁用"};
inline constexpr Error kOverQpsLimit{.code = "OverQpsLimit", .status = 200, .text = "QPS超过上限"};
inline constexpr Error kPhoneNoARiskFrozen{
    .code = "PhoneNoARiskFrozen", .status = 200, .text = "A号码风控冻结"};
inline constexpr Error kPhoneNoBRiskFrozen{
    .code = "PhoneNoBRiskFrozen", .status = 200, .text = "B号码风控冻结"};
inline constexpr Error kPhoneNoXOccupied{
    .code = "PhoneNoXOccupied", .status = 200, .text = "X号码被占用"};
inline constexpr Error kCanNotUpdate{.code = "CanNotUpdate", .status = 200, .text = "不能更新"};
inline constexpr Error kCallerFrequencyLimit{
    .code = "CallerFrequencyLimit", .status = 200, .text = "主叫频控"};
inline constexpr Error kCalleeFrequencyLimit{
    .code = "CalleeFrequencyLimit", .status = 200, .text = "被叫频控"};
inline constexpr Error kCallerRiskFrozen{
    .code = "CallerRiskFrozen", .status = 200, .text = "主叫风控"};
inline constexpr Error kCalleeRiskFrozen{
    .code = "CalleeRiskFrozen", .status = 200, .text = "被叫风控"};
inline constexpr Error kRepeatClick2Call{
    .code = "RepeatClick2Call", .status = 200, .text = "重复呼叫"};
inline constexpr Error kPhoneNoEOccupied{
    .code = "PhoneNoEOccupied", .status = 200, .text = "E号码被占用"};
inline constexpr Error kExceedMaxBindCount{
    .code = "ExceedMaxBindCount", .status = 200, .text = "超过最大绑定次数"};
inline constexpr Error kAccountSubServiceException{
    .code = "AccountSubServiceException", .status = 200, .text = "账号子服务状态异常"};
inline constexpr Error kPhoneNoXBConflicted{
    .code = "PhoneNoXBConflicted", .status = 200, .text = "XB号码冲突"};
inline constexpr Error kPhoneNoYAConflicted{
    .code = "PhoneNoYAConflicted", .status = 200, .text = "YA号码冲突"};
inline constexpr Error kCanNotUsedAsPhoneNoX{
    .code = "CanNotUsedAsPhoneNoX", .status = 200, .text = "该隐私号不能用作X号码"};
inline constexpr Error kCanNotUsedAsPhoneNoY{
    .code = "CanNotUsedAsPhoneNoY", .status = 200, .text = "该隐私号不能用作Y号码"};
inline constexpr Error kIllegalPhoneNoY{
    .code = "IllegalPhoneNoY", .status = 200, .text = "无效的Y号码"};
inline constexpr Error kProviderUnsupportedOperation{
    .code = "ProviderUnsupportedOperation", .status = 200, .text = "不支持的操作"};
inline constexpr Error kXCanNotEqualsY{
    .code = "XCanNotEqualsY", .status = 200, .text = "X不能和Y相同"};
inline constexpr Error kConcurrencyConflict{
    .code = "ConcurrencyConflict", .status = 200, .text = "并发冲突"};
inline constexpr Error kSelectNumberOverLimit{
    .code = "SelectNumberOverLimit", .status = 200, .text = "最多支持选择号码池中的1000个号码"};
inline constexpr Error kPhoneListExceedLimit{
    .code = "PhoneListExceedLimit", .status = 200, .text = "单次号码列表长度不能超过10000"};
inline constexpr Error kErrorRingBackTimes{
    .code = "ErrorRingBackTimes", .status = 200, .text = "错误的未接再呼次数"};
inline constexpr Error kErrorRingBackInterval{
    .code = "ErrorRingBackInterval", .status = 200, .text = "错误的未接再呼间隔"};
inline constexpr Error kTaskNotFound{.code = "TaskNotFound", .status = 200, .text = "任务未找到"};
inline constexpr Error kNoPermission{.code = "NoPermission", .status = 200, .text = "没有权限"};
inline constexpr Error kEmptyPhoneList{
    .code = "EmptyPhoneList", .status = 200, .text = "号码列表为空"};
inline constexpr Error kTaskWrongState{
    .code = "TaskWrongState", .status = 200, .text = "任务状态不正确"};
inline constexpr Error kNotInWorkTime{
    .code = "NotInWorkTime", .status = 200, .text = "不在工作时间"};
inline constexpr Error kForbidTimeParseFail{
    .code = "ForbidTimeParseFail", .status = 200, .text = "禁呼时间格式不正确"};
inline constexpr Error kExceedMaxConcurrency{
    .code = "ExceedMaxConcurrency", .status = 200, .text = "超过最大并发量"};
inline constexpr Error kEmptyNumberList{
    .code = "EmptyNumberList", .status = 200, .text = "未选择主叫号码"};
inline constexpr Error kResourceNotFound{
    .code = "ResourceNotFound", .status = 200, .text = "资源未找到"};
inline constexpr Error kTaskConcurrencyNotNull{
    .code = "TaskConcurrencyNotNull", .status = 200, .text = "并发量不能为空"};
inline constexpr Error kSelectNumberRuleNotNull{
    .code = "SelectNumberRuleNotNull", .status = 200, .text = "根据规则选号时规则不能为空"};
inline constexpr Error kNoNumberUnderNumberPool{
    .code = "NoNumberUnderNumberPool", .status = 200, .text = "号码池下没有可选号码"};
inline constexpr Error kExceedTaskNumLimit{
    .code = "ExceedTaskNumLimit", .status = 200, .text = "超过最大未完结任务数量限制"};
inline constexpr Error kNoResourceToConfigHangUpSms{.code = "NoResourceToConfigHangUpSms",
                                                    .status = 200,
                                                    .text = "未配置合理话术时不能配置挂机短信"};
inline constexpr Error kHangUpSmsConfigCheckFail{
    .code = "HangUpSmsConfigCheckFail", .status = 200, .text = "挂机短信配置校验不通过"};
inline constexpr Error kHangUpSmsParamCheckFail{
    .code = "HangUpSmsParamCheckFail", .status = 200, .text = "挂机短信参数校验不通过"};
inline constexpr Error kResourceKeyIsNotExist{
    .code = "RESOURCE_KEY_IS_NOT_EXIST", .status = 200, .text = "语言资源key不存在"};
inline constexpr Error kResourceIsNone{
    .code = "RESOURCE_IS_NONE", .status = 200, .text = "请选择语音资源文件"};
inline constexpr Error kResourceNameIsNone{
    .code = "RESOURCE_NAME_IS_NONE", .status = 200, .text = "语音资源名称为空"};
inline constexpr Error kResourceNoPermission{
    .code = "NO_PERMISSION", .status = 200, .text = "没有权限"};
inline constexpr Error kServerError{
    .code = "SERVER_ERROR", .status = 200, .text = "服务器内部错误"};
inline constexpr Error kUploadFileFail{
    .code = "UPLOAD_FILE_FAIL", .status = 200, .text = "资源上传至tos异常"};
inline constexpr Error kFileAnalyseError{
    .code = "FILE_ANALYSE_ERROR", .status = 200, .text = "文件解析异常,仅支持wav和mp3文件"};
inline constexpr Error kResourceKeyIsNone{
    .code = "RESOURCE_KEY_IS_NONE", .status = 200, .text = "资源key不能为空"};
inline constexpr Error kResourceKeyHaveTaskRuning{
    .code = "RESOURCE_KEY_HAVE_TASK_RUNING", .status = 200, .text = "该资源下有对应的任务在运行"};
inline constexpr Error kResourceSizeOverLimit{
    .code = "RESOURCE_SIZE_OVER_LIMIT", .status = 200, .text = "语音资源文件大小大于5M"};
inline constexpr Error kEmptyResourceBody{
    .code = "EMPTY_RESOURCE_BODY", .status = 200, .text = "URL无效或资源文件体为空"};
inline constexpr Error kUrlIsNone{.code = "URL_IS_NONE", .status = 200, .text = "url不能为空"};
inline constexpr Error kNotRepetInvock{
    .code = "NOT_REPET_INVOCK", .status = 200, .text = "不可重复调用"};
inline constexpr Error kVolcTosServerError{
    .code = "VOLC_TOS_SERVER_ERROR", .status = 200, .text = "对象存储服务器异常"};
inline constexpr Error kRequestParametersError{
    .code = "RequestParametersError", .status = 200, .text = "请求参数错误"};
inline constexpr Error kInternalServiceFailed{
    .code = "InternalServiceFailed", .status = 200, .text = "The internal service error"};

inline constexpr const Error* kPrivacyErrors[] = {&kSystemError,
                                                  &kUnauthenticatedRequest,
                                                  &kIllegalArgument,
                                                  &kIllegalPhoneNoX,
                                                  &kConflictWithExisting,
                                                  &kProviderException,
                                                  &kSubscriptionEmpty,
                                                  &kUpgradeError,
                                                  &kUnbindAXError,
                                                  &kBindAXBError,
                                                  &kUnsupportedOperation,
                                                  &kAccountFrozen,
                                                  &kNumberNotEnough,
                                                  &kBlockNumber,
                                                  &kOverQpsLimit,
                                                  &kPhoneNoARiskFrozen,
                                                  &kPhoneNoBRiskFrozen,
                                                  &kPhoneNoXOccupied,
                                                  &kCanNotUpdate,
                                                  &kCallerFrequencyLimit,
                                                  &kCalleeFrequencyLimit,
                                                  &kCallerRiskFrozen,
                                                  &kCalleeRiskFrozen,
                                                  &kRepeatClick2Call,
                                                  &kPhoneNoEOccupied,
                                                  &kExceedMaxBindCount,
                                                  &kAccountSubServiceException,
                                                  &kPhoneNoXBConflicted,
                                                  &kPhoneNoYAConflicted,
                                                  &kCanNotUsedAsPhoneNoX,
                                                  &kCanNotUsedAsPhoneNoY,
                                                  &kIllegalPhoneNoY,
                                                  &kProviderUnsupportedOperation,
                                                  &kXCanNotEqualsY,
                                                  &kConcurrencyConflict};

inline constexpr const Error* kClickToCallErrors[] = {&kSystemError,
                                                      &kUnauthenticatedRequest,
                                                      &kIllegalArgument,
                                                      &kProviderException,
                                                      &kUnsupportedOperation,
                                                      &kAccountFrozen,
                                                      &kNumberNotEnough,
                                                      &kBlockNumber,
                                                      &kOverQpsLimit,
                                                      &kCallerFrequencyLimit,
                                                      &kCalleeFrequencyLimit,
                                                      &kCallerRiskFrozen,
                                                      &kCalleeRiskFrozen,
                                                      &kRepeatClick2Call,
                                                      &kAccountSubServiceException,
                                                      &kProviderUnsupportedOperation};

inline constexpr const Error* kTaskErrors[] = {&kSelectNumberOverLimit,
                                               &kPhoneListExceedLimit,
                                               &kErrorRingBackTimes,
                                               &kErrorRingBackInterval,
                                               &kTaskNotFound,
                                               &kNoPermission,
                                               &kEmptyPhoneList,
                                               &kTaskWrongState,
                                               &kNotInWorkTime,
                                               &kForbidTimeParseFail,
                                               &kExceedMaxConcurrency,
                                               &kEmptyNumberList,
                                               &kResourceNotFound,
                                               &kTaskConcurrencyNotNull,
                                               &kSelectNumberRuleNotNull,
                                               &kNoNumberUnderNumberPool,
                                               &kExceedTaskNumLimit,
                                               &kNoResourceToConfigHangUpSms,
                                               &kHangUpSmsConfigCheckFail,
                                               &kHangUpSmsParamCheckFail,
                                               &kSystemError,
                                               &kIllegalArgument};

inline constexpr const Error* kResourceErrors[] = {
    &kResourceKeyIsNotExist, &kResourceIsNone,     &kResourceNameIsNone,
    &kResourceNoPermission,  &kServerError,        &kUploadFileFail,
    &kFileAnalyseError,      &kResourceKeyIsNone,  &kResourceKeyHaveTaskRuning,
    &kResourceSizeOverLimit, &kEmptyResourceBody,  &kUrlIsNone,
    &kNotRepetInvock,        &kVolcTosServerError, &kRequestParametersError};

// The platform's ten, and what can be wrong with a file.
inline constexpr const Error* kUploadErrors[] = {&kMissingParameter,
                                                 &kInvalidParameter,
                                                 &kOperationDenied,
                                                 &kQuotaExceeded,
                                                 &kIdempotentParameterMismatch,
                                                 &kDryRunOperation,
                                                 &kMissingAction,
                                                 &kInvalidAction,
                                                 &kInternalError,
                                                 &kServiceUnavailable,
                                                 &kUploadFileFail,
                                                 &kFileAnalyseError,
                                                 &kResourceSizeOverLimit,
                                                 &kNotRepetInvock};
inline constexpr const Error* kSwitchErrors[] = {&kSystemError, &kIllegalArgument,
                                                 &kInternalServiceFailed, &kUnauthenticatedRequest};
inline constexpr const Error* kCallDataErrors[] = {&kSystemError, &kIllegalArgument,
                                                   &kUnauthenticatedRequest};
inline constexpr const Error* kGroupErrors[] = {&kInvalidParameter, &kInternalError};

}  // namespace virga::vms
