#include "cli/wake.h"

#include <poll.h>
#include <pthread.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace virga::cli {
namespace {

constexpr int kQuiet = 100;  // ms without a change: whoever writes has finished

}  // namespace

Wake::Wake() {
  sigset_t signals;
  sigemptyset(&signals);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&signals, signal);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signals_ = ::signalfd(-1, &signals, SFD_CLOEXEC);
}

Wake::~Wake() {
  for (const int descriptor : {signals_, changes_})
    if (descriptor >= 0) ::close(descriptor);
}

bool Wake::watch(const std::vector<std::string>& files) {
  changes_ = ::inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
  if (changes_ < 0) return false;
  for (const std::string& file : files) {
    const std::filesystem::path path(file);
    const std::string folder = path.has_parent_path() ? path.parent_path().string() : ".";
    const int watch = ::inotify_add_watch(changes_, folder.c_str(),
                                          IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_ATTRIB);
    if (watch < 0) return false;
    files_.push_back({watch, path.filename().string()});
  }
  return true;
}

bool Wake::concerns_a_file() {
  bool concerns = false;
  alignas(inotify_event) std::array<char, 4096> buffer;
  for (;;) {
    const ssize_t size = ::read(changes_, buffer.data(), buffer.size());
    if (size <= 0) return concerns;
    for (const char* at = buffer.data(); at < buffer.data() + size;) {
      const auto* event = reinterpret_cast<const inotify_event*>(at);
      const std::string_view name = event->len > 0 ? event->name : "";
      concerns = concerns || (event->mask & IN_Q_OVERFLOW) != 0 ||
                 std::any_of(files_.begin(), files_.end(), [&](const Watched& file) {
                   return file.folder == event->wd && file.name == name;
                 });
      at += sizeof(inotify_event) + event->len;
    }
  }
}

Wake::Call Wake::wait() {
  bool changed = false;
  for (;;) {
    std::array<pollfd, 2> waiting{{{signals_, POLLIN, 0}, {changes_, POLLIN, 0}}};
    const int ready = ::poll(waiting.data(), waiting.size(), changed ? kQuiet : -1);
    if (ready == 0) return Call::kReload;
    if ((waiting[0].revents & POLLIN) != 0) {
      signalfd_siginfo signal{};
      if (::read(signals_, &signal, sizeof signal) != sizeof signal) continue;
      return signal.ssi_signo == SIGHUP ? Call::kReload : Call::kStop;
    }
    if ((waiting[1].revents & POLLIN) != 0) changed = concerns_a_file() || changed;
  }
}

}  // namespace virga::cli
