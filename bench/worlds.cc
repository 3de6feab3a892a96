#include "worlds.h"

#include <benchmark/benchmark.h>
#include <virga/emulator.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>

#include "base/json.h"

namespace virga::bench {
namespace {

using benchmark::State;

constexpr int kCards = 9'575;  // with the demo fixture, 10 MB as a database

// A folder for a state file, gone with this.
struct Scratch {
  Scratch() {
    std::string pattern = (std::filesystem::temp_directory_path() / "virga-bench-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr)
      throw std::runtime_error("no folder for a state file");
    path = pattern;
  }
  ~Scratch() { std::filesystem::remove_all(path); }
  std::string path;
};

std::string cards_fixture() {
  Json cards = Json::array();
  for (int i = 0; i < kCards; ++i)
    cards.push_back({{"sim_card_id", 200'000'000'000 + i},
                     {"iccid", std::to_string(8'986'000'000'000'000'000 + i)},
                     {"sim_type", 3},
                     {"sim_status", 20}});
  return print_json({{"format", 1}, {"gsl", {{"sim_cards", std::move(cards)}}}});
}

enum class Kept { kInMemory, kInFile };

class LargeWorld {
 public:
  explicit LargeWorld(Kept kept) : emulator(options(kept)) { emulator.load(cards_fixture()); }

  int ask(const std::string& method, const std::string& target) {
    return emulator.handle({method, target, {{"Host", "localhost"}}, {}}).status;
  }

 private:
  Options options(Kept kept) const {
    Options options;
    options.frozen_at = Time(std::chrono::seconds(1'749'108'455));
    if (kept == Kept::kInFile) options.state = scratch_.path + "/state.sqlite";
    return options;
  }

  Scratch scratch_;

 public:
  Emulator emulator;
};

void snapshot(State& state, Kept kept) {
  LargeWorld world(kept);
  for (auto _ : state) world.emulator.snapshot("s");
}

void restore(State& state, Kept kept) {
  LargeWorld world(kept);
  world.emulator.snapshot("s");
  for (auto _ : state) world.emulator.restore("s");
}

void fork(State& state, Kept kept) {
  LargeWorld world(kept);
  for (auto _ : state) {
    if (world.ask("PUT", "/_virga/worlds/copy?from=default") != 201)
      throw std::runtime_error("the copy is refused");
    state.PauseTiming();
    world.ask("DELETE", "/_virga/worlds/copy");
    state.ResumeTiming();
  }
}

// Of the demo fixture; a test has changed something before each, or has not.
void reset(State& state, bool changed) {
  Emulator emulator;
  const Request request{"POST",
                        "/?Action=UpdateNumberPoolV2&Version=2022-01-01",
                        {{"Host", "localhost"}, {"Content-Type", "application/json"}},
                        R"({"NumberPoolNo":"NP1234","Name":"changed"})"};
  for (auto _ : state) {
    state.PauseTiming();
    if (changed && emulator.handle(request).status != 200)
      throw std::runtime_error("the change is refused");
    state.ResumeTiming();
    emulator.reset();
  }
}

}  // namespace

void register_worlds() {
  using benchmark::RegisterBenchmark;
  for (const auto& [kept, suffix] : {std::pair{Kept::kInMemory, ""}, {Kept::kInFile, "-in-file"}}) {
    const auto name = [suffix = std::string(suffix)](const char* what) { return what + suffix; };
    RegisterBenchmark(name("snapshot-10-mb").c_str(),
                      [kept = kept](State& s) { snapshot(s, kept); });
    RegisterBenchmark(name("restore-10-mb").c_str(), [kept = kept](State& s) { restore(s, kept); });
    RegisterBenchmark(name("fork-10-mb").c_str(), [kept = kept](State& s) { fork(s, kept); });
  }
  RegisterBenchmark("reset-demo", [](State& s) { reset(s, false); });
  RegisterBenchmark("reset-demo-changed", [](State& s) { reset(s, true); });
}

}  // namespace virga::bench
