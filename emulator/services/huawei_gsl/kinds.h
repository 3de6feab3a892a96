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

// operator_status [doc]: why the carrier has suspended the card; kUndisturbed while it has not.
inline constexpr std::int64_t kUndisturbed = -1;
inline constexpr std::int64_t kPlanUsedUp = 1;
inline constexpr std::int64_t kThresholdReached = 2;
inline constexpr std::int64_t kPoolUsedUp = 3;
inline constexpr std::int64_t kPlanExpired = 4;
inline constexpr std::int64_t kSuspendedByUser = 5;
inline constexpr std::int64_t kViolation = 6;
inline constexpr std::int64_t kSeparated =
    7;  // the device has another card, or the card another device

// sim_type [doc]; 1 and 2 are vSIM and eSIM.
inline constexpr std::int64_t kPhysical = 3;

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
    {.name = "auto_renew", .type = Type::kBool, .hidden = true},
    // When the silent period begins; null: with the world.
    {.name = "delivered_time", .type = Type::kDateTime, .nullable = true, .hidden = true},
    // What the carrier says to every order on the card; null: it does what it is asked to.
    {.name = "order_fault", .nullable = true, .hidden = true},
    // Usage is computed (usage_model.h) from these. flow_used and flow_left are what it was at the
    // last midnight, for filters and sorting.
    {.name = "flow_total", .type = Type::kDouble, .nullable = true, .hidden = true},  // of a month
    {.name = "flow_at_start", .type = Type::kDouble, .nullable = true, .hidden = true},
    {.name = "idle_since", .nullable = true, .hidden = true},  // first day without use, 20250605
    {.name = "pauses",  // former times without use, 20250605-20250701: the last day is not in it
     .type = Type::kArray,
     .nullable = true,
     .hidden = true},
    // Of a three-network card: 1 with SDK, 2 without; null for every other card.
    {.name = "version", .type = Type::kInt32, .nullable = true, .indexed = true, .hidden = true},
    {.name = "online_carrier",
     .type = Type::kInt32,
     .nullable = true,
     .indexed = true,
     .hidden = true},
    {.name = "network_switch_policy_id", .type = Type::kInt64, .nullable = true, .hidden = true},
    {.name = "iccid_mobile", .nullable = true, .hidden = true},
    {.name = "iccid_unicom", .nullable = true, .hidden = true},
    {.name = "iccid_telcom", .nullable = true, .hidden = true},
    {.name = "profile_iccids",  // these three, to search for
     .type = Type::kArray,
     .nullable = true,
     .indexed = true,
     .hidden = true},
    {.name = "price_plan_id", .nullable = true, .indexed = true, .hidden = true},
    // The day, 20250605, at whose beginning a midnight has something to do with the card; 0: the
    // next one has to find that out.
    {.name = "look_on", .type = Type::kInt32, .indexed = true, .hidden = true},
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
    // What is to be set: a speed, a quota, a bind_type, a policy or a carrier; and to which device.
    {.name = "argument", .type = Type::kInt64, .nullable = true, .hidden = true},
    {.name = "imei", .nullable = true, .hidden = true},
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

// The same of a backward pool, which is paid by use and so has no total.
inline constexpr Member kBackPoolMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "pool_name", .indexed = true},
    {.name = "price_plan_name", .nullable = true},
    {.name = "price_plan_id", .nullable = true},
    {.name = "pool_status", .type = Type::kInt32},
    {.name = "status_time", .type = Type::kDateTime, .nullable = true},
    {.name = "modify_time", .type = Type::kDateTime, .nullable = true},
    {.name = "order_id", .type = Type::kInt64, .nullable = true},
    {.name = "order_ids", .nullable = true},
    {.name = "carrier", .type = Type::kInt32, .hidden = true},
    // MB of a cycle at which the pool is stopped until the next; null: never.
    {.name = "threshold", .type = Type::kDouble, .nullable = true, .hidden = true},
};
// pool_status [doc].
inline constexpr std::int64_t kBackPoolInUse = 2;
inline constexpr std::int64_t kBackPoolStopped = -1;  // -2: discarded

// What a card used on one day, instead of what the model would say.
inline constexpr Member kUsageMembers[] = {
    {.name = "id"},  // 158123456-20250604
    {.name = "sim_card_id", .type = Type::kInt64, .indexed = true},
    {.name = "date"},
    {.name = "flow", .type = Type::kDouble},  // MB
};

inline constexpr Member kPricePlanMembers[] = {
    {.name = "price_plan_id"},
    {.name = "price_plan_name", .indexed = true},
    {.name = "description", .nullable = true},
    {.name = "flow_total", .type = Type::kInt64, .nullable = true, .indexed = true},
    {.name = "package_type", .type = Type::kInt32, .nullable = true},
    {.name = "period", .type = Type::kInt32, .nullable = true},
    {.name = "period_type", .type = Type::kInt32, .nullable = true},
    {.name = "effect_type", .type = Type::kInt32, .nullable = true},
    {.name = "silent_period_day", .type = Type::kInt32, .nullable = true},
    {.name = "silent_period_unit", .type = Type::kInt32, .nullable = true},
    {.name = "auto_renew", .type = Type::kBool, .nullable = true},
    {.name = "location_desc", .nullable = true},
    {.name = "location_type", .type = Type::kInt32, .nullable = true, .indexed = true},
    {.name = "sim_type", .type = Type::kInt32, .nullable = true},
    {.name = "carrier_type", .type = Type::kInt32, .nullable = true, .indexed = true},
    {.name = "price", .type = Type::kInt32, .nullable = true},
    // Filters know these two, rows do not show them.
    {.name = "network_type",
     .type = Type::kInt64,
     .nullable = true,
     .indexed = true,
     .hidden = true},
    {.name = "country_type",
     .type = Type::kInt64,
     .nullable = true,
     .indexed = true,
     .hidden = true},
};
inline constexpr Shape kPricePlanRow = visible(kPricePlanMembers);

// A plan that an eSIM or vSIM has beside the one of its row.
inline constexpr Member kSimPricePlanMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "sim_card_id", .type = Type::kInt64, .indexed = true},
    {.name = "price_plan_id"},
    {.name = "status", .type = Type::kInt32},
    {.name = "order_id", .nullable = true},
    {.name = "create_time", .type = Type::kDateTime, .nullable = true},
    {.name = "active_time", .type = Type::kDateTime, .nullable = true},
    {.name = "stop_time", .type = Type::kDateTime, .nullable = true},
};

inline constexpr Member kAttributeMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "default_attr_name_cn"},
    {.name = "default_attr_name_en"},
    {.name = "cust_attr_name", .indexed = true},
    {.name = "status", .type = Type::kInt32, .indexed = true},  // 0 disabled, 1 enabled
    {.name = "create_time", .type = Type::kDateTime, .nullable = true},
    {.name = "modify_time", .type = Type::kDateTime, .nullable = true},
    {.name = "slot", .type = Type::kInt32, .indexed = true, .hidden = true},  // 1..6
};
inline constexpr Shape kAttributeRow = visible(kAttributeMembers);

inline constexpr Member kPolicyMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "policy_name", .indexed = true},
    {.name = "preferred_carrier", .type = Type::kInt32, .nullable = true},
    {.name = "least_preferred_carrier", .type = Type::kInt32, .nullable = true},
    {.name = "optimal_signal", .type = Type::kBool, .nullable = true},
    {.name = "auto_switch", .type = Type::kBool, .nullable = true},
    {.name = "weak_signal_switch", .type = Type::kBool, .nullable = true},
    {.name = "connect_ip", .nullable = true},
    {.name = "create_time", .type = Type::kDateTime, .nullable = true},
    {.name = "modify_time", .type = Type::kDateTime, .nullable = true},
    {.name = "status", .type = Type::kInt32},                 // 1 enabled, 0 disabled
    {.name = "type", .type = Type::kInt32, .indexed = true},  // 0 of the system, 1 of the user
    {.name = "used", .type = Type::kBool},
    {.name = "version", .type = Type::kInt32, .indexed = true},
    {.name = "switch_order", .nullable = true},
    {.name = "blacklist", .type = Type::kInt32, .nullable = true},
};

// Since when the world is, and what its chance is drawn from: one document.
inline constexpr Member kLedgerMembers[] = {
    {.name = "id", .type = Type::kInt64},
    {.name = "opened", .type = Type::kDateTime},
    {.name = "seed"},  // a number beyond int64, as text
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
void complete_back_pool(Json& pool);
void complete_sms_message(Json& message);
void complete_usage(Json& usage);
void complete_attribute(Json& attribute);
void complete_policy(Json& policy);

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
inline constexpr Kind kBackPools{.service = "gsl",
                                 .name = "back_pools",
                                 .id = "id",
                                 .members = kBackPoolMembers,
                                 .complete = complete_back_pool};
inline constexpr Kind kUsage{.service = "gsl",
                             .name = "usage",
                             .id = "id",
                             .members = kUsageMembers,
                             .complete = complete_usage};
inline constexpr Kind kPricePlans{
    .service = "gsl", .name = "price_plans", .id = "price_plan_id", .members = kPricePlanMembers};
inline constexpr Kind kSimPricePlans{
    .service = "gsl", .name = "sim_price_plans", .id = "id", .members = kSimPricePlanMembers};
inline constexpr Kind kAttributes{.service = "gsl",
                                  .name = "attributes",
                                  .id = "id",
                                  .members = kAttributeMembers,
                                  .complete = complete_attribute};
inline constexpr Kind kPolicies{.service = "gsl",
                                .name = "network_switch_policies",
                                .id = "id",
                                .members = kPolicyMembers,
                                .complete = complete_policy};
inline constexpr Kind kLedger{
    .service = "gsl", .name = "ledger", .id = "id", .members = kLedgerMembers, .internal = true};
inline constexpr Kind kSmsMessages{.service = "gsl",
                                   .name = "sms_messages",
                                   .id = "id",
                                   .members = kSmsMessageMembers,
                                   .complete = complete_sms_message};

}  // namespace virga::gsl
