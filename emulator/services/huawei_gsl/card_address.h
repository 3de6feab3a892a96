// How a request names one card: its id in the path, or 0 there and an ICCID beside it.
#pragma once

#include <optional>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "catalog/exchange.h"
#include "catalog/field.h"

namespace virga::gsl {

inline constexpr Field kSimCardId{.name = "sim_card_id",
                                  .type = Type::kInt64,
                                  .in = In::kPath,
                                  .required = true,
                                  .min = 0,
                                  .note = "the card; 0: the one that iccid names"};

// The parameter tables put it in the query, printed examples in a JSON body, on a GET too [doc].
inline constexpr Field kIccid{.name = "iccid",
                              .in = In::kQueryOrBody,
                              .min = 19,
                              .max = 20,
                              .note = "ICCID; read when sim_card_id is 0"};

// Operations with a body of their own have it there [doc].
inline constexpr Field kBodyIccid{.name = "iccid",
                                  .in = In::kBody,
                                  .min = 19,
                                  .max = 20,
                                  .note = "ICCID; read when sim_card_id is 0"};

// So do those on three-network cards, which are named by container id [doc].
inline constexpr Field kBodyCid{
    .name = "cid", .in = In::kBody, .max = 256, .note = "container id; read when sim_card_id is 0"};

// The numbers that a user may mean by the text. A printed ICCID ends in a letter where GSL has a
// digit, so people type the first 19 characters [doc]; they stand for all ten full numbers
// [inferred].
Json numbers_meant(std::string_view number);

// The card that sim_card_id and iccid name, or the documented error. With an id other than 0 the
// ICCID is ignored [inferred].
Result<Document> addressed_card(const Call& call);

// The same with a cid in place of the ICCID.
Result<Document> card_addressed_by_cid(const Call& call);

// The card with that ICCID, or with one that begins with those 19 digits.
std::optional<Json> card_with_iccid(const Store& store, std::string_view iccid);

}  // namespace virga::gsl
