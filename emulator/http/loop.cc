#include "http/loop.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace virga::http {
namespace {

constexpr int kMostEvents = 64;  // a round; more wait for the next one

[[noreturn]] void fail(const char* doing) {
  throw std::system_error(errno, std::generic_category(), doing);
}

}  // namespace

Loop::Loop() {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  if (epoll_ < 0) fail("epoll_create1");
  wake_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event event{};
  event.events = EPOLLIN;
  event.data.ptr = nullptr;  // stands for the wake-up call
  if (wake_ < 0 || ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wake_, &event) < 0) {
    const int reason = errno;
    if (wake_ >= 0) ::close(wake_);
    ::close(epoll_);
    errno = reason;
    fail("eventfd");
  }
}

Loop::~Loop() {
  ::close(wake_);
  ::close(epoll_);
}

bool Loop::watch(int socket, Watcher& watcher) {
  // Edge-triggered, and all at once: a connection never has to change what it is told of.
  epoll_event event{};
  event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
  event.data.ptr = &watcher;
  return ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket, &event) == 0;
}

void Loop::forget(int socket) { ::epoll_ctl(epoll_, EPOLL_CTL_DEL, socket, nullptr); }

void Loop::run() {
  epoll_event events[kMostEvents];
  for (;;) {
    const int count = ::epoll_wait(epoll_, events, kMostEvents, patience());
    if (count < 0 && errno != EINTR) fail("epoll_wait");
    bool woken = false;
    for (int i = 0; i < count; ++i) {
      if (events[i].data.ptr == nullptr)
        woken = true;
      else
        static_cast<Watcher*>(events[i].data.ptr)->ready(events[i].events);
    }
    if (woken) do_posted();
    fire_timers();
    do_deferred();
    const std::lock_guard lock(mutex_);
    if (stopped_) return;
  }
}

int Loop::patience() const {
  if (!deferred_.empty()) return 0;
  if (timers_.empty()) return -1;
  const auto left = timers_.begin()->first - std::chrono::steady_clock::now();
  if (left.count() <= 0) return 0;
  // Rounded up: a timer that fires too early would find nothing due.
  return static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(left).count());
}

void Loop::stop() {
  post([this] {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
  });
}

void Loop::post(std::function<void()> work) {
  const std::lock_guard lock(mutex_);
  posted_.push_back(std::move(work));
  if (woken_) return;
  woken_ = true;
  const std::uint64_t one = 1;
  static_cast<void>(::write(wake_, &one, sizeof one));
}

void Loop::after_events(std::function<void()> work) { deferred_.push_back(std::move(work)); }

void Loop::do_posted() {
  std::uint64_t count = 0;
  static_cast<void>(::read(wake_, &count, sizeof count));
  std::vector<std::function<void()>> work;
  {
    const std::lock_guard lock(mutex_);
    work.swap(posted_);
    woken_ = false;
  }
  for (const auto& each : work) each();
}

void Loop::do_deferred() {
  std::vector<std::function<void()>> work;
  work.swap(deferred_);
  for (const auto& each : work) each();
}

void Loop::fire_timers() {
  if (timers_.empty()) return;
  const Instant now = std::chrono::steady_clock::now();
  while (!timers_.empty() && timers_.begin()->first <= now) {
    Timer& timer = *timers_.begin()->second;
    timer.leave();
    if (!timer.armed_) continue;
    if (timer.due_ > now) {
      timer.set(timer.due_);
      continue;
    }
    timer.armed_ = false;
    timer.fire_();
  }
}

void Timer::set(Instant due) {
  due_ = due;
  armed_ = true;
  if (placed_ && place_->first <= due) return;
  leave();
  place_ = loop_.timers_.emplace(due, this);
  placed_ = true;
}

void Timer::leave() {
  if (placed_) loop_.timers_.erase(place_);
  placed_ = false;
}

}  // namespace virga::http
