// What the voice service keeps.
#pragma once

#include "store/kind.h"

namespace virga::vms {

// A fixture's documents need no more than what tells them from others.
void complete_number(Json& number);
void complete_qualification(Json& qualification);
void complete_binding(Json& binding);
void complete_call(Json& call);
void complete_task(Json& task);
void complete_task_callee(Json& callee);
void complete_single(Json& single);
void complete_callback_url(Json& urls);

inline constexpr Member kNumberPoolMembers[] = {
    {.name = "NumberPoolNo"},
    {.name = "Name", .indexed = true},
    {.name = "ServiceType", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "SubServiceType", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "Scene", .type = Type::kInt32, .nullable = true},
    {.name = "QualificationId", .nullable = true},
    {.name = "Remark", .nullable = true},
};
inline constexpr Handle kNumberPoolHandles[] = {{"NumberPoolNo", "NumberPoolNo"}};
inline constexpr Kind kNumberPool{.service = "vms",
                                  .name = "number_pools",
                                  .id = "NumberPoolNo",
                                  .members = kNumberPoolMembers,
                                  .one = "number_pool",
                                  .handles = kNumberPoolHandles};

inline constexpr Member kNumberMembers[] = {
    {.name = "Number", .indexed = true},
    {.name = "NumberPoolNo", .indexed = true},
    {.name = "NumberTypeCode", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "NumberStatusCode", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "NumberLocation"},
    {.name = "CityCode", .indexed = true},
    {.name = "NumberPurchaseTime", .nullable = true},
    {.name = "QualificationNo", .nullable = true},
};
inline constexpr Kind kNumber{.service = "vms",
                              .name = "numbers",
                              .id = "Number",
                              .members = kNumberMembers,
                              .complete = complete_number};

inline constexpr Member kApplicationMembers[] = {
    {.name = "ApplyBillId", .indexed = true},
    {.name = "Id", .type = Type::kInt64},
    {.name = "ApplyStatusCode", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "ApplyTime", .indexed = true},  // Beijing texts, which sort as times do
    {.name = "UpdateTime", .indexed = true},
    {.name = "SubServiceType", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "NumberType", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "NumberPoolNo", .indexed = true},
    {.name = "QualificationNo"},
    {.name = "Cities", .type = Type::kArray, .items = Type::kObject},
    {.name = "Remark", .nullable = true},
};
inline constexpr Kind kApplication{.service = "vms",
                                   .name = "number_applications",
                                   .id = "ApplyBillId",
                                   .members = kApplicationMembers};

inline constexpr Member kQualificationMembers[] = {
    {.name = "QualificationNo", .indexed = true},
    {.name = "QualificationId", .type = Type::kInt64, .indexed = true},
    {.name = "ApprovalStatus", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "ApprovalDoneReason", .nullable = true},
    {.name = "QualificationEntity", .indexed = true},
    {.name = "Main", .type = Type::kObject},
    {.name = "Admin", .type = Type::kObject},
    {.name = "Scenarios", .type = Type::kArray, .items = Type::kObject},
    {.name = "CreateTime"},
    {.name = "UpdateTime"},
};
inline constexpr Kind kQualification{.service = "vms",
                                     .name = "qualifications",
                                     .id = "QualificationNo",
                                     .members = kQualificationMembers,
                                     .complete = complete_qualification};

inline constexpr Member kQualificationFileMembers[] = {
    {.name = "FileCode"},
    {.name = "FileName"},
    {.name = "FileType"},
    {.name = "Content"},
};
inline constexpr Kind kQualificationFile{.service = "vms",
                                         .name = "qualification_files",
                                         .id = "FileCode",
                                         .members = kQualificationFileMembers};

// A file on its way: the address it is to be put to, then what was put there.
inline constexpr Member kUploadMembers[] = {
    {.name = "FileName"},
    {.name = "Expires", .type = Type::kInt64},  // ms since 1970: until then it may be put
    {.name = "Size", .type = Type::kInt64, .nullable = true},
    {.name = "Head", .nullable = true},  // the first bytes, in hexadecimal
    {.name = "ResourceKey", .nullable = true},
};
inline constexpr Kind kUpload{
    .service = "vms", .name = "uploads", .id = "FileName", .members = kUploadMembers};

inline constexpr Member kResourceMembers[] = {
    {.name = "ResourceKey", .indexed = true},
    {.name = "Name", .indexed = true},
    {.name = "Type", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "State", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "Suffix", .nullable = true},
    {.name = "Duration", .type = Type::kInt32, .nullable = true},
    {.name = "CreateTime", .nullable = true},
    {.name = "Remark", .nullable = true},
    {.name = "TtsTemplateContent", .nullable = true},
    {.name = "TtsOptions", .nullable = true},
};
inline constexpr Handle kResourceHandles[] = {{"ResourceKey", "ResourceKey"}};
inline constexpr Kind kResource{.service = "vms",
                                .name = "resources",
                                .id = "ResourceKey",
                                .members = kResourceMembers,
                                .one = "resource",
                                .handles = kResourceHandles};

inline constexpr Member kBindingMembers[] = {
    {.name = "SubId", .indexed = true},
    {.name = "Mode",
     .indexed = true,
     .few = true},  // AX AXB AXN AXNE AXYB AXG, YB for a child of AXYB
    {.name = "NumberPoolNo", .indexed = true},
    {.name = "NumberPoolNoY", .nullable = true},
    {.name = "PhoneNoA", .indexed = true},
    {.name = "PhoneNoB", .nullable = true, .indexed = true},
    {.name = "PhoneNoX", .nullable = true, .indexed = true},
    {.name = "PhoneNoY", .nullable = true, .indexed = true},
    {.name = "PhoneNoE", .nullable = true, .indexed = true},
    {.name = "GroupId", .nullable = true, .indexed = true},
    {.name = "ParentSubId", .nullable = true, .indexed = true},
    {.name = "Status", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "EnableTime", .type = Type::kInt64},  // unix seconds
    {.name = "ExpireTime", .type = Type::kInt64},
    {.name = "RecordFlag", .type = Type::kInt32},
    {.name = "CallDisplayType", .type = Type::kInt32},
    {.name = "UserData", .nullable = true},
    {.name = "OutId", .nullable = true, .indexed = true},
    {.name = "OrderId", .nullable = true},
    {.name = "IndustrialId", .nullable = true},
    {.name = "AutoCreateFlag", .type = Type::kInt32, .nullable = true},
    {.name = "ChildDuration", .type = Type::kInt32, .nullable = true},
    {.name = "Request", .nullable = true, .indexed = true},  // action and IdempotentId
};
inline constexpr Handle kBindingHandles[] = {{"SubId", "SubId"}, {"ParentSubId", "SubId"}};
inline constexpr Kind kBinding{.service = "vms",
                               .name = "bindings",
                               .id = "SubId",
                               .members = kBindingMembers,
                               .one = "binding",
                               .handles = kBindingHandles,
                               .complete = complete_binding};

inline constexpr Member kGroupMembers[] = {
    {.name = "GroupId"},
    {.name = "NumberPoolNo", .indexed = true},
    {.name = "GroupName", .nullable = true},
    {.name = "Numbers", .type = Type::kArray},
    {.name = "ExpireTime", .type = Type::kInt64},
};
inline constexpr Kind kGroup{
    .service = "vms", .name = "groups", .id = "GroupId", .members = kGroupMembers};

inline constexpr Member kIndustrialOrderMembers[] = {{.name = "OrderId"}, {.name = "NumberPoolNo"}};
inline constexpr Kind kIndustrialOrder{.service = "vms",
                                       .name = "industrial_orders",
                                       .id = "OrderId",
                                       .members = kIndustrialOrderMembers};

// What happens when a number is dialled; see telephone.h.
inline constexpr Member kPhoneMembers[] = {
    {.name = "Number"},
    {.name = "CallResult", .type = Type::kInt32},
    {.name = "RingsFor", .type = Type::kInt32, .nullable = true},  // s, until it is answered or not
    {.name = "TalksFor", .type = Type::kInt32, .nullable = true},  // s, until it hangs up
};
inline constexpr Kind kPhone{
    .service = "vms", .name = "phones", .id = "Number", .members = kPhoneMembers};

inline constexpr Member kCallMembers[] = {
    {.name = "CallId", .indexed = true},
    {.name = "Ended", .type = Type::kBool, .indexed = true, .few = true},
    {.name = "Caller", .indexed = true},
    {.name = "Callee", .indexed = true},
    {.name = "BeginCallTime", .type = Type::kInt64, .indexed = true},  // ms since 1970
    {.name = "EndTime", .type = Type::kInt64, .indexed = true},
    {.name = "SubServiceType", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "NumberPoolNo", .indexed = true},
    {.name = "CallResult", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "TaskOpenId", .nullable = true, .indexed = true},
    {.name = "SingleOpenId", .nullable = true, .indexed = true},
    {.name = "Recorded", .type = Type::kBool},
    {.name = "Request", .nullable = true, .indexed = true},  // IdempotentId
    {.name = "Record", .type = Type::kObject},               // as it is told once the call is over
};
inline constexpr Handle kCallHandles[] = {{"CallId", "CallId"}};
inline constexpr Kind kCall{.service = "vms",
                            .name = "calls",
                            .id = "CallId",
                            .members = kCallMembers,
                            .one = "call",
                            .handles = kCallHandles,
                            .complete = complete_call};

inline constexpr Member kTaskMembers[] = {
    {.name = "TaskOpenId", .indexed = true},
    {.name = "Name", .indexed = true},
    {.name = "State", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "Type", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "Resource", .nullable = true, .indexed = true},
    {.name = "NumberPoolNo", .indexed = true},
    {.name = "NumberList", .type = Type::kArray},
    {.name = "StartTime", .type = Type::kInt64},  // ms since 1970
    {.name = "EndTime", .type = Type::kInt64},
    {.name = "Concurrency", .type = Type::kInt32},
    {.name = "RingAgainTimes", .type = Type::kInt32},
    {.name = "RingAgainInterval", .type = Type::kInt32},  // minutes
    {.name = "MaxRingDuration", .type = Type::kInt32},    // seconds
    {.name = "ForbidTimeList", .type = Type::kArray, .items = Type::kObject},
    {.name = "Start", .type = Type::kBool},
    {.name = "Unique", .type = Type::kBool},
    {.name = "FinishWhenListEnd", .type = Type::kBool},
    {.name = "CallRecordPostUrl", .nullable = true},
    {.name = "AudioPostUrl", .nullable = true},
};
inline constexpr Handle kTaskHandles[] = {{"TaskOpenId", "TaskOpenId"}};
inline constexpr Kind kTask{.service = "vms",
                            .name = "tasks",
                            .id = "TaskOpenId",
                            .members = kTaskMembers,
                            .one = "task",
                            .handles = kTaskHandles,
                            .complete = complete_task};

inline constexpr Member kTaskCalleeMembers[] = {
    {.name = "Id"},  // task and ordinal
    {.name = "TaskOpenId", .indexed = true},
    {.name = "Phone", .indexed = true},
    {.name = "Ext", .nullable = true},
    {.name = "State", .indexed = true, .few = true},  // waiting, calling, answered, failed
    {.name = "Attempts", .type = Type::kInt32},
    {.name = "NotBefore", .type = Type::kInt64, .indexed = true},  // ms since 1970
};
inline constexpr Kind kTaskCallee{.service = "vms",
                                  .name = "task_callees",
                                  .id = "Id",
                                  .members = kTaskCalleeMembers,
                                  .complete = complete_task_callee};

inline constexpr Member kSingleMembers[] = {
    {.name = "SingleOpenId"},
    {.name = "State"},  // a text [doc]: 1 callable, 2 calling, 3 done, 4 callable again, 5 deleted
    {.name = "Phone"},
    {.name = "Resource", .indexed = true},
    {.name = "NumberPoolNo"},
    {.name = "NumberList", .type = Type::kArray},
    {.name = "Ext", .nullable = true},
    {.name = "CreateTime"},
    {.name = "CallUuid", .nullable = true},
    {.name = "Duration", .type = Type::kInt32, .nullable = true},
    {.name = "ReleaseTime", .nullable = true},
    {.name = "Attempts", .type = Type::kInt32},
    {.name = "RingAgainTimes", .type = Type::kInt32},
    {.name = "RingAgainInterval", .type = Type::kInt32},
    {.name = "ForbidTimeList", .type = Type::kArray, .items = Type::kObject},
};
inline constexpr Handle kSingleHandles[] = {{"SingleOpenId", "SingleOpenId"}};
inline constexpr Kind kSingle{.service = "vms",
                              .name = "singles",
                              .id = "SingleOpenId",
                              .members = kSingleMembers,
                              .one = "single",
                              .handles = kSingleHandles,
                              .complete = complete_single};

// The registered person behind a number A. All texts are opaque: the client has encrypted them.
inline constexpr Member kRouteAuthMembers[] = {
    {.name = "PhoneNumber"},
    {.name = "Status", .type = Type::kInt32},
    {.name = "FailReason"},
    {.name = "RequestId", .indexed = true},
    {.name = "IdType", .type = Type::kInt32},
    {.name = "IdNumber"},
    {.name = "Name"},
};
inline constexpr Kind kRouteAuth{
    .service = "vms", .name = "route_auths", .id = "PhoneNumber", .members = kRouteAuthMembers};

inline constexpr Member kCompanyMembers[] = {
    {.name = "companyCreditCode"},
    {.name = "companyName"},
    {.name = "aNumbers", .type = Type::kArray, .indexed = true},
};
inline constexpr Kind kCompany{.service = "vms",
                               .name = "click2call_companies",
                               .id = "companyCreditCode",
                               .members = kCompanyMembers};

inline constexpr Member kFreezeMembers[] = {
    {.name = "Id"},  // number, sub service and type
    {.name = "CustomerNumber", .indexed = true},
    {.name = "SubServiceType", .type = Type::kInt32},
    {.name = "Type", .type = Type::kInt32, .indexed = true, .few = true},
    {.name = "FreezeTime", .type = Type::kInt32},
    {.name = "Remark"},
    {.name = "StartTime", .type = Type::kInt64},                     // ms since 1970
    {.name = "ExpiryTime", .type = Type::kInt64, .nullable = true},  // without: for ever
};
inline constexpr Kind kFreeze{
    .service = "vms", .name = "black_list", .id = "Id", .members = kFreezeMembers};

inline constexpr Member kRobotScriptMembers[] = {
    {.name = "ScriptId"},
    {.name = "Name", .nullable = true},
    {.name = "Scene", .nullable = true, .indexed = true},
    {.name = "Variables", .type = Type::kArray},
};
inline constexpr Kind kRobotScript{
    .service = "vms", .name = "robot_scripts", .id = "ScriptId", .members = kRobotScriptMembers};

inline constexpr Member kRobotTaskMembers[] = {
    {.name = "TaskId"},
    {.name = "ScriptId"},
    {.name = "CallIds", .type = Type::kArray},
};
inline constexpr Kind kRobotTask{
    .service = "vms", .name = "robot_tasks", .id = "TaskId", .members = kRobotTaskMembers};

// Answers that a ClientToken may ask for again.
inline constexpr Member kClientTokenMembers[] = {
    {.name = "Key"},  // operation and token
    {.name = "Parameters", .type = Type::kObject},
    {.name = "Result", .type = Type::kObject},
    {.name = "Time", .type = Type::kInt64},  // ms since 1970
};
inline constexpr Kind kClientToken{.service = "vms",
                                   .name = "client_tokens",
                                   .id = "Key",
                                   .members = kClientTokenMembers,
                                   .internal = true};

// Where a list that is read with a token goes on.
inline constexpr Member kScrollMembers[] = {
    {.name = "NextToken"},
    {.name = "Offset", .type = Type::kInt64},
    {.name = "Expires", .type = Type::kInt64},  // ms since 1970
};
inline constexpr Kind kScroll{.service = "vms",
                              .name = "scrolls",
                              .id = "NextToken",
                              .members = kScrollMembers,
                              .internal = true};

// Where the service tells what happens, for the account or for one pool, whose row wins for it
// [doc]. Of what has no address nothing is told.
inline constexpr Member kCallbackUrlMembers[] = {
    {.name = "Scope"},      // "account", or the number of a pool
    {.name = "AuthToken"},  // what signatures are made with
    {.name = "AccountId"},
    {.name = "number_status", .nullable = true},
    {.name = "risk_freeze", .nullable = true},
    {.name = "call_status", .nullable = true},
    {.name = "call_record", .nullable = true},
    {.name = "recording", .nullable = true},
    {.name = "resource_review", .nullable = true},
};
inline constexpr Kind kCallbackUrl{.service = "vms",
                                   .name = "callback_urls",
                                   .id = "Scope",
                                   .members = kCallbackUrlMembers,
                                   .complete = complete_callback_url};

inline constexpr Member kWorldMembers[] = {{.name = "Id"}, {.name = "Seed"}};
inline constexpr Kind kWorld{
    .service = "vms", .name = "world", .id = "Id", .members = kWorldMembers, .internal = true};

}  // namespace virga::vms
