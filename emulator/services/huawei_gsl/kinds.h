// What GSL keeps: the documents of each kind, member by member in documented order, and what their
// numbers mean.
//
// Visible members come first and are also the row that the API answers; hidden ones follow.
#pragma once

#include <cstddef>
#include <cstdint>

#include "base/shape.h"
#include "store/kind.h"

namespace virga::gsl {

// The members before the first hidden one.
constexpr Shape visible(Shape members) {
  std::size_t count = 0;
  while (count < members.size() && !members[count].hidden) ++count;
  return members.first(count);
}

// sim_status [doc].
inline constexpr std::int64_t kTestable = 10;
inline constexpr std::int64_t kInactive = 11;  // vSIM and eSIM only
inline constexpr std::int64_t kActivatable = 13;
inline constexpr std::int64_t kSuspended = 14;
inline constexpr std::int64_t kInUse = 20;
inline constexpr std::int64_t kDeregistered = 30;

// operator_status [doc]; -1 while the card is not suspended.
inline constexpr std::int64_t kSuspendedByUser = 5;

// A card row does not name its carrier, yet half of the rules depend on it: documents carry it
// hidden. The numbers are those of three-network cards [doc]; 4 is any carrier outside the Chinese
// mainland [inferred].
inline constexpr std::int64_t kMobile = 1;
inline constexpr std::int64_t kTelecom = 2;
inline constexpr std::int64_t kUnicom = 3;

inline constexpr Member kSimCardMembers[] = {
    {.name = "sim_card_id", .type = Type::kInt64},
    {.name = "account_id"},
    {.name = "cid", .indexed = true},  // physical card: the ICCID; eSIM: the EID; vSIM: the CID
    {.name = "sim_pool_id", .type = Type::kInt64, .nullable = true, .indexed = true},
    {.name = "imei", .nullable = true, .indexed = true},
    {.name = "sim_status", .type = Type::kInt32, .indexed = true},
    {.name = "device_status", .type = Type::kInt32, .nullable = true, .indexed = true},
    {.name = "device_model", .nullable = true},
    {.name = "act_date", .type = Type::kDateTime, .nullable = true, .indexed = true},
    {.name = "device_status_date", .type = Type::kDateTime, .nullable = true},
    {.name = "node_id", .nullable = true},
    {.name = "iccid", .indexed = true},
    {.name = "network_type", .nullable = true},
    {.name = "dbm", .nullable = true},
    {.name = "signal_level", .nullable = true},
    {.name = "sim_type", .type = Type::kInt32, .indexed = true},
    {.name = "tag_names", .nullable = true},  // computed from tag_ids for each answer
    {.name = "order_id", .type = Type::kInt64, .nullable = true, .indexed = true},
    {.name = "expire_time", .type = Type::kDateTime, .nullable = true, .indexed = true},
    {.name = "price_plan_name", .nullable = true},
    {.name = "sim_price_plan_id", .type = Type::kInt64, .nullable = true},
    {.name = "flow_left", .type = Type::kDouble, .nullable = true, .indexed = true},
    {.name = "flow_used", .type = Type::kDouble, .nullable = true, .indexed = true},
    {.name = "operator_status", .type = Type::kInt32, .indexed = true},
    {.name = "msisdn", .nullable = true, .indexed = true},
    {.name = "imsi", .nullable = true},
    {.name = "customer_attribute1", .nullable = true, .indexed = true},
    {.name = "customer_attribute2", .nullable = true, .indexed = true},
    {.name = "customer_attribute3", .nullable = true, .indexed = true},
    {.name = "customer_attribute4", .nullable = true, .indexed = true},
    {.name = "customer_attribute5", .nullable = true, .indexed = true},
    {.name = "customer_attribute6", .nullable = true, .indexed = true},
    {.name = "real_named", .type = Type::kBool, .indexed = true},
    {.name = "cut_net_flag", .type = Type::kBool},
    {.name = "exceed_cut_net_flag", .type = Type::kBool},
    {.name = "exceed_cut_net_quota", .type = Type::kInt32, .nullable = true},
    {.name = "imei_bind_remain_times", .type = Type::kInt32, .nullable = true},
    {.name = "speed_value", .type = Type::kInt32, .nullable = true},
    {.name = "carrier", .type = Type::kInt32, .hidden = true},
    {.name = "sms_plan", .type = Type::kBool, .hidden = true},  // has an SMS plan been bought?
    {.name = "price_plan_id", .nullable = true, .indexed = true, .hidden = true},
    {.name = "tag_ids",
     .type = Type::kArray,
     .nullable = true,
     .items = Type::kInt64,
     .indexed = true,
     .hidden = true},
};
inline constexpr Shape kSimCardRow = visible(kSimCardMembers);

inline constexpr Member kTagMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "tag_name", .indexed = true},
    {.name = "status", .type = Type::kInt32, .indexed = true},  // 1: some card carries it; 0: none
};

inline constexpr Member kWorkOrderMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "sim_type", .type = Type::kInt32, .nullable = true, .indexed = true},
    {.name = "work_order_type", .type = Type::kInt32, .indexed = true},
    {.name = "req_detail", .nullable = true},
    {.name = "total_count", .type = Type::kInt32},
    {.name = "success_count", .type = Type::kInt32},
    {.name = "fail_count", .type = Type::kInt32},
    {.name = "process_count", .type = Type::kInt32},
    {.name = "status", .type = Type::kInt32, .indexed = true},
    {.name = "create_time", .type = Type::kDateTime},
    {.name = "finish_time", .type = Type::kDateTime, .nullable = true},
    {.name = "fail_reason", .nullable = true},
    {.name = "response", .nullable = true},
    {.name = "work_order_source", .type = Type::kInt32},
    {.name = "work_order_source_desc"},
    // Of an order on one card that came through the API: which card, and when it completes.
    {.name = "sim_card_id",
     .type = Type::kInt64,
     .nullable = true,
     .indexed = true,
     .hidden = true},
    {.name = "due_time", .type = Type::kDateTime, .nullable = true, .hidden = true},
};
inline constexpr Shape kWorkOrderRow = visible(kWorkOrderMembers);

inline constexpr Member kWorkOrderDetailMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "sim_type", .type = Type::kInt32, .nullable = true, .indexed = true},
    {.name = "status", .type = Type::kInt32, .indexed = true},
    {.name = "cid", .indexed = true},
    {.name = "sim_card_id", .type = Type::kInt64, .nullable = true},
    {.name = "create_time", .type = Type::kDateTime},
    {.name = "finish_time", .type = Type::kDateTime, .nullable = true},
    {.name = "description", .nullable = true},
    {.name = "work_order_id", .type = Type::kInt64, .indexed = true, .hidden = true},
};
inline constexpr Shape kWorkOrderDetailRow = visible(kWorkOrderDetailMembers);

// What lasts of a forward pool; the figures of a month are computed from the cards whose
// sim_pool_id it is.
inline constexpr Member kSimPoolMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "pool_name", .indexed = true},
    {.name = "price_plan_name", .nullable = true},
    {.name = "price_plan_id", .nullable = true},
    {.name = "modify_time", .type = Type::kDateTime, .nullable = true},
    {.name = "order_id", .type = Type::kInt64, .nullable = true},
    {.name = "order_ids", .nullable = true},
    {.name = "status", .type = Type::kInt32, .indexed = true},
    {.name = "carrier", .type = Type::kInt32, .hidden = true},
};

inline constexpr Member kSmsMessageMembers[] = {
    {.name = "cid", .indexed = true},
    {.name = "msisdn", .nullable = true},
    {.name = "sent_time", .type = Type::kDateTime, .nullable = true},
    {.name = "received_time", .type = Type::kDateTime, .nullable = true},
    {.name = "sms_status", .type = Type::kInt32},
    {.name = "sms_content"},
    {.name = "id", .type = Type::kInt64, .hidden = true},
    // sent_time in milliseconds since 1970: texts of one moment may be spelt in several ways.
    {.name = "sent_at", .type = Type::kInt64, .indexed = true, .hidden = true},
    {.name = "template_id", .type = Type::kInt64, .nullable = true, .hidden = true},
};
inline constexpr Shape kSmsMessageRow = visible(kSmsMessageMembers);

// What a fixture may leave out: a card is the user's own, undisturbed, of the carrier that its plan
// names; a message's time is spelt once.
void complete_sim_card(Json& card);
void complete_sim_pool(Json& pool);
void complete_sms_message(Json& message);

inline constexpr Handle kSimCardHandles[] = {{"sim_card_id", "sim_card_id"}, {"iccid", "iccid"}};
inline constexpr Handle kTagHandles[] = {{"tag_id", "id"}};
inline constexpr Handle kWorkOrderHandles[] = {{"work_order_id", "id"}};
inline constexpr Handle kSimPoolHandles[] = {{"sim_pool_id", "id"}};

inline constexpr Kind kSimCards{.service = "gsl",
                                .name = "sim_cards",
                                .id = "sim_card_id",
                                .members = kSimCardMembers,
                                .one = "sim_card",
                                .handles = kSimCardHandles,
                                .complete = complete_sim_card};
inline constexpr Kind kTags{.service = "gsl",
                            .name = "tags",
                            .id = "id",
                            .members = kTagMembers,
                            .one = "tag",
                            .handles = kTagHandles};
inline constexpr Kind kWorkOrders{.service = "gsl",
                                  .name = "work_orders",
                                  .id = "id",
                                  .members = kWorkOrderMembers,
                                  .one = "work_order",
                                  .handles = kWorkOrderHandles};
inline constexpr Kind kWorkOrderDetails{
    .service = "gsl", .name = "work_order_details", .id = "id", .members = kWorkOrderDetailMembers};
inline constexpr Kind kSimPools{.service = "gsl",
                                .name = "sim_pools",
                                .id = "id",
                                .members = kSimPoolMembers,
                                .one = "sim_pool",
                                .handles = kSimPoolHandles,
                                .complete = complete_sim_pool};
inline constexpr Kind kSmsMessages{.service = "gsl",
                                   .name = "sms_messages",
                                   .id = "id",
                                   .members = kSmsMessageMembers,
                                   .complete = complete_sms_message};

}  // namespace virga::gsl
