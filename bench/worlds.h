// What it costs to copy a large world, to go back to a copy, and to begin a world anew.
#pragma once

namespace virga::bench {

void register_worlds();  // its measures, with Google Benchmark

}  // namespace virga::bench
