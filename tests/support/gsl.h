// What tests of Huawei GSL ask again and again.
#pragma once

#include <cstdint>
#include <string>

#include "support/cloud.h"

namespace virga {

// The usual cloud with more lists of the service gsl behind those of the demo fixture; a document
// of the same id takes the place of the demo's.
class GslCloud : public Cloud {
 public:
  explicit GslCloud(const std::string& lists);
};

Json gsl_refusal(const std::string& code, const std::string& text);

// The stored document of that kind whose member `id` has the value; null when there is none.
Json stored(Cloud& cloud, const std::string& kind, const std::string& id, const Json& value);
Json stored_card(Cloud& cloud, std::int64_t id);
Json order_filed(Cloud& cloud, const Answer& answer);  // the work order that the answer names

// Moves the clock to the end of that work order, and answers how it has ended.
Json finish(Cloud& cloud, const Answer& answer);

void move_to(Cloud& cloud, const std::string& time);  // forward, 2025-07-01T00:00:00+08:00

}  // namespace virga
