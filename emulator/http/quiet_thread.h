// A thread that takes no signals: those are for the program, and a socket that broke (SIGPIPE) must
// not end it.
#pragma once

#include <functional>
#include <thread>

namespace virga::http {

std::thread quiet_thread(std::function<void()> work);

}  // namespace virga::http
