// virga serve: the emulator behind a port, until it is told to stop.
#include <sys/resource.h>
#include <unistd.h>
#include <virga/emulator.h>

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <limits>
#include <mutex>

#include "base/text.h"
#include "base/time.h"
#include "cli/commands.h"
#include "cli/port_file.h"
#include "cli/settings.h"
#include "cli/values.h"
#include "cli/wake.h"
#include "http/message.h"
#include "journal/entry_json.h"
#include "journal/log_line.h"

namespace virga::cli {
namespace {

constexpr std::chrono::seconds kGrace{
    5};  // for answers that are open when the program is told to stop

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// Colours for standard error: when it is a terminal that knows some, and NO_COLOR is not set
// (https://no-color.org).
Paint paint_of_errors() {
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal == nullptr || std::string_view(terminal) == "dumb";
  return ::isatty(STDERR_FILENO) == 1 && !dumb && !is_set("NO_COLOR") ? Paint::kTerminal
                                                                      : Paint::kNone;
}

// A connection is a descriptor, and the usual bound of 1,024 is meant for programs that have few.
void allow_many_descriptors() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

class Serve : public Command {
 public:
  Serve() { options_.port = 4610; }

  std::string_view name() const override { return "serve"; }
  std::string_view summary() const override { return "Run the emulator"; }
  std::vector<Example> examples() const override {
    return {{"virga serve", "The demo world, on http://127.0.0.1:4610"},
            {"virga serve --port 0 --scenario scenarios/quota-exceeded.yaml",
             "On a free port, which the first line on standard output tells; with faults"},
            {"virga serve --clock frozen@2025-06-05T07:27:35Z --seed 1",
             "Alike in every run, to the last id"}};
  }

  void declare(CLI::App& app) override {
    app.add_option(kConfigFlag, configuration_, "Where flags come from that are not given")
        ->type_name("FILE");
    declare_address(app);
    declare_world(app);
    app.add_option("--worlds", options_.worlds, "So many worlds at most, beside the default one")
        ->check(whole_number(1'000'000))
        ->capture_default_str();
    app.add_option("--journal-entries", options_.journal_entries,
                   "So many entries at most in the journal of a world; the oldest go first")
        ->check(whole_number(100'000'000))
        ->capture_default_str();
    app.add_option("--journal-bytes", options_.journal_bytes,
                   "So much memory at most for the journal of a world")
        ->check(whole_number(std::numeric_limits<std::int64_t>::max()))
        ->capture_default_str();
    app.add_option("--journal-file", options_.journal_file,
                   "Where entries go that journals drop, as JSON, a line each")
        ->type_name("FILE");
    app.add_option("--log", log_,
                   "text, json or off, on standard error; text has colours on a terminal")
        ->check(among({"text", "json", "off"}))
        ->capture_default_str();
    app.add_flag("--explain", options_.explain, "Error answers say why in X-Virga-Why");
    app.add_option("--control-token", options_.control_token,
                   "What /_virga/ asks for as a bearer token")
        ->type_name("TOKEN");
  }

  int run() override {
    if (const std::string misuse = misuse_of_tls(); !misuse.empty())
      return complain(kMisuse, misuse);
    options_.frozen_at = frozen_at(clock_);
    options_.quotas = quota_ == "real";
    options_.callbacks = callbacks_ == "any" ? Callbacks::kAny : Callbacks::kNearby;
    options_.auth = auth_ == "off"      ? Auth::kOff
                    : auth_ == "strict" ? Auth::kStrict
                                        : Auth::kLenient;
    if (log_ != "off") options_.observe = [this](const Entry& entry) { log(entry); };
    Wake wake;
    allow_many_descriptors();
    try {
      Emulator emulator(options_);
      const std::string url = emulator.url();
      Request health;
      health.method = "GET";
      health.target = "/_virga/health";
      PortFile port_file(port_file_);
      if (!port_file.write(
              url, std::string(http::header(emulator.handle(health).headers, "X-Virga-Instance"))))
        return complain(kRefused, "cannot write " + port_file_);
      if (const std::string trusted = emulator.authority(); !trusted.empty())
        std::cerr << "virga: clients trust this authority: " << trusted << std::endl;
      if (watch_ && !wake.watch(options_.scenarios))
        return complain(kRefused, "cannot watch the folders of the scenarios");
      std::cout << "virga listening on " << url << std::endl;
      while (wake.wait() == Wake::Call::kReload) reload(emulator);
      emulator.stop(kGrace);
      return kDone;
    } catch (const InvalidInput& mistakes) {
      std::cerr << mistakes.what();
      return kWrongInput;
    } catch (const EnvironmentRefused& refusal) {
      return complain(kRefused, refusal.what());
    }
  }

 private:
  void declare_address(CLI::App& app) {
    app.add_option("--host", options_.host, "Address to listen on")
        ->type_name("ADDRESS")
        ->capture_default_str();
    app.add_option("--port", options_.port, "Port; 0 takes a free one")
        ->check(whole_number(65535))
        ->capture_default_str();
    app.add_option("--port-file", port_file_,
                   "File that tells where it listens, for as long as it does")
        ->type_name("FILE");
    app.add_flag("--tls", options_.tls.self_signed,
                 "Speak https, with a certificate issued by an authority of Virga's own");
    app.add_option("--tls-cert", options_.tls.certificate_file,
                   "Speak https, with this certificate and its issuers (PEM)")
        ->type_name("FILE");
    app.add_option("--tls-key", options_.tls.key_file, "The private key of --tls-cert (PEM)")
        ->type_name("FILE");
  }

  void declare_world(CLI::App& app) {
    app.add_option("--state", options_.state,
                   "SQLite file that keeps the state; memory when not given")
        ->type_name("FILE");
    app.add_option("--fixture", options_.fixtures,
                   "What worlds start with; the demo fixture when not given")
        ->type_name("FILE")
        ->delimiter(',');
    app.add_option("--scenario", options_.scenarios, "What goes wrong")
        ->type_name("FILE")
        ->delimiter(',');
    app.add_flag("--watch", watch_,
                 "Read the scenarios again whenever they change; SIGHUP does so, too");
    app.add_option(
           "--auth", auth_,
           "off: nobody is asked; lenient: known keys have to sign correctly; strict: as the cloud")
        ->check(among({"off", "lenient", "strict"}))
        ->capture_default_str();
    app.add_option("--quota", quota_, "off, or real: documented call limits hold")
        ->check(among({"off", "real"}))
        ->capture_default_str();
    app.add_option("--seed", options_.seed, "For everything that looks random")
        ->check(whole_number(std::numeric_limits<std::uint64_t>::max()))
        ->capture_default_str();
    app.add_option("--clock", clock_, "real, or where it stands: frozen@2025-06-05T07:27:35Z")
        ->type_name("real|frozen@TIME")
        ->check(CLI::Validator(
            [](std::string& text) {
              return text == "real" || frozen_at(text)
                         ? std::string()
                         : "\"" + text + "\" is neither real nor frozen@TIME";
            },
            ""))
        ->capture_default_str();
    app.add_option("--callbacks", callbacks_,
                   "nearby: callbacks go to loopback and private addresses; any: anywhere")
        ->check(among({"nearby", "any"}))
        ->capture_default_str();
  }

  static std::optional<Time> frozen_at(std::string_view text) {
    constexpr std::string_view kFrozen = "frozen@";
    if (!text.starts_with(kFrozen)) return std::nullopt;
    return parse_time(text.substr(kFrozen.size()));
  }

  std::string misuse_of_tls() const {
    const Tls& tls = options_.tls;
    if (!tls.certificate_file.empty() && tls.key_file.empty()) return "--tls-cert needs --tls-key";
    if (!tls.key_file.empty() && tls.certificate_file.empty()) return "--tls-key needs --tls-cert";
    if (tls.self_signed && !tls.certificate_file.empty())
      return "--tls makes a certificate; it does not go with --tls-cert, which brings one";
    return {};
  }

  // Where the files have mistakes, what was read last goes on.
  static void reload(Emulator& emulator) {
    try {
      const std::size_t changed = emulator.reload();
      std::cerr << "virga: read the scenarios again: " << changed << " changed" << std::endl;
    } catch (const InvalidInput& mistakes) {
      std::cerr << mistakes.what() << "virga: the scenarios go on as they were" << std::endl;
    }
  }

  void log(const Entry& entry) {
    const std::string line = log_ == "json" ? print_json(to_json(entry)) : log_line(entry, paint_);
    const std::lock_guard lock(mutex_);
    std::cerr << line << "\n";
  }

  Options options_;
  std::string configuration_;  // what has come from it is in the other members
  std::string auth_ = "lenient";
  std::string quota_ = "off";
  std::string callbacks_ = "nearby";
  std::string clock_ = "real";
  std::string log_ = "text";
  std::string port_file_;
  bool watch_ = false;
  const Paint paint_ = paint_of_errors();
  std::mutex mutex_;
};

}  // namespace

std::unique_ptr<Command> make_serve() { return std::make_unique<Serve>(); }

}  // namespace virga::cli
