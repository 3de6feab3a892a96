// Virga in your own process: a fake Volcengine VMS and Huawei Cloud GSL for one test, or one
// program of tests.
//
//   virga::Emulator cloud{{.fixtures = {"fixtures/demo.yaml"}}};
//   cloud.play("scenarios/quota-exceeded.yaml");
//   my_client.set_endpoint(cloud.url());
//
// Emulators share nothing: any number of them fit in one process. Every member may be called from
// several threads.
#pragma once

#include <virga/coverage.h>
#include <virga/entry.h>
#include <virga/message.h>
#include <virga/report.h>
#include <virga/verification.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace virga {

using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// What the user gave is wrong: a fixture, a scenario, a name. what() holds every mistake, a line
// each.
class InvalidInput : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// The machine refuses: a port is taken, the state file cannot be used.
class EnvironmentRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

enum class Auth {
  kOff,      // nobody is asked
  kLenient,  // no credentials or an unknown key pass; a known key has to sign correctly
  kStrict,   // as the real cloud: clock skew, expiry and unknown keys are refused
};

// https instead of http, by a certificate of the user's or one that Virga makes for itself. Without
// either, connections are plain.
struct Tls {
  std::string certificate_file = {};  // PEM: the server's own, then its issuers'
  std::string key_file = {};          // PEM, no password; goes with certificate_file
  // A fresh certificate for localhost and `host`, issued by an authority that is made at first use
  // and kept, so that clients are told once to trust it: see Emulator::authority().
  bool self_signed = false;
  std::string authority_folder = {};  // empty: $XDG_CACHE_HOME/virga, else ~/.cache/virga
};

// Where the clouds' callbacks may go: a fake cloud must not call strangers by accident.
enum class Callbacks {
  kNearby,  // loopback, private and link-local addresses
  kAny,
};

struct Options {
  std::vector<std::string> fixtures = {};   // files; none: the demo fixture
  std::vector<std::string> scenarios = {};  // files, played in every world
  std::string state = {};                   // SQLite file that keeps the state; empty: memory
  Auth auth = Auth::kLenient;
  std::uint64_t seed = 0;  // for everything that looks random
  std::optional<Time> frozen_at =
      {};               // the clock of every world starts here and stands; none: real time
  bool quotas = false;  // the clouds' documented call limits hold, on the world's clock
  Callbacks callbacks = Callbacks::kNearby;
  std::size_t worlds = 10'000;  // so many beside the default one, of half a megabyte each
  // The bounds of the journal of each world; the oldest entries go first. With a file, they go
  // there, as JSON, a line each; else they are gone, and how many is told.
  std::size_t journal_entries = 50'000;
  std::size_t journal_bytes = 64 << 20;
  std::string journal_file = {};
  std::string host = "127.0.0.1";
  int port = 0;                    // 0: a free one
  bool explain = false;            // error answers carry X-Virga-Why
  std::string control_token = {};  // when set, /_virga/ asks for `Authorization: Bearer TOKEN`
  std::function<void(const Entry&)> observe =
      {};  // told of every entry, by the thread that answered
  Tls tls = {};
};

class Emulator;

// Moves the time of one world. What falls due is done before a call returns; callbacks have been
// delivered then, as far as their receivers took them.
class WorldClock {
 public:
  Time now() const;
  void freeze(std::optional<Time> at = std::nullopt);  // at the present time when none is given
  void advance(std::chrono::milliseconds by);
  void run();  // real time again

 private:
  friend class Emulator;
  WorldClock(Emulator& emulator, std::string world)
      : emulator_(&emulator), world_(std::move(world)) {}

  Emulator* emulator_;
  std::string world_;
};

class Emulator {
 public:
  // Throws InvalidInput for a fixture or scenario with mistakes and for a certificate or key that
  // is none, EnvironmentRefused for an unusable state file or authority.
  explicit Emulator(Options options = {});
  ~Emulator();
  Emulator(const Emulator&) = delete;
  Emulator& operator=(const Emulator&) = delete;

  // Where clients connect: http://127.0.0.1:PORT, https:// with TLS. The first call opens the port;
  // throws EnvironmentRefused.
  std::string url();

  // The file that clients are to trust (curl --cacert) when `tls.self_signed` is set; else empty.
  std::string authority() const;

  // Answers without a socket. Injected latency is not waited for: the reply's delivery tells it.
  Reply handle(Request request);

  // Plays a scenario file in every world that exists or will; one of the same name is replaced.
  // Throws InvalidInput.
  void play(const std::string& scenario_file);

  // Reads every scenario file that is played again, and plays those anew that have changed; the
  // others keep their counters. Returns how many did. Throws InvalidInput, with all mistakes of all
  // files, and then nothing has changed.
  std::size_t reload();

  // Arms a rule of a scenario, for as long as `arming` says, or disarms it: then it neither counts
  // nor acts. Throws InvalidInput for a scenario that is not played and a rule that it has not.
  void arm(const std::string& scenario, const std::string& rule, const Arming& arming = {},
           const std::string& world = "default");
  void disarm(const std::string& scenario, const std::string& rule,
              const std::string& world = "default");

  // What the rules of a scenario did, whether that is what they expect, and if not why. Throws
  // InvalidInput for a scenario that is not played.
  Report report(const std::string& scenario, const std::string& world = "default") const;

  // What was asked and answered and is still in the journal, oldest first.
  std::vector<Entry> requests(const Filter& filter = {},
                              const std::string& world = "default") const;

  // Holds expectations (YAML or JSON, as `virga verify` takes them) against what was asked and
  // answered; with a `wait`, until all of them hold or so much real time is over. Throws
  // InvalidInput, with every mistake, and when the journal has dropped what they ask about;
  // EnvironmentRefused when too many wait already.
  Verification verify(const std::string& expectations, const std::string& world = "default",
                      std::chrono::milliseconds wait = {}) const;
  Verification verify_file(const std::string& file, const std::string& world = "default",
                           std::chrono::milliseconds wait = {}) const;

  // Which operations were called since the world began, with what, and which documented errors
  // they answered. Other than the journal, this forgets nothing.
  Coverage coverage(const std::string& world = "default") const;
  // Of all worlds together, from the beginning, whether they were reset or not.
  Coverage coverage_of_all_worlds() const;

  // The world is as after start: state, journal, coverage, counters of rules, clock, ids. Scenarios
  // stay loaded, snapshots stay.
  void reset(const std::string& world = "default");

  // Keeps a copy of the world under a name, in the place of an earlier one of that name, and goes
  // back to it: documents, what is due, callbacks, ids, clock, scenarios with their counters; not
  // the journal. A world keeps 64 of them, for as long as this lives. Throws InvalidInput for a
  // name that there is not, EnvironmentRefused for one too many.
  void snapshot(const std::string& name, const std::string& world = "default");
  void restore(const std::string& name, const std::string& world = "default");

  // Adds the documents of a fixture, given as text; one of the same id takes the place of the
  // world's. Throws InvalidInput, with every mistake, and then nothing has changed.
  void load(const std::string& fixture, const std::string& world = "default");

  WorldClock clock(const std::string& world = "default") { return {*this, world}; }

  // Closes the port: open answers finish, for at most `grace`. The destructor does the same.
  void stop(std::chrono::milliseconds grace = std::chrono::seconds(5));

 private:
  friend class WorldClock;
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace virga
