// Who is to hear a notification, and what: checked one by one, told in FailList.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "store/store.h"

namespace virga::vms {

struct ItemFailure {
  std::string_view type;  // as FailList prints it [doc]
  std::string_view text;
};

inline constexpr ItemFailure kInvalidPhone{"INVALID_PHONE_FORMAT",
                                           "手机号格式错或uid无法转换成有效手机号"};
inline constexpr ItemFailure kRepeated{"REDUPLICATED_ITEM", "重复项目"};
inline constexpr ItemFailure kNotJson{"PARAM_NOT_JSON", "非JSON格式"};
inline constexpr ItemFailure kEmptyTts{"TTS_EMPTY_CONTENT", "空的TTS内容"};
inline constexpr ItemFailure kNoResource{"RESOURCE_NOT_FOUND", "资源不存在"};
inline constexpr ItemFailure kOtherType{"RESOURCE_TYPE_MISMATCH", "资源类型不匹配"};
inline constexpr ItemFailure kVariablesLeft{"TTS_PARAM_EMPTY", "tts模板参数未全替换"};
inline constexpr ItemFailure kWrongRingAgain{"WRONG_RING_AGAIN_TIME", "错误的未接再呼时间"};
inline constexpr ItemFailure kWrongHours{"FORBID_TIME_FORMAT_INVALID", "禁呼时间格式错误"};

// A mobile number, or a landline with its area code [inferred].
bool is_callable(const std::string& phone);

// What is wrong with the item's Phone, variables and text, for a notification of the type (0 file,
// 1 TTS template, 2 IVR, 3 free text) with this resource.
std::optional<ItemFailure> failure_of(const Json& item, std::int64_t type,
                                      const Document& resource);

}  // namespace virga::vms
