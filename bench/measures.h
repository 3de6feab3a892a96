// What is measured of one server by itself: starting, growing, a crowd that is silent, calls that
// are delayed, stopping. Each prints its figures and throws std::runtime_error when the server
// answers wrongly.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace virga::bench {

using Command = std::vector<std::string>;

// From exec until the first answer has been read, and the memory then held; `bare` in turn.
void measure_start(const Command& virga, const Command& bare);

// The memory held after more and more requests, up to `size`.
void measure_memory(const Command& virga, std::size_t size);

// `size` connections that have asked once and are silent: what they cost the server, and another
// client.
void measure_idle(const Command& virga, std::size_t size);

// `size` calls at once, each delayed by a second; and a client meanwhile whose calls are not.
void measure_delayed(const Command& virga, std::size_t size);

// From SIGTERM until the end of the process, with 1,000 connections open.
void measure_stop(const Command& virga);

}  // namespace virga::bench
