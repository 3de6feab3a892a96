// The call that everything here asks for, once the demo fixture is loaded.
#pragma once

namespace virga::bench {

inline constexpr const char* kShowRealNamed = "/v1/sim-cards/158123456/real-named";

}  // namespace virga::bench
