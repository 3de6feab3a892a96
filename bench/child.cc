#include "child.h"

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>
#include <stdexcept>

namespace virga::bench {
namespace {

// The limit that this program was started with; read before anything can raise it.
const rlimit& descriptors_at_start() {
  static const rlimit kAtStart = [] {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit;
  }();
  return kAtStart;
}

std::string first_line(int from) {
  std::string line;
  for (char c = 0; ::read(from, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

}  // namespace

void raise_descriptors() {
  rlimit limit = descriptors_at_start();
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

Child::Child(const std::vector<std::string>& command) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const rlimit& limit = descriptors_at_start();
  int out[2];
  if (::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  id_ = ::fork();
  if (id_ == 0) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::dup2(out[1], STDOUT_FILENO);
    ::execv(arguments[0], arguments.data());
    ::_exit(127);
  }
  ::close(out[1]);
  const std::string line = first_line(out[0]);
  ::close(out[0]);
  const std::size_t colon = line.rfind(':');
  if (colon == std::string::npos) throw std::runtime_error(command[0] + " does not start");
  port_ = std::atoi(line.c_str() + colon + 1);
}

Child::~Child() {
  if (id_ <= 0) return;
  ::kill(id_, SIGKILL);
  ::waitpid(id_, nullptr, 0);
}

double Child::status(const std::string& name) const {
  std::ifstream file("/proc/" + std::to_string(id_) + "/status");
  double number = 0;
  for (std::string word; file >> word;
       file.ignore(std::numeric_limits<std::streamsize>::max(), '\n'))
    if (word == name && file >> number) return number;
  throw std::runtime_error("the server has ended");
}

double Child::resident() const { return status("VmRSS:") / 1024; }
double Child::threads() const { return status("Threads:"); }

double Child::processor() const {
  std::ifstream file("/proc/" + std::to_string(id_) + "/stat");
  std::string text;
  std::getline(file, text);
  std::istringstream fields(text.substr(text.rfind(')') + 2));  // the name may hold anything
  std::string skipped;
  for (int i = 0; i < 11; ++i) fields >> skipped;
  double user = 0, system = 0;
  fields >> user >> system;
  return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::chrono::duration<double, std::milli> Child::stop() {
  const auto begin = std::chrono::steady_clock::now();
  ::kill(id_, SIGTERM);
  int outcome = 0;
  ::waitpid(id_, &outcome, 0);
  const auto end = std::chrono::steady_clock::now();
  id_ = -1;
  if (!WIFEXITED(outcome) || WEXITSTATUS(outcome) != 0)
    throw std::runtime_error("the server did not end well");
  return end - begin;
}

}  // namespace virga::bench
