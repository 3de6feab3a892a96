#include <unistd.h>
#include <virga/emulator.h>

#include <algorithm>
#include <array>
#include <future>
#include <random>
#include <utility>

#include "auth/credentials.h"
#include "base/digest.h"
#include "base/file.h"
#include "callback/sender.h"
#include "catalog/catalog.h"
#include "control/control.h"
#include "gateway/gateway.h"
#include "http/authority.h"
#include "http/identity.h"
#include "http/server.h"
#include "journal/spill.h"
#include "metrics/meter.h"
#include "services/services.h"
#include "verify/call.h"
#include "verify/hearing.h"
#include "verify/vigil.h"
#include "world/worlds.h"

namespace virga {
namespace {

std::string text_of(const std::string& path) {
  auto text = read_file(path);
  if (!text) throw InvalidInput("cannot read " + path + "\n");
  return std::move(*text);
}

// Read once a process and then only looked at: tests make an emulator each, and the demo fixture is
// the same in all of them. It points to kinds, which are constants, and to no catalogue.
const Fixture& demo() {
  static const Fixture fixture = [] {
    Mistakes mistakes("demo.yaml");
    auto read = read_fixture(demo_fixture(), Catalog(all_services()), mistakes);
    if (!read) throw InvalidInput(mistakes.text());
    return std::move(*read);
  }();
  return fixture;
}

std::vector<Fixture> read_fixtures(const Options& options, const Catalog& catalog) {
  std::vector<Fixture> fixtures;
  std::string wrong;
  for (const std::string& path : options.fixtures) {
    Mistakes mistakes(path);
    if (auto fixture = parse_fixture(text_of(path), catalog, mistakes))
      fixtures.push_back(std::move(*fixture));
    else
      wrong += mistakes.text();
  }
  if (!wrong.empty()) throw InvalidInput(wrong);
  return fixtures;
}

std::vector<const Fixture*> or_demo(const std::vector<Fixture>& given) {
  std::vector<const Fixture*> fixtures;
  for (const Fixture& fixture : given) fixtures.push_back(&fixture);
  if (fixtures.empty()) fixtures.push_back(&demo());
  return fixtures;
}

Credentials gather_credentials(const std::vector<const Fixture*>& fixtures, std::uint64_t seed) {
  Credentials credentials(seed);
  for (const Fixture* fixture : fixtures) credentials.add(fixture->accounts);
  return credentials;
}

AuthMode mode_of(Auth auth) {
  return auth == Auth::kOff      ? AuthMode::kOff
         : auth == Auth::kStrict ? AuthMode::kStrict
                                 : AuthMode::kLenient;
}

std::unique_ptr<Spill> open_spill(const std::string& file) {
  if (file.empty()) return nullptr;
  try {
    return std::make_unique<Spill>(file);
  } catch (const Spill::Failure& failure) {
    throw EnvironmentRefused(failure.what());
  }
}

bool is_anywhere(const std::string& host) { return host == "0.0.0.0" || host == "::"; }

// What clients may call a server that listens on `host`.
std::vector<std::string> names_of(const std::string& host) {
  std::vector<std::string> names{"localhost", "*.localhost", "127.0.0.1", "::1"};
  std::array<char, 256> machine{};
  if (!is_anywhere(host)) {
    if (std::find(names.begin(), names.end(), host) == names.end()) names.push_back(host);
  } else if (::gethostname(machine.data(), machine.size() - 1) == 0 && machine[0] != '\0') {
    names.emplace_back(machine.data());
  }
  return names;
}

// What the server shows over TLS, and the authority that has issued it, when it is ours.
struct Shown {
  std::optional<http::Identity> identity;
  std::string authority;
};

// The files are the user's, and what is wrong with them is a mistake of the user's; the authority
// is ours, and what is wrong with it is in the way on this machine.
Shown prepare_tls(const Options& options) {
  const Tls& tls = options.tls;
  if (tls.certificate_file.empty() != tls.key_file.empty())
    throw InvalidInput("a certificate and its key need each other: " +
                       (tls.key_file.empty() ? tls.certificate_file : tls.key_file) +
                       " was given alone\n");
  if (tls.self_signed && !tls.certificate_file.empty())
    throw InvalidInput("a certificate is either given or made: " + tls.certificate_file +
                       " does not go with self_signed\n");
  if (!tls.certificate_file.empty()) {
    try {
      return {http::read_identity(tls.certificate_file, tls.key_file), {}};
    } catch (const http::IdentityFailure& failure) {
      throw InvalidInput(failure.what() + std::string("\n"));
    }
  }
  if (!tls.self_signed) return {};
  try {
    const Time now = Clock().now();  // of the machine: no world's clock means anything to TLS
    const http::Authority authority(
        tls.authority_folder.empty() ? http::authority_folder() : tls.authority_folder, now);
    return {authority.issue(names_of(options.host), now), authority.certificate_file()};
  } catch (const http::IdentityFailure& failure) {
    throw EnvironmentRefused(failure.what());
  }
}

// Tells one start from another; no behaviour depends on it.
std::string instance_id() {
  std::random_device device;
  const std::uint64_t unique = std::uint64_t{device()} << 32 | device();
  return to_hex({reinterpret_cast<const char*>(&unique), sizeof unique});
}

}  // namespace

struct Emulator::Parts {
  explicit Parts(Options given)
      : options(std::move(given)),
        catalog(all_services()),
        own_fixtures(read_fixtures(options, catalog)),
        fixtures(or_demo(own_fixtures)),
        credentials(gather_credentials(fixtures, options.seed)),
        shown(prepare_tls(options)),
        storage(catalog.kinds(), options.state),
        spill(open_spill(options.journal_file)),
        worlds(catalog, storage, fixtures, options.seed, options.frozen_at,
               {options.worlds, bounds_of_journals()}),
        sender(catalog, {options.callbacks == Callbacks::kAny, [this] { return own_url(); },
                         [this](Entry& entry) { observe(entry); }}),
        gateway(catalog, credentials, worlds, sender,
                {mode_of(options.auth), options.explain, [this](Entry& entry) { observe(entry); },
                 [this](const Delivered& delivered) { meter.settle(delivered); },
                 shown.identity.has_value(), options.quotas}),
        control(catalog, worlds, sender, vigil, meter,
                {options.host, options.control_token, instance_id()}) {}

  Journal::Bounds bounds_of_journals() {
    Journal::Bounds bounds{options.journal_entries, options.journal_bytes};
    if (spill)
      bounds.dropped = [this](const Entry& entry) { spill->write(understood(entry, catalog)); };
    return bounds;
  }

  void observe(Entry& entry) {
    meter.count(entry);
    if (options.observe) options.observe(understood(entry, catalog));
  }

  // For addresses in what the clouds send. Before there is a port, it is where one may come to be.
  std::string own_url() {
    const std::lock_guard lock(url_mutex);
    return url.empty() ? "http://localhost" : url;
  }

  World& world(const std::string& name) {
    if (!is_world_name(name))
      throw InvalidInput("1..128 visible ASCII characters name a world, not \"" + name + "\"\n");
    World* world = worlds.find(name);
    if (world == nullptr) throw EnvironmentRefused(worlds.no_room());
    return *world;
  }

  // What a process before this one has left in the state file.
  void resume() {
    for (const std::string& name : storage.worlds_with_letters()) sender.watch(worlds.of(name));
  }

  // Step 2 of a request's way: Virga's own API, or a cloud.
  http::Answer answer(Request&& request, http::Instant asked) {
    if (Control::addressed_by(request)) return control.handle(request);
    return gateway.serve(std::move(request), asked);
  }

  http::Departure refuse(Request&& head, http::Refusal refusal, const std::string& why) {
    if (Control::addressed_by(head)) return {Control::refuse(refusal, why)};
    return gateway.refuse(std::move(head), refusal, why);
  }

  http::Endpoint endpoint() {
    return {
        .answer = [this](Request&& request,
                         http::Instant asked) { return answer(std::move(request), asked); },
        .refuse = [this](Request&& head, http::Refusal refusal,
                         const std::string& why) { return refuse(std::move(head), refusal, why); },
        .is_long = takes_long,
        .reading = [this](const Request& head) -> std::optional<Pace> {
          if (Control::addressed_by(head)) return std::nullopt;
          return gateway.reading(head);
        }};
  }

  // Calls that steer Virga may look through a whole journal or move a clock over thousands of
  // events; a cloud's own take long only when much has to be read.
  static bool takes_long(const Request& request) {
    return Control::addressed_by(request) || request.body.size() > kLongBody;
  }

  static constexpr std::size_t kLongBody = 64 << 10;

  // Waits on the thread that asks.
  Verification verify(const std::string& text, Mistakes& mistakes, const std::string& of,
                      std::chrono::milliseconds wait) {
    auto expectations = parse_expectations(text, catalog, mistakes);
    if (!expectations) throw InvalidInput(mistakes.text());
    Journal& journal = world(of).journal;
    const auto hearing = std::make_shared<Hearing>(expectations, catalog, journal);
    const auto over = std::make_shared<std::promise<void>>();
    const auto answer = [over](const std::exception_ptr& failure) {
      failure ? over->set_exception(failure) : over->set_value();
    };
    if (!hear_out(vigil, journal, hearing, std::chrono::steady_clock::now() + wait, answer))
      throw EnvironmentRefused(std::to_string(Vigil::kMost) + " wait for a journal already");
    over->get_future().get();
    if (const auto& why = hearing->impossible()) throw InvalidInput(*why + "\n");
    return hearing->verification();
  }

  // A scenario of the same name has replaced the other.
  void remember(const std::string& file, const std::shared_ptr<const Scenario>& scenario) {
    std::erase_if(played, [&](const auto& each) { return each.second->name == scenario->name; });
    played.emplace_back(file, scenario);
  }

  const Options options;
  const Catalog catalog;
  const std::vector<Fixture> own_fixtures;  // read from files
  const std::vector<const Fixture*> fixtures;
  const Credentials credentials;
  const Shown shown;
  Storage storage;
  Meter meter;
  const std::unique_ptr<Spill> spill;  // nullptr: what journals drop is gone
  Worlds worlds;
  std::mutex url_mutex;
  std::string url;  // empty before there is a port
  Sender sender;    // its thread uses all of the above until it is gone
  Gateway gateway;
  Vigil vigil;  // its thread, too
  Control control;

  std::mutex mutex;
  std::unique_ptr<http::Server> server;  // once somebody asked for a port
  std::vector<std::pair<std::string, std::shared_ptr<const Scenario>>> played;  // by file
};

Emulator::Emulator(Options options) try : parts_(std::make_unique<Parts>(std::move(options))) {
  for (const std::string& file : parts_->options.scenarios) play(file);
  parts_->resume();
} catch (const StorageFailure& failure) {
  throw EnvironmentRefused(failure.what());
}

Emulator::~Emulator() { stop(std::chrono::milliseconds(0)); }

std::string Emulator::url() {
  const std::lock_guard lock(parts_->mutex);
  if (!parts_->server) {
    auto server = std::make_unique<http::Server>(parts_->endpoint(), parts_->shown.identity);
    try {
      server->listen(parts_->options.host, parts_->options.port);
    } catch (const http::ListenFailure& failure) {
      throw EnvironmentRefused(failure.what());
    }
    parts_->server = std::move(server);
  }
  const std::string& host = parts_->options.host;
  const std::string shown = is_anywhere(host)                     ? "127.0.0.1"
                            : host.find(':') != std::string::npos ? "[" + host + "]"
                                                                  : host;
  const std::string url = (parts_->shown.identity ? "https://" : "http://") + shown + ":" +
                          std::to_string(parts_->server->port());
  const std::lock_guard told(parts_->url_mutex);
  parts_->url = url;
  return url;
}

std::string Emulator::authority() const { return parts_->shown.authority; }

Reply Emulator::handle(Request request) {
  http::Answer answer = parts_->answer(std::move(request), std::chrono::steady_clock::now());
  if (auto* later = std::get_if<http::Later>(&answer)) {
    Reply reply = later->resume().reply;
    reply.delivery.delay += later->wait;
    return reply;
  }
  if (auto* pending = std::get_if<http::Pending>(&answer)) {
    const auto given = std::make_shared<std::promise<Reply>>();
    pending->begin(
        [given](http::Departure&& departure) { given->set_value(std::move(departure.reply)); });
    return given->get_future().get();
  }
  if (std::holds_alternative<http::Stream>(answer)) return Control::refuse_without_socket();
  return std::get<http::Departure>(std::move(answer)).reply;
}

void Emulator::play(const std::string& scenario_file) {
  Mistakes mistakes(scenario_file);
  auto scenario = parse_scenario(text_of(scenario_file), parts_->catalog, mistakes);
  if (!scenario) throw InvalidInput(mistakes.text());
  const std::lock_guard lock(parts_->mutex);
  parts_->remember(scenario_file, scenario);
  parts_->worlds.play({std::move(scenario)});
}

std::size_t Emulator::reload() {
  const std::lock_guard lock(parts_->mutex);
  std::vector<std::shared_ptr<const Scenario>> read;
  std::string wrong;
  for (const auto& [file, playing] : parts_->played) {
    Mistakes mistakes(file);
    const auto text = read_file(file);
    auto scenario = text ? parse_scenario(*text, parts_->catalog, mistakes) : nullptr;
    if (!scenario) wrong += text ? mistakes.text() : "cannot read " + file + "\n";
    read.push_back(std::move(scenario));
  }
  if (!wrong.empty()) throw InvalidInput(wrong);
  std::vector<std::shared_ptr<const Scenario>> changed;
  std::vector<std::string> gone;
  for (std::size_t i = 0; i < read.size(); ++i) {
    auto& playing = parts_->played[i].second;
    if (read[i]->source == playing->source) continue;
    if (read[i]->name != playing->name) gone.push_back(playing->name);
    changed.push_back(read[i]);
    playing = std::move(read[i]);
  }
  parts_->worlds.play(changed, gone);
  return changed.size();
}

void Emulator::arm(const std::string& scenario, const std::string& rule, const Arming& arming,
                   const std::string& world) {
  World& in = parts_->world(world);
  if (const auto wrong = in.rules.set_armed(scenario, rule, arming, in.clock.now()))
    throw InvalidInput(*wrong + "\n");
}

void Emulator::disarm(const std::string& scenario, const std::string& rule,
                      const std::string& world) {
  World& in = parts_->world(world);
  if (const auto wrong = in.rules.set_armed(scenario, rule, std::nullopt, in.clock.now()))
    throw InvalidInput(*wrong + "\n");
}

Report Emulator::report(const std::string& scenario, const std::string& world) const {
  World& in = parts_->world(world);
  auto report = in.rules.report(scenario, in.clock.now());
  if (!report) throw InvalidInput("no scenario \"" + scenario + "\" is played\n");
  return std::move(*report);
}

std::vector<Entry> Emulator::requests(const Filter& filter, const std::string& world) const {
  std::vector<Entry> entries = parts_->world(world).journal.list(filter);
  for (Entry& entry : entries) entry = understood(std::move(entry), parts_->catalog);
  return entries;
}

Verification Emulator::verify(const std::string& expectations, const std::string& world,
                              std::chrono::milliseconds wait) const {
  Mistakes mistakes("expectations");
  return parts_->verify(expectations, mistakes, world, wait);
}

Verification Emulator::verify_file(const std::string& file, const std::string& world,
                                   std::chrono::milliseconds wait) const {
  Mistakes mistakes(file);
  return parts_->verify(text_of(file), mistakes, world, wait);
}

Coverage Emulator::coverage(const std::string& world) const {
  return parts_->world(world).census.coverage(world);
}

Coverage Emulator::coverage_of_all_worlds() const { return parts_->worlds.census().coverage({}); }

void Emulator::reset(const std::string& world) {
  World& again = parts_->world(world);
  parts_->worlds.reset(again);
  parts_->sender.watch(again);
}

void Emulator::snapshot(const std::string& name, const std::string& world) {
  World& of = parts_->world(world);
  if (!is_world_name(name))
    throw InvalidInput("1..128 visible ASCII characters name a snapshot, not \"" + name + "\"\n");
  of.catch_up(parts_->catalog);
  if (of.snapshots.take(name, of, parts_->catalog.kinds()) == Snapshots::Taken::kTooMany)
    throw EnvironmentRefused("world " + world + " has " + std::to_string(Snapshots::kMost) +
                             " snapshots already");
}

void Emulator::restore(const std::string& name, const std::string& world) {
  World& of = parts_->world(world);
  if (!of.snapshots.restore(name, of, parts_->catalog.kinds()))
    throw InvalidInput("world " + world + " has no snapshot \"" + name + "\"\n");
  parts_->sender.watch(of);
}

void Emulator::load(const std::string& fixture, const std::string& world) {
  Mistakes mistakes("fixture");
  const auto read = parse_world_fixture(fixture, parts_->catalog, mistakes);
  if (!read) throw InvalidInput(mistakes.text());
  World& into = parts_->world(world);
  into.catch_up(parts_->catalog);
  into.load(*read);
  parts_->sender.watch(into);
}

void Emulator::stop(std::chrono::milliseconds grace) {
  const std::lock_guard lock(parts_->mutex);
  parts_->vigil.end();  // who waits is answered, and by nobody once the server is gone
  if (parts_->server) parts_->server->stop(grace);
  parts_->server.reset();  // url() opens another port
  parts_->vigil.begin_again();
}

Time WorldClock::now() const { return emulator_->parts_->world(world_).clock.now(); }

void WorldClock::freeze(std::optional<Time> at) {
  World& world = emulator_->parts_->world(world_);
  world.clock.freeze(at);
  emulator_->parts_->sender.settle(world);
}

void WorldClock::advance(std::chrono::milliseconds by) {
  World& world = emulator_->parts_->world(world_);
  world.clock.advance(by);
  emulator_->parts_->sender.settle(world);
}

void WorldClock::run() {
  World& world = emulator_->parts_->world(world_);
  world.clock.run();
  emulator_->parts_->sender.settle(world);
}

}  // namespace virga
