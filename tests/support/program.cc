#include "support/program.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <string_view>

namespace virga {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

std::vector<std::string> variables(const Environment& given) {
  std::vector<std::string> all;
  for (const auto& [name, value] : given) all.push_back(name + "=" + value);
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view name = std::string_view(*each).substr(0, std::strcspn(*each, "="));
    const bool replaced = std::any_of(given.begin(), given.end(),
                                      [&](const auto& pair) { return pair.first == name; });
    if (!replaced && !name.starts_with("VIRGA_")) all.emplace_back(*each);
  }
  return all;
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const Environment& environment,
                 const std::string& folder) {
  std::vector<std::string> words{VIRGA_PROGRAM};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> settings = variables(environment);
  const auto argv = pointers_to(words), envp = pointers_to(settings);
  int out[2], err[2];
  REQUIRE(::pipe2(out, O_CLOEXEC) == 0);
  REQUIRE(::pipe2(err, O_CLOEXEC) == 0);
  const pid_t parent = ::getpid();
  child_ = ::fork();
  REQUIRE(child_ >= 0);
  if (child_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);  // a test program that crashes takes it along
    if (::getppid() != parent) ::_exit(126);
    ::dup2(out[1], STDOUT_FILENO);
    ::dup2(err[1], STDERR_FILENO);
    if (::chdir(folder.c_str()) != 0) ::_exit(126);
    ::execve(argv[0], argv.data(), envp.data());
    ::_exit(127);
  }
  ::close(out[1]);
  ::close(err[1]);
  out_.end = out[0];
  err_.end = err[0];
}

Program::~Program() {
  if (child_ > 0) {
    ::kill(child_, SIGKILL);
    reap(0);
  }
  for (const Pipe* pipe : {&out_, &err_})
    if (pipe->end >= 0) ::close(pipe->end);
}

bool Program::read_some(Deadline deadline) {
  pollfd waiting[] = {{out_.end, POLLIN, 0}, {err_.end, POLLIN, 0}};
  if (out_.end < 0 && err_.end < 0) return false;
  const auto left =
      std::chrono::ceil<milliseconds>(std::max(deadline - steady_clock::now(), {})).count();
  const int ready = ::poll(waiting, 2, static_cast<int>(left));
  if (ready < 0) return errno == EINTR;
  if (ready == 0) return false;
  for (Pipe* pipe : {&out_, &err_}) {
    if (waiting[pipe == &out_ ? 0 : 1].revents == 0) continue;
    char bytes[16 << 10];
    const ssize_t count = ::read(pipe->end, bytes, sizeof bytes);
    if (count > 0) {
      pipe->text.append(bytes, static_cast<std::size_t>(count));
    } else {
      ::close(pipe->end);
      pipe->end = -1;
    }
  }
  return true;
}

std::string Program::first_line() {
  const auto deadline = steady_clock::now() + kPatience;
  while (out_.text.find('\n') == std::string::npos)
    if (!read_some(deadline)) return {};
  return out_.text.substr(0, out_.text.find('\n'));
}

std::string Program::url() {
  const std::string line = first_line(), announcement = "virga listening on ";
  INFO(err());
  REQUIRE(line.substr(0, announcement.size()) == announcement);
  return line.substr(announcement.size());
}

bool Program::says(const std::string& text) {
  const auto deadline = steady_clock::now() + kPatience;
  while (err_.text.find(text) == std::string::npos)
    if (!read_some(deadline)) return false;
  return true;
}

void Program::signal(int number) {
  if (child_ > 0) ::kill(child_, number);
}

void Program::reap(int flags) {
  int status = 0;
  pid_t ended = 0;
  do {
    ended = ::waitpid(child_, &status, flags);
  } while (ended < 0 && errno == EINTR);
  if (ended != child_) return;
  child_ = -1;
  code_ = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// Both pipes end when the child does: nobody else holds their other ends.
int Program::exit_code() {
  const auto deadline = steady_clock::now() + kPatience;
  while (read_some(deadline)) {
  }
  if (child_ > 0 && out_.end < 0 && err_.end < 0) reap(0);
  return code_;
}

Finished run_program(const std::vector<std::string>& arguments, const Environment& environment) {
  Program program(arguments, environment);
  const int code = program.exit_code();
  return {code, program.out(), program.err()};
}

}  // namespace virga
