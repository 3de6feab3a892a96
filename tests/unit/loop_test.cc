// Timers fire in their order and not before their time; work from other threads is done.
#include "http/loop.h"

#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <thread>
#include <vector>

#include "http/pool.h"
#include "http/quiet_thread.h"

namespace virga::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

TEST_CASE("Timers fire in the order of their times, and none before", "[http]") {
  Loop loop;
  const auto start = steady_clock::now();
  std::vector<int> fired;
  std::vector<milliseconds> after;
  const auto note = [&](int which) {
    fired.push_back(which);
    after.push_back(std::chrono::floor<milliseconds>(steady_clock::now() - start));
    if (which == 30) loop.stop();
  };
  Timer third(loop, [&] { note(30); }), first(loop, [&] { note(10); }),
      second(loop, [&] { note(20); });
  third.set_in(milliseconds(30));
  first.set_in(milliseconds(10));
  second.set_in(milliseconds(20));
  loop.run();
  CHECK(fired == std::vector<int>{10, 20, 30});
  CHECK(after[0] >= milliseconds(10));
  CHECK(after[1] >= milliseconds(20));
  CHECK(after[2] >= milliseconds(30));
}

TEST_CASE("A timer that is set anew fires once, at its new time, be it later or earlier",
          "[http]") {
  Loop loop;
  const auto start = steady_clock::now();
  int later = 0, earlier = 0;
  milliseconds at{0};
  Timer postponed(loop, [&] {
    ++later;
    at = std::chrono::floor<milliseconds>(steady_clock::now() - start);
  });
  Timer advanced(loop, [&] { ++earlier; });
  Timer end(loop, [&] { loop.stop(); });
  postponed.set_in(milliseconds(5));
  postponed.set_in(milliseconds(25));
  advanced.set_in(std::chrono::hours(1));
  advanced.set_in(milliseconds(5));
  end.set_in(milliseconds(50));
  loop.run();
  CHECK(later == 1);
  CHECK(at >= milliseconds(25));
  CHECK(earlier == 1);
}

TEST_CASE("A timer that is cancelled or gone does not fire", "[http]") {
  Loop loop;
  int fired = 0;
  Timer cancelled(loop, [&] { ++fired; }), end(loop, [&] { loop.stop(); });
  auto gone = std::make_unique<Timer>(loop, [&] { ++fired; });
  cancelled.set_in(milliseconds(1));
  gone->set_in(milliseconds(1));
  cancelled.cancel();
  gone.reset();
  end.set_in(milliseconds(10));
  loop.run();
  CHECK(fired == 0);
}

TEST_CASE("Nobody is told of a socket that was forgotten, though a copy of it is open", "[http]") {
  struct Counter : Loop::Watcher {
    int told = 0;
    void ready(std::uint32_t) override { ++told; }
  };
  Loop loop;
  int pair[2];
  REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair) == 0);
  const int copy = ::dup(pair[0]);  // as a process has it that was forked and runs no program yet
  Counter counter;
  REQUIRE(loop.watch(pair[0], counter));
  loop.forget(pair[0]);
  ::close(pair[0]);
  REQUIRE(::write(pair[1], "x", 1) == 1);
  Timer end(loop, [&] { loop.stop(); });
  end.set_in(milliseconds(20));
  loop.run();
  CHECK(counter.told == 0);
  ::close(copy);
  ::close(pair[1]);
}

TEST_CASE("Work that several threads post is done on the loop's thread, each in its order",
          "[http][threads]") {
  Loop loop;
  std::vector<std::vector<int>> done(4);
  std::vector<std::thread> threads;
  int left = 4;
  const auto here = std::this_thread::get_id();
  bool elsewhere = false;
  for (std::size_t which = 0; which < 4; ++which)
    threads.push_back(quiet_thread([&, which] {
      for (int i = 0; i < 100; ++i)
        loop.post([&, which, i] {
          elsewhere = elsewhere || std::this_thread::get_id() != here;
          done[which].push_back(i);
          if (i == 99 && --left == 0) loop.stop();
        });
    }));
  loop.run();
  for (std::thread& thread : threads) thread.join();
  CHECK_FALSE(elsewhere);
  for (const auto& each : done) {
    REQUIRE(each.size() == 100);
    CHECK(std::is_sorted(each.begin(), each.end()));
  }
}

TEST_CASE("A pool does what it is given, on so many threads at most", "[http][threads]") {
  Pool pool(2);
  std::promise<void> go;
  const auto waiting = go.get_future().share();
  std::atomic<int> begun{0}, ended{0};
  std::promise<void> all;
  for (int i = 0; i < 5; ++i)
    pool.run([&] {
      ++begun;
      waiting.wait();
      if (++ended == 5) all.set_value();
    });
  for (const auto end = steady_clock::now() + std::chrono::seconds(10);
       begun < 2 && steady_clock::now() < end;)
    std::this_thread::yield();
  CHECK(begun == 2);
  go.set_value();
  CHECK(all.get_future().wait_for(std::chrono::seconds(10)) == std::future_status::ready);
}

TEST_CASE("A pool that stops finishes what has begun and drops the rest", "[http][threads]") {
  Pool pool(1);
  std::promise<void> begun, go;
  std::atomic<int> ended{0};
  pool.run([&] {
    begun.set_value();
    go.get_future().wait();
    ++ended;
  });
  pool.run([&] { ++ended; });
  begun.get_future().wait();
  std::thread stopping([&] { pool.stop(); });
  go.set_value();
  stopping.join();
  CHECK(ended <= 2);
  CHECK(ended >= 1);
  pool.run([&] { ended = 100; });
  CHECK(ended != 100);
}

}  // namespace
}  // namespace virga::http
