// Parameters that many operations of the voice service share.
#pragma once

#include "catalog/field.h"
#include "services/volcengine_vms/legal_values.h"

namespace virga::vms::field {

inline constexpr Field kAudioRecordFlag{.name = "AudioRecordFlag",
                                        .type = Type::kInt32,
                                        .among = legal::kFlag,
                                        .standard = "1",
                                        .note = "1 records the calls."};
inline constexpr Field kCallDisplayType{.name = "CallDisplayType",
                                        .type = Type::kInt32,
                                        .among = legal::kDisplayTypes,
                                        .standard = "1",
                                        .note = "Who sees whose real number."};
inline constexpr Field kCallIdListRequired{.name = "CallIdList",
                                           .type = Type::kArray,
                                           .required = true,
                                           .max_items = 100,
                                           .note = "The calls."};
inline constexpr Field kCallIdRequired{.name = "CallId", .required = true, .note = "The call."};
inline constexpr Field kCityCode{.name = "CityCode",
                                 .note = "Dialling code of the city to choose in."};
inline constexpr Field kCityCodeByPhoneNo{
    .name = "CityCodeByPhoneNo",
    .words = legal::kSides,
    .standard = "A",
    .note = "Whose home city counts when no CityCode is given."};
inline constexpr Field kDegradeCityList{
    .name = "DegradeCityList",
    .type = Type::kArray,
    .max_items = 5,
    .note = "Cities to fall back to, in order; PNPC is the capital of the province."};
inline constexpr Field kExpireTime{
    .name = "ExpireTime", .type = Type::kInt64, .note = "When the binding ends, in unix seconds."};
inline constexpr Field kExpireTimeRequired{.name = "ExpireTime",
                                           .type = Type::kInt64,
                                           .required = true,
                                           .note = "When the binding ends, in unix seconds."};
inline constexpr Field kFileNameRequired{
    .name = "FileName", .required = true, .note = "Unique name, .mp3 or .wav."};
inline constexpr Field kGroupId{.name = "GroupId", .note = "The group."};
inline constexpr Field kGroupName{.name = "GroupName"};
inline constexpr Field kIdempotentId{.name = "IdempotentId",
                                     .note = "A repeat gets the first answer."};
inline constexpr Field kIndustrialId{.name = "IndustrialId", .note = "Registered for an order."};
inline constexpr Field kLimit{
    .name = "Limit", .type = Type::kInt32, .standard = "20", .note = "Page size."};
inline constexpr Field kNameRequired{.name = "Name", .required = true, .note = "A name."};
inline constexpr Field kNumber{.name = "Number"};
inline constexpr Field kNumberPoolNo{.name = "NumberPoolNo", .note = "The pool of the number."};
inline constexpr Field kNumberPoolNoRequired{
    .name = "NumberPoolNo", .required = true, .note = "The pool of the number."};
inline constexpr Field kOffset{
    .name = "Offset", .type = Type::kInt32, .standard = "0", .note = "Rows to skip."};
inline constexpr Field kOrderId{.name = "OrderId",
                                .note = "Needed for numbers that begin with 700."};
inline constexpr Field kOutId{.name = "OutId", .max = 128, .note = "An id of the caller."};
inline constexpr Field kPhoneNoA{.name = "PhoneNoA", .note = "Real number A."};
inline constexpr Field kPhoneNoARequired{
    .name = "PhoneNoA", .required = true, .note = "Real number A."};
inline constexpr Field kPhoneNoB{.name = "PhoneNoB", .note = "Real number B."};
inline constexpr Field kPhoneNoBRequired{
    .name = "PhoneNoB", .required = true, .note = "Real number B."};
inline constexpr Field kPhoneNoX{.name = "PhoneNoX", .note = "The number in the middle."};
inline constexpr Field kPhoneNoY{.name = "PhoneNoY", .note = "What B sees of A."};
inline constexpr Field kQualificationScenarioInfoFormDOListRequired{
    .name = "QualificationScenarioInfoFormDOList",
    .type = Type::kArray,
    .items = Type::kObject,
    .required = true};
inline constexpr Field kQueryAccountId{.name = "QueryAccountId"};
inline constexpr Field kRandomFlag{.name = "RandomFlag",
                                   .type = Type::kInt32,
                                   .among = legal::kFlag,
                                   .standard = "0",
                                   .note = "1 chooses at random within the city."};
inline constexpr Field kReqSourceType{.name = "ReqSourceType",
                                      .type = Type::kInt32,
                                      .standard = "3",
                                      .note = "Where the request comes from."};
inline constexpr Field kSingleOpenIdRequired{
    .name = "SingleOpenId", .required = true, .note = "The id that the caller chose."};
inline constexpr Field kSubIdRequired{.name = "SubId", .required = true, .note = "The binding."};
inline constexpr Field kSubServiceTypeRequired{.name = "SubServiceType",
                                               .type = Type::kInt32,
                                               .required = true,
                                               .among = legal::kSubServiceTypes};
inline constexpr Field kTaskOpenIdRequired{
    .name = "TaskOpenId", .required = true, .note = "The task."};
inline constexpr Field kTypeRequired{.name = "Type",
                                     .type = Type::kInt32,
                                     .required = true,
                                     .among = legal::kThree,
                                     .note = "The kind of it."};
inline constexpr Field kUpdateTypeRequired{
    .name = "UpdateType", .required = true, .note = "Which member changes."};
inline constexpr Field kUserData{
    .name = "UserData", .max = 2048, .note = "Comes back in call records."};

// Of operations that name something and no more.
inline constexpr Field kBinding[] = {kNumberPoolNoRequired, kSubIdRequired};
inline constexpr Field kTask[] = {kTaskOpenIdRequired};
inline constexpr Field kCalls[] = {kCallIdListRequired};

}  // namespace virga::vms::field
