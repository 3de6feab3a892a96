// Every documented error of GSL, once. Texts are wire values in Chinese, as the clients of the
// cloud receive them.
//
// A text marked [inferred] is ours: the vendor declares the code for an operation and prints no
// text for it.
#pragma once

#include "base/error.h"
#include "catalog/operation.h"
#include "catalog/service.h"

namespace virga::gsl {

// Both services of the API.

// Documented with status 400 for BatchSetTags and with 403 for ListFlowBySimCards [doc].
inline constexpr Error kTokenInvalid{
    .code = "GSL.00010001", .status = 400, .text = "请求携带的token无效。"};
inline constexpr Error kTokenForbidden{
    .code = "GSL.00010001", .status = 403, .text = "请求携带的token无效。"};
inline constexpr Error kNoContent{
    .code = "GSL.00010002", .status = 403, .text = "请求的内容不存在"};

// The SIM card service, codes GSL.0001….

inline constexpr Error kInternal{
    .code = "GSL.00010003", .status = 500, .text = "系统繁忙,请稍后重试。"};
inline constexpr Error kParameterInvalid{.code = "GSL.00010004", .status = 400, .text = "参数异常"};

// AddNetworkSwitchPolicy prints these two texts under codes that mean something else everywhere
// else [doc].
inline constexpr Error kPolicyParameterInvalid{
    .code = "GSL.00010001", .status = 400, .text = "参数异常"};
inline constexpr Error kPolicyInternal{
    .code = "GSL.00010004", .status = 500, .text = "系统繁忙,请稍后重试。"};

inline constexpr Error kNoCard{
    .code = "GSL.00011001", .status = 400, .text = "sim卡不存在或没有SIM卡的访问权限!"};
inline constexpr Error kBillingCycleInvalid{
    .code = "GSL.00011004", .status = 403, .text = "账期不合法,请检查!"};
inline constexpr Error kTooManyIccids{
    .code = "GSL.00011010", .status = 400, .text = "iccid 超过个数限制。"};
inline constexpr Error kNoIccid{
    .code = "GSL.00011011", .status = 400, .text = "iccid:[{iccid}] 不存在"};
// Declared by exactly the operations that some carriers or kinds of card do not have; meaning and
// text [inferred].
inline constexpr Error kCardUnsupported{
    .code = "GSL.00011015", .status = 400, .text = "该卡不支持此操作,请检查!"};
inline constexpr Error kSpeedUnsupported{
    .code = "GSL.00011016", .status = 400, .text = "不支持的限制速率"};
inline constexpr Error kCarrierUnsupported{
    .code = "GSL.00011063", .status = 400, .text = "不支持切换的目标运营商"};
inline constexpr Error kNoPricePlan{
    .code = "GSL.00012002", .status = 400, .text = "传入的套餐ID无效,套餐不存在。"};
inline constexpr Error kNoFile{
    .code = "GSL.00012016", .status = 400, .text = "SIM卡文件不存在,请检查!"};
// The text is itself a JSON array with one object for each row that failed; this one is the printed
// example [doc].
inline constexpr Error kAttributeRowsFailed{
    .code = "GSL.00012031",
    .status = 400,
    .text = R"([{"fail_reason":"自定义属性三未启用","sim_card_id":3552016640640009}])"};
// Of order renewal in the console; no operation of this API raises it [doc].
inline constexpr Error kNoCardToRenew{.code = "GSL.00013012",
                                      .status = 400,
                                      .text = "您操作的订单对应的SIM卡不存在,不能续费,请检查!"};
// Declared by the four data pool operations; meaning and text [inferred].
inline constexpr Error kNoPool{
    .code = "GSL.00014003", .status = 403, .text = "流量池不存在或没有流量池的访问权限!"};

inline constexpr Error kNoPolicy{.code = "GSL.00015028", .status = 400, .text = "策略不存在!"};
inline constexpr Error kPolicyCarriersEqual{
    .code = "GSL.00015032", .status = 400, .text = "优先使用运营商和最不优先使用运营商不能相同!"};
inline constexpr Error kPolicyWithoutTrigger{
    .code = "GSL.00015033",
    .status = 400,
    .text = "弱信号切换策略、连接延时切换策略必须设置其中一种!"};
// Text [inferred].
inline constexpr Error kPolicyNameTaken{
    .code = "GSL.00015034", .status = 400, .text = "策略名称已存在,请重新输入!"};
// The error table prints the text; its code could not be recovered and is [inferred].
inline constexpr Error kSwitchOrderMalformed{
    .code = "GSL.00015035", .status = 400, .text = "切卡顺序格式错误,请检查!"};

// Declared by ListSimCards only; meaning unknown, text [inferred].
inline constexpr Error kCardListBusy{
    .code = "GSL.00016005", .status = 500, .text = "系统繁忙,请稍后重试。"};
// Text [inferred].
inline constexpr Error kResumeUnfinished{.code = "GSL.00016009",
                                         .status = 403,
                                         .text = "您操作的卡仍有未完成的复机受理单,请勿重复操作。"};
inline constexpr Error kStopUnfinished{.code = "GSL.00016010",
                                       .status = 403,
                                       .text = "您操作的卡仍有未完成的停机受理单,请勿重复操作。"};
// Text [inferred].
inline constexpr Error kNotSuspended{
    .code = "GSL.00016013", .status = 403, .text = "只有已停用状态的卡才能复机,请检查!"};
// Text [inferred].
inline constexpr Error kNotActivatable{
    .code = "GSL.00016014", .status = 403, .text = "只有可测试或可激活状态的卡才能激活,请检查!"};
inline constexpr Error kEnableUnfinished{.code = "GSL.00016015",
                                         .status = 403,
                                         .text = "您操作的卡仍有未完成的激活受理单,请勿重复操作。"};
inline constexpr Error kRepeatedWithinFiveMinutes{
    .code = "GSL.00016016", .status = 403, .text = "5分钟内不允许重复操作,请稍作等待。"};
// Text [inferred].
inline constexpr Error kSuspensionStays{
    .code = "GSL.00016019", .status = 403, .text = "您操作的卡当前停机类型不支持复机,请检查!"};
// Text [inferred].
inline constexpr Error kNotInUse{
    .code = "GSL.00016020", .status = 403, .text = "只有在用状态的卡才能停机,请检查!"};

// BatchSetTags prints nine digits, the error code table eight for the first of them [doc].
inline constexpr Error kCardCountTable{
    .code = "GSL.00016051", .status = 400, .text = "SIM卡数量必须介于1和500之间,请重新输入!"};
inline constexpr Error kCardCount{
    .code = "GSL.000160051", .status = 400, .text = "SIM卡数量必须介于1和500之间,请重新输入!"};
inline constexpr Error kTagCount{
    .code = "GSL.000160052", .status = 400, .text = "标签数量必须介于0-10之间,请重新输入!"};
inline constexpr Error kIdsUnknown{
    .code = "GSL.000160053",
    .status = 400,
    .text = "以下simCardId/tagId不存在或没有操作权限,请重新输入!simCardId/tagId : [{ids}]"};
inline constexpr Error kIdsRepeated{
    .code = "GSL.000160054",
    .status = 400,
    .text = "以下simCardId/tagId重复,请重新输入!simCardId/tagId : [{ids}]"};

// The console service, codes GSL.0002…: tags and custom attributes.

inline constexpr Error kConsoleInternal{
    .code = "GSL.00020003", .status = 500, .text = "系统繁忙,请稍后重试。"};
inline constexpr Error kConsoleParameterInvalid{
    .code = "GSL.00020004", .status = 400, .text = "参数异常"};
inline constexpr Error kTagNameIllegal{
    .code = "GSL.00022001", .status = 400, .text = "标签名称不合法,请检查!"};
inline constexpr Error kTagNameTaken{
    .code = "GSL.00022002", .status = 400, .text = "标签名称已存在,请重新输入!"};
inline constexpr Error kTooManyTags{
    .code = "GSL.00022003", .status = 400, .text = "登录用户最多可以创建10000个标签。"};
inline constexpr Error kNoTag{
    .code = "GSL.00022004", .status = 400, .text = "登录用户没有标签的访问权限。"};
inline constexpr Error kAttributeNameIllegal{
    .code = "GSL.00027001", .status = 400, .text = "自定义属性名称不合法,请检查!"};
inline constexpr Error kAttributeNameTaken{
    .code = "GSL.00027002", .status = 400, .text = "自定义属性名称已存在,请重新输入!"};
inline constexpr Error kAttributeNameIsColumn{
    .code = "GSL.00027003",
    .status = 400,
    .text = "自定义属性名称和SIM卡管理列字段重复,请重新输入!"};
inline constexpr Error kTooManyAttributes{
    .code = "GSL.00027004", .status = 400, .text = "登录用户最多可以创建6个自定义属性。"};
inline constexpr Error kNoAttribute{
    .code = "GSL.00027005", .status = 400, .text = "登录用户没有自定义属性的访问权限。"};

// What groups of operations declare alike.

// What scenarios call in every service alike.
inline constexpr Symbol kSymbols[] = {{"internal", &kInternal},
                                      {"internal", &kConsoleInternal},
                                      {"internal", &kPolicyInternal},
                                      {"quota_exceeded", &kTooManyTags},
                                      {"quota_exceeded", &kTooManyAttributes}};

inline constexpr const Error* kCommonErrors[] = {&kParameterInvalid, &kInternal};
inline constexpr const Error* kConsoleErrors[] = {&kConsoleParameterInvalid, &kConsoleInternal};
inline constexpr const Error* kCardErrors[] = {&kParameterInvalid, &kNoCard, &kInternal};
inline constexpr const Error* kPoolErrors[] = {&kParameterInvalid, &kBillingCycleInvalid, &kNoPool,
                                               &kInternal};

}  // namespace virga::gsl
