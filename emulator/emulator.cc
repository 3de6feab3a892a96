#include <virga/emulator.h>

#include <utility>

#include "auth/credentials.h"
#include "base/chance.h"
#include "base/digest.h"
#include "base/file.h"
#include "catalog/catalog.h"
#include "control/control.h"
#include "gateway/gateway.h"
#include "http/server.h"
#include "services/services.h"
#include "world/worlds.h"

namespace virga {
namespace {

std::string text_of(const std::string& path) {
  auto text = read_file(path);
  if (!text) throw InvalidInput("cannot read " + path + "\n");
  return std::move(*text);
}

std::vector<Fixture> read_fixtures(const Options& options, const Catalog& catalog) {
  std::vector<Fixture> fixtures;
  std::string wrong;
  const auto read = [&](const std::string& name, std::string_view text) {
    Mistakes mistakes(name);
    if (auto fixture = parse_fixture(text, catalog, mistakes))
      fixtures.push_back(std::move(*fixture));
    else
      wrong += mistakes.text();
  };
  if (options.fixtures.empty()) read("demo.yaml", demo_fixture());
  for (const std::string& path : options.fixtures) read(path, text_of(path));
  if (!wrong.empty()) throw InvalidInput(wrong);
  return fixtures;
}

Credentials gather_credentials(const std::vector<Fixture>& fixtures) {
  Credentials credentials;
  for (const Fixture& fixture : fixtures) credentials.add(fixture.accounts);
  return credentials;
}

AuthMode mode_of(Auth auth) {
  return auth == Auth::kOff      ? AuthMode::kOff
         : auth == Auth::kStrict ? AuthMode::kStrict
                                 : AuthMode::kLenient;
}

// Tells one start from another; no behaviour depends on it.
std::string instance_id() {
  const auto now = static_cast<std::uint64_t>(Clock().now().time_since_epoch().count());
  static int anchor;  // its address differs between processes
  const auto unique = hash_of(now, {"instance"}, reinterpret_cast<std::uintptr_t>(&anchor));
  return to_hex({reinterpret_cast<const char*>(&unique), sizeof unique});
}

}  // namespace

struct Emulator::Parts {
  explicit Parts(Options given)
      : options(std::move(given)),
        catalog(all_services()),
        fixtures(read_fixtures(options, catalog)),
        credentials(gather_credentials(fixtures)),
        database(options.state.empty() ? ":memory:" : options.state),
        worlds(catalog, prepared(), fixtures, options.seed, options.frozen_at),
        gateway(catalog, credentials, worlds,
                {mode_of(options.auth), options.explain, options.observe}),
        control(catalog, worlds, {options.host, options.control_token, instance_id()}) {}

  Database& prepared() {
    Store::prepare(database, catalog.kinds());
    return database;
  }

  // Step 2 of a request's way: Virga's own API, or a cloud.
  http::Answer answer(Request&& request) {
    if (Control::addressed_by(request)) return http::Departure{control.handle(request)};
    return gateway.serve(std::move(request));
  }

  http::Departure refuse(Request&& head, http::Refusal refusal, const std::string& why) {
    if (Control::addressed_by(head)) return {Control::refuse(refusal, why)};
    return gateway.refuse(std::move(head), refusal, why);
  }

  http::Endpoint endpoint() {
    return {
        .answer = [this](Request&& request) { return answer(std::move(request)); },
        .refuse = [this](Request&& head, http::Refusal refusal,
                         const std::string& why) { return refuse(std::move(head), refusal, why); },
        .is_long = takes_long};
  }

  // Calls that steer Virga may look through a whole journal or move a clock over thousands of
  // events; a cloud's own take long only when much has to be read.
  static bool takes_long(const Request& request) {
    return Control::addressed_by(request) || request.body.size() > kLongBody;
  }

  static constexpr std::size_t kLongBody = 64 << 10;

  const Options options;
  const Catalog catalog;
  const std::vector<Fixture> fixtures;
  const Credentials credentials;
  Database database;
  Worlds worlds;
  Gateway gateway;
  Control control;

  std::mutex mutex;
  std::unique_ptr<http::Server> server;  // once somebody asked for a port
};

Emulator::Emulator(Options options) try : parts_(std::make_unique<Parts>(std::move(options))) {
  for (const std::string& file : parts_->options.scenarios) play(file);
} catch (const StorageFailure& failure) {
  throw EnvironmentRefused(failure.what());
}

Emulator::~Emulator() { stop(std::chrono::milliseconds(0)); }

std::string Emulator::url() {
  const std::lock_guard lock(parts_->mutex);
  if (!parts_->server) {
    auto server = std::make_unique<http::Server>(parts_->endpoint());
    try {
      server->listen(parts_->options.host, parts_->options.port);
    } catch (const http::ListenFailure& failure) {
      throw EnvironmentRefused(failure.what());
    }
    parts_->server = std::move(server);
  }
  const std::string& host = parts_->options.host;
  const bool anywhere = host == "0.0.0.0" || host == "::";
  const std::string shown = anywhere                              ? "127.0.0.1"
                            : host.find(':') != std::string::npos ? "[" + host + "]"
                                                                  : host;
  return "http://" + shown + ":" + std::to_string(parts_->server->port());
}

Reply Emulator::handle(Request request) {
  http::Answer answer = parts_->answer(std::move(request));
  if (auto* later = std::get_if<http::Later>(&answer)) {
    Reply reply = later->resume().reply;
    reply.delivery.delay += later->wait;
    return reply;
  }
  return std::get<http::Departure>(std::move(answer)).reply;
}

void Emulator::play(const std::string& scenario_file) {
  Mistakes mistakes(scenario_file);
  auto scenario = parse_scenario(text_of(scenario_file), parts_->catalog, mistakes);
  if (!scenario) throw InvalidInput(mistakes.text());
  parts_->worlds.play(std::move(scenario));
}

std::vector<Entry> Emulator::requests(const Filter& filter, const std::string& world) const {
  return parts_->worlds.of(world).journal.list(filter);
}

void Emulator::reset(const std::string& world) { parts_->worlds.reset(parts_->worlds.of(world)); }

void Emulator::stop(std::chrono::milliseconds grace) {
  const std::lock_guard lock(parts_->mutex);
  if (parts_->server) parts_->server->stop(grace);
  parts_->server.reset();  // url() opens another port
}

Time WorldClock::now() const { return emulator_->parts_->worlds.of(world_).clock.now(); }

void WorldClock::freeze(std::optional<Time> at) {
  World& world = emulator_->parts_->worlds.of(world_);
  world.clock.freeze(at);
  world.catch_up(emulator_->parts_->catalog);
}

void WorldClock::advance(std::chrono::milliseconds by) {
  World& world = emulator_->parts_->worlds.of(world_);
  world.clock.advance(by);
  world.catch_up(emulator_->parts_->catalog);
}

void WorldClock::run() {
  World& world = emulator_->parts_->worlds.of(world_);
  world.clock.run();
  world.catch_up(emulator_->parts_->catalog);
}

}  // namespace virga
