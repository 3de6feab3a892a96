// The operations of the voice service, a table for each kind of resource.
#pragma once

#include <span>

#include "catalog/exchange.h"

namespace virga::vms {

std::span<const Operation> number_pool_operations();
std::span<const Operation> number_operations();
std::span<const Operation> number_application_operations();
std::span<const Operation> qualification_operations();
std::span<const Operation> qualification_file_operations();
std::span<const Operation> axb_operations();
std::span<const Operation> axn_operations();
std::span<const Operation> axne_operations();
std::span<const Operation> axyb_operations();
std::span<const Operation> axg_operations();
std::span<const Operation> axg_group_operations();
std::span<const Operation> subscription_operations();
std::span<const Operation> number_auth_operations();
std::span<const Operation> click_to_call_operations();
std::span<const Operation> click_to_call_auth_operations();
std::span<const Operation> voice_task_operations();
std::span<const Operation> voice_single_operations();
std::span<const Operation> voice_resource_operations();
std::span<const Operation> resource_upload_operations();
std::span<const Operation> call_data_operations();
std::span<const Operation> risk_control_operations();
std::span<const Operation> ai_call_operations();

}  // namespace virga::vms
