#include "http/quiet_thread.h"

#include <csignal>

namespace virga::http {
namespace {

struct SignalsBlocked {
  SignalsBlocked() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
  }
  ~SignalsBlocked() { pthread_sigmask(SIG_SETMASK, &before, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

  sigset_t before;
};

}  // namespace

// Blocked before the thread starts, which inherits it: afterwards, a signal could slip in between.
std::thread quiet_thread(std::function<void()> work) {
  const SignalsBlocked while_starting;
  return std::thread(std::move(work));
}

}  // namespace virga::http
