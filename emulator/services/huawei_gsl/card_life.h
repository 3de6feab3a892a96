// The life of a card: which states follow which, and what is kept of the times in between.
//
//   10 testable ────┐
//   13 activatable ─┴─► 20 in use ◄──► 14 suspended ──► 30 deregistered ──► gone
//   11 inactive: a vSIM or eSIM that no request and no date switches on
#pragma once

#include <cstdint>
#include <optional>

#include "base/json.h"
#include "services/huawei_gsl/day.h"

namespace virga::gsl {

// Does it transmit: in use, and not cut off the network?
bool uses_data(const Json& card);

// The first day on which a card that does not, did not; `opened` when it never has in this world.
Day idle_day(const Json& card, Day opened);

// What midnights have foreseen of the card no longer holds: the next one looks at it again.
void look_again(Json& card);

// The card is in use from then on: activated if it never was, else resumed.
void put_in_use(Json& card, Time at, Day opened);

// `why` is an operator_status.
void suspend(Json& card, std::int64_t why, Time at, Day opened);

void deregister(Json& card, Time at, Day opened);

// Cuts an otherwise undisturbed card off the network, or puts it back.
void cut_net(Json& card, bool cut, Time at, Day opened);

}  // namespace virga::gsl
