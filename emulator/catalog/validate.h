// Holds what was received against the declared fields.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "catalog/field.h"
#include "catalog/input.h"

namespace virga {

enum class Wrong { kMissing, kType, kLength, kRange, kChoice, kPattern, kCount };

struct Complaint {
  const Field* field = nullptr;
  Wrong wrong = Wrong::kMissing;
  std::string reason;  // "iccid: 18 characters, documented 19..20"
};

// Texts become the declared type, defaults are filled in. Missing fields are complained about
// before wrong ones, each group in declared order. The input is of use only when there are no
// complaints.
Input validate(std::span<const Field> fields, const RawInput& raw,
               std::vector<Complaint>& complaints);

}  // namespace virga
