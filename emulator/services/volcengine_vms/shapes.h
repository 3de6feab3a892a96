// The records that answers are made of.
#pragma once

#include "base/shape.h"

namespace virga::vms::shape {

inline constexpr Member kSuccess[] = {{.name = "Success", .type = Type::kBool}};

// SubId, numbers and their cities.
inline constexpr Member kBound[] = {
    {.name = "PhoneNoA"},
    {.name = "PhoneNoACityCode"},
    {.name = "PhoneNoB", .nullable = true},
    {.name = "PhoneNoBCityCode", .nullable = true},
    {.name = "PhoneNoX"},
    {.name = "PhoneNoXCityCode"},
    {.name = "Status", .type = Type::kInt32},
    {.name = "SubId"},
};

inline constexpr Member kNumberRiskStatus[] = {
    {.name = "customerNumber", .nullable = true},
    {.name = "businessLineId", .type = Type::kInt32, .nullable = true},
    {.name = "status", .type = Type::kInt32, .nullable = true},
    {.name = "reason", .nullable = true},
    {.name = "startTime", .nullable = true},
    {.name = "expiryTime", .nullable = true},
    {.name = "highRisk", .type = Type::kInt32, .nullable = true},
    {.name = "treatmentId", .type = Type::kInt32, .nullable = true},
    {.name = "treatmentName", .nullable = true},
};

inline constexpr Member kQualificationAdminInfoVO[] = {
    {.name = "ContactNumber", .nullable = true},
    {.name = "IdCardFrontPhotoURL", .nullable = true},
    {.name = "IdCardNumber", .nullable = true},
    {.name = "IdCardPhotoWithPeopleURL", .nullable = true},
    {.name = "Name", .nullable = true},
};

inline constexpr Member kQualificationMainInfoVO[] = {
    {.name = "AccountId", .nullable = true},
    {.name = "ApprovalDoneReason", .nullable = true},
    {.name = "ApprovalStatus", .type = Type::kInt32, .nullable = true},
    {.name = "BusinessLicensePhotoURL", .nullable = true},
    {.name = "CertificateOfTaxationRegistrationPhotoURL", .nullable = true},
    {.name = "CertificateThreeInOne", .type = Type::kInt32, .nullable = true},
    {.name = "CommitmentLetterOfNetAccessPhotoURL", .nullable = true},
    {.name = "CreateTime", .nullable = true},
    {.name = "DocOfNumberApplyPhotoURL", .nullable = true},
    {.name = "EnterpriseAddress", .nullable = true},
    {.name = "LegalRepresentativeFrontIDPhotoURL", .nullable = true},
    {.name = "LegalRepresentativeId", .nullable = true},
    {.name = "LegalRepresentativeName", .nullable = true},
    {.name = "QualificationEntity", .nullable = true},
    {.name = "QualificationId", .type = Type::kInt32, .nullable = true},
    {.name = "QualificationNo", .nullable = true},
    {.name = "ThreeInOneBusinessLicensePhotoURL", .nullable = true},
    {.name = "UnitSocialCreditCode", .nullable = true},
    {.name = "UpdateTime", .nullable = true},
};

inline constexpr Member kQualificationScenarioInfoVO[] = {
    {.name = "Description", .nullable = true},
    {.name = "ScenarioOfCalling", .nullable = true},
    {.name = "SceneType", .type = Type::kInt32, .nullable = true},
};

inline constexpr Member kQualificationRecord[] = {
    {.name = "QualificationAdminInfoVO",
     .type = Type::kObject,
     .members = shape::kQualificationAdminInfoVO},
    {.name = "QualificationMainInfoVO",
     .type = Type::kObject,
     .members = shape::kQualificationMainInfoVO},
    {.name = "QualificationScenarioInfoVOList",
     .type = Type::kArray,
     .items = Type::kObject,
     .members = shape::kQualificationScenarioInfoVO},
};

inline constexpr Member kNumberRecord[] = {
    {.name = "CurrentBindCount", .type = Type::kInt32},
    {.name = "Number"},
    {.name = "NumberLocation"},
    {.name = "NumberPoolName"},
    {.name = "NumberPoolNo"},
    {.name = "NumberPoolTypeCode", .type = Type::kInt32},
    {.name = "NumberPoolTypeDesc"},
    {.name = "NumberPurchaseTime"},
    {.name = "NumberStatusCode", .type = Type::kInt32},
    {.name = "NumberStatusDesc"},
    {.name = "NumberTypeCode", .type = Type::kInt32},
    {.name = "NumberTypeDesc"},
    {.name = "QualificationNo"},
    {.name = "ServiceTypeCode", .type = Type::kInt32},
    {.name = "ServiceTypeDesc"},
};

inline constexpr Member kNumberApplyRecord[] = {
    {.name = "Id", .type = Type::kInt32, .nullable = true},
    {.name = "ApplyBillId", .nullable = true},
    {.name = "ApplyTime", .nullable = true},
    {.name = "ApplyStatusCode", .type = Type::kInt32, .nullable = true},
    {.name = "ApplyStatusDesc", .nullable = true},
    {.name = "SubServiceTypeCode", .type = Type::kInt32, .nullable = true},
    {.name = "SubServiceTypeDesc", .nullable = true},
    {.name = "NumberPoolNo", .nullable = true},
    {.name = "NumberPoolName", .nullable = true},
    {.name = "NumberTypeCode", .type = Type::kInt32, .nullable = true},
    {.name = "NumberTypeDesc", .nullable = true},
    {.name = "ApplyUserId", .nullable = true},
    {.name = "ApplyUserName", .nullable = true},
    {.name = "UpdateTime", .nullable = true},
    {.name = "Notes", .nullable = true},
    {.name = "DetailList", .type = Type::kArray, .nullable = true, .items = Type::kObject},
    {.name = "QualificationId", .type = Type::kInt32, .nullable = true},
    {.name = "QualificationEntity", .nullable = true},
    {.name = "MobileTypeCode", .type = Type::kInt32, .nullable = true},
    {.name = "MobileTypeDesc", .nullable = true},
};

inline constexpr Member kSingleResultItem[] = {
    {.name = "Ext", .nullable = true},
    {.name = "Phone", .nullable = true},
    {.name = "SingleOpenId", .nullable = true},
    {.name = "Type", .nullable = true},
};

inline constexpr Member kResourceRecord[] = {
    {.name = "CreateTime"},
    {.name = "Duration", .type = Type::kInt32, .nullable = true},
    {.name = "Name"},
    {.name = "Remark", .nullable = true},
    {.name = "ResourceKey"},
    {.name = "State", .type = Type::kInt32},
    {.name = "Suffix"},
    {.name = "TtsOptions", .nullable = true},
    {.name = "TtsTemplateContent", .nullable = true},
    {.name = "Type", .type = Type::kInt32},
};

inline constexpr Member kCallRecord[] = {
    {.name = "AccountId", .nullable = true},
    {.name = "AudioRecordFlag", .type = Type::kInt32, .nullable = true},
    {.name = "BeginCallTime", .type = Type::kInt64, .nullable = true},
    {.name = "BusinessLineId", .type = Type::kInt32, .nullable = true},
    {.name = "CallDisplayType", .type = Type::kInt32, .nullable = true},
    {.name = "CallId", .nullable = true},
    {.name = "CallResult", .type = Type::kInt32, .nullable = true},
    {.name = "CallRounds", .type = Type::kInt32, .nullable = true},
    {.name = "CallSlots", .nullable = true},
    {.name = "CallTimes", .type = Type::kInt32, .nullable = true},
    {.name = "CallType", .type = Type::kInt32, .nullable = true},
    {.name = "Callee", .nullable = true},
    {.name = "CalleeAnswerTime", .type = Type::kInt64, .nullable = true},
    {.name = "CalleeCallingTime", .type = Type::kInt64, .nullable = true},
    {.name = "CalleeCityCode", .nullable = true},
    {.name = "CalleeCountryIsoCode", .nullable = true},
    {.name = "CalleeProvinceCode", .nullable = true},
    {.name = "CalleeRingingTime", .type = Type::kInt64, .nullable = true},
    {.name = "CalleeShowNumber", .nullable = true},
    {.name = "CalleeShowNumberPoolNo", .nullable = true},
    {.name = "Caller", .nullable = true},
    {.name = "CallerAnswerTime", .type = Type::kInt64, .nullable = true},
    {.name = "CallerCallingTime", .type = Type::kInt64, .nullable = true},
    {.name = "CallerCityCode", .nullable = true},
    {.name = "CallerCountryIsoCode", .nullable = true},
    {.name = "CallerDuration", .type = Type::kInt32, .nullable = true},
    {.name = "CallerProvinceCode", .nullable = true},
    {.name = "CallerRingingTime", .type = Type::kInt64, .nullable = true},
    {.name = "CallerShowNumber", .nullable = true},
    {.name = "CallerShowNumberPoolNo", .nullable = true},
    {.name = "CdrCreateTime", .type = Type::kInt64, .nullable = true},
    {.name = "CdrType", .type = Type::kInt32, .nullable = true},
    {.name = "ClientTags", .type = Type::kArray, .nullable = true},
    {.name = "Digits", .type = Type::kArray, .nullable = true},
    {.name = "Effect", .type = Type::kInt32, .nullable = true},
    {.name = "EffectedSubId", .nullable = true},
    {.name = "EndTime", .type = Type::kInt64, .nullable = true},
    {.name = "Ext", .nullable = true},
    {.name = "IntegerentionGrading", .nullable = true},
    {.name = "IntegerentionGradingKey", .nullable = true},
    {.name = "MessageType", .type = Type::kInt32, .nullable = true},
    {.name = "NumberPoolNo", .nullable = true},
    {.name = "NumberPoolNoY", .nullable = true},
    {.name = "OutId", .nullable = true},
    {.name = "PhoneNoA", .nullable = true},
    {.name = "PhoneNoB", .nullable = true},
    {.name = "PhoneNoE", .nullable = true},
    {.name = "PhoneNoX", .nullable = true},
    {.name = "PhoneNoXCityCode", .nullable = true},
    {.name = "PhoneNoXCountryIsoCode", .nullable = true},
    {.name = "PhoneNoXProvinceCode", .nullable = true},
    {.name = "PhoneNoY", .nullable = true},
    {.name = "PhoneNoYCityCode", .nullable = true},
    {.name = "PhoneNoYCountryIsoCode", .nullable = true},
    {.name = "PhoneNoYProvinceCode", .nullable = true},
    {.name = "ReceiveTime", .type = Type::kInt64, .nullable = true},
    {.name = "ReleaseType", .type = Type::kInt32, .nullable = true},
    {.name = "RingTime", .type = Type::kInt64, .nullable = true},
    {.name = "SecretCallType", .type = Type::kInt32, .nullable = true},
    {.name = "SendTime", .type = Type::kInt64, .nullable = true},
    {.name = "ServiceType", .type = Type::kInt32, .nullable = true},
    {.name = "SessionId", .nullable = true},
    {.name = "SingleOpenId", .nullable = true},
    {.name = "SmsContent", .nullable = true},
    {.name = "SmsCount", .type = Type::kInt32, .nullable = true},
    {.name = "StartTime", .type = Type::kInt64, .nullable = true},
    {.name = "SubServiceType", .type = Type::kInt32, .nullable = true},
    {.name = "SubscriptionId", .nullable = true},
    {.name = "TaskOpenId", .nullable = true},
    {.name = "UserData", .nullable = true},
    {.name = "VerifyAnwser", .nullable = true},
    {.name = "VerifyCorrectAnwser", .nullable = true},
    {.name = "VerifyResult", .type = Type::kInt32, .nullable = true},
    {.name = "VerifyVoiceCode", .nullable = true},
    {.name = "CallDuration", .type = Type::kInt32, .nullable = true},
};

inline constexpr Member kAudioTextRecord[] = {
    {.name = "AudioRecordToTextFileUrl"},
    {.name = "CallId"},
};

inline constexpr Member kTaskFailItem[] = {
    {.name = "Desc", .nullable = true},
    {.name = "Index", .type = Type::kInt32},
    {.name = "Phone"},
    {.name = "Type"},
};

inline constexpr Member kTaskListItem[] = {
    {.name = "TaskOpenId"},
    {.name = "Name"},
    {.name = "Resource"},
    {.name = "ResourceType", .type = Type::kInt32},
    {.name = "ResourceName"},
    {.name = "State", .type = Type::kInt32},
    {.name = "StartTime"},
    {.name = "EndTime"},
    {.name = "ListNum", .type = Type::kInt32},
    {.name = "CalledNum", .type = Type::kInt32},
    {.name = "ThroughNum", .type = Type::kInt32},
    {.name = "ThroughRate", .type = Type::kDouble},
    {.name = "FinishRate", .type = Type::kDouble},
};

inline constexpr Member kSubscriptionListRecord[] = {
    {.name = "CallDisplayType", .type = Type::kInt32},
    {.name = "CallDisplayTypeName"},
    {.name = "EnableTime"},
    {.name = "ExpireTime"},
    {.name = "OutId", .nullable = true},
    {.name = "ParentSubId", .nullable = true},
    {.name = "PhoneNoA"},
    {.name = "PhoneNoB", .nullable = true},
    {.name = "PhoneNoE", .nullable = true},
    {.name = "PhoneNoX"},
    {.name = "PhoneNoY", .nullable = true},
    {.name = "RecordFlag", .type = Type::kInt32},
    {.name = "Status", .type = Type::kInt32},
    {.name = "SubId"},
    {.name = "UserData", .nullable = true},
};

}  // namespace virga::vms::shape
