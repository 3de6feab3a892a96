// Waiting for something to hold of a journal.
#include "verify/vigil.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <vector>

namespace virga {
namespace {

using namespace std::chrono_literals;
using std::chrono::steady_clock;

steady_clock::time_point in(std::chrono::milliseconds span) { return steady_clock::now() + span; }

// Waits until so many entries are there.
struct Waiting {
  Waiting(Journal& journal, std::size_t wanted) : journal(journal), wanted(wanted) {}

  Journal& journal;
  const std::size_t wanted;
  std::atomic<int> looks = 0;
  std::promise<bool> over = {};  // whether it held
  std::future<bool> held = over.get_future();

  std::optional<Vigil::Moment> look(bool last, Vigil::Moment deadline) {
    ++looks;
    const bool holds = journal.count() >= wanted;
    if (!holds && !last && steady_clock::now() < deadline) return deadline;
    over.set_value(holds);
    return std::nullopt;
  }
  bool keep(Vigil& vigil, std::chrono::milliseconds wait) {
    return vigil.keep(journal, [this, end = in(wait)](bool last) { return look(last, end); });
  }
};

TEST_CASE("a vigil answers at once when it holds already or there is no wait", "[verify]") {
  Journal journal;
  journal.append({});
  Waiting there{journal, 1}, never{journal, 2};
  Vigil vigil;
  CHECK(there.keep(vigil, 1min));
  CHECK(never.keep(vigil, 0ms));
  CHECK(there.held.get());
  CHECK_FALSE(never.held.get());
  CHECK(there.looks == 1);
  CHECK(never.looks == 1);
}

TEST_CASE("a vigil looks when its journal grows, and at no other time", "[verify]") {
  Journal journal, other;
  Waiting waiting{journal, 2};
  Vigil vigil;
  CHECK(waiting.keep(vigil, 1min));
  other.append({});
  journal.append({});
  other.append({});
  CHECK(waiting.held.wait_for(20ms) == std::future_status::timeout);
  // At once, for what had come before anybody listened, and for the one entry.
  CHECK(waiting.looks <= 3);
  journal.append({});
  CHECK(waiting.held.get());
  CHECK(waiting.looks <= 4);
}

TEST_CASE("a vigil looks for the last time when the time is over", "[verify]") {
  Journal journal;
  Waiting waiting{journal, 1};
  Vigil vigil;
  const auto start = steady_clock::now();
  CHECK(waiting.keep(vigil, 30ms));
  CHECK_FALSE(waiting.held.get());
  CHECK(steady_clock::now() - start >= 30ms);
}

TEST_CASE("the end of a vigil answers everybody, and who comes later at once", "[verify]") {
  Journal journal;
  Waiting first{journal, 1}, second{journal, 1}, later{journal, 1}, again{journal, 1};
  Vigil vigil;
  CHECK(first.keep(vigil, 1min));
  CHECK(second.keep(vigil, 1min));
  vigil.end();
  CHECK_FALSE(first.held.get());
  CHECK_FALSE(second.held.get());
  CHECK(later.keep(vigil, 1min));
  CHECK_FALSE(later.held.get());
  vigil.begin_again();
  CHECK(again.keep(vigil, 1min));
  journal.append({});
  CHECK(again.held.get());
}

TEST_CASE("a vigil has room for so many, and anew once some have been answered", "[verify]") {
  Journal journal;
  Vigil vigil;
  std::vector<std::unique_ptr<Waiting>> all;
  for (std::size_t i = 0; i <= Vigil::kMost; ++i)
    all.push_back(std::make_unique<Waiting>(journal, 1));
  for (std::size_t i = 0; i < Vigil::kMost; ++i) CHECK(all[i]->keep(vigil, 1min));
  CHECK_FALSE(all.back()->keep(vigil, 1min));
  CHECK(all.back()->looks == 0);
  journal.append({});
  for (std::size_t i = 0; i < Vigil::kMost; ++i) CHECK(all[i]->held.get());
  CHECK(all.back()->keep(vigil, 1min));
  CHECK(all.back()->held.get());
}

}  // namespace
}  // namespace virga
