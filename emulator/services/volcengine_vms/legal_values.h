// What parameters with a documented list of values may be.
#pragma once

#include <cstdint>
#include <string_view>

namespace virga::vms::legal {

inline constexpr std::int64_t kFlag[] = {0, 1};
inline constexpr std::string_view kSides[] = {"A", "B"};
inline constexpr std::int64_t kDisplayTypes[] = {1, 2, 3, 4};
inline constexpr std::int64_t kServiceTypes[] = {100, 200};
inline constexpr std::int64_t kSubServiceTypes[] = {101, 102, 103, 104, 105, 106, 107,
                                                    108, 201, 202, 203, 204, 205, 206};
inline constexpr std::int64_t kThree[] = {0, 1, 2};
inline constexpr std::int64_t kOneToThree[] = {1, 2, 3};
inline constexpr std::int64_t kOneOrTwo[] = {1, 2};
inline constexpr std::int64_t kOne[] = {1};
inline constexpr std::int64_t kNumberStatuses[] = {1, 2, 3, 4, 6};
inline constexpr std::int64_t kTaskTypes[] = {0, 1, 2, 3};
inline constexpr std::int64_t kApplyStatuses[] = {1, 2, 3, 4, 5};
inline constexpr std::int64_t kFreezes[] = {1, 5, 6, 7, 8, 9, 10};
inline constexpr std::int64_t kFreezeTimes[] = {12, 13, 14, 15, 29};
inline constexpr std::string_view kListeners[] = {"NONE", "CALLER", "CALLEE", "BOTH"};
inline constexpr std::string_view kNumberAuthActions[] = {"add", "update", "delete"};
inline constexpr std::string_view kOverflowStrategies[] = {"denyAll", "fifo"};

}  // namespace virga::vms::legal
