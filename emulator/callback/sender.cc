#include "callback/sender.h"

#include <iostream>

#include "base/time.h"
#include "callback/schedule.h"

namespace virga {
namespace {

using std::chrono::milliseconds;

// How long a server may take is documented nowhere [inferred].
constexpr milliseconds kConnect{2000}, kAnswer{5000};

// Far from the end of any clock's range; then it is looked again.
constexpr milliseconds kLongestSleep = std::chrono::hours(24);

// "http://host:port" and what follows it.
std::pair<std::string, std::string> parted(const std::string& url) {
  const auto slashes = url.find("://");
  const auto path = url.find_first_of("/?", slashes == std::string::npos ? 0 : slashes + 3);
  if (path == std::string::npos) return {url, "/"};
  return {url.substr(0, path), (url[path] == '?' ? "/" : "") + url.substr(path)};
}

bool was_made(const Json& attempt) { return attempt.contains("status") || attempt.contains("why"); }

// Attempts that count for the schedule: a duplicate is no other one.
std::size_t count_of(const Json& attempts) {
  std::size_t count = 0;
  for (const Json& attempt : attempts)
    if (was_made(attempt) && !attempt.contains("duplicate")) ++count;
  return count;
}

std::string span_text(milliseconds span) {
  return span.count() % 1000 == 0 ? std::to_string(span.count() / 1000) + " s"
                                  : std::to_string(span.count()) + " ms";
}

}  // namespace

// A letter that is due, on its way to its server.
struct Sender::Attempt {
  http::Session& session;
  const Callback& callback;
  Letter letter;
  Exchange exchange = {};
  Plan plan = {};
  Json told = {};  // what every entry of the letter's attempts has in common

  bool handled_as(Handling::What what) const {
    return plan.handling && plan.handling->what == what;
  }
};

void Sender::settle(World& world) {
  const std::lock_guard sending(world.sending);
  http::Session session({.connect = kConnect,
                         .answer = kAnswer,
                         .largest_answer = 1 << 20,
                         .trust = {.anybody = true},
                         .nearby = !settings_.anywhere});
  for (;;) {
    world.catch_up(catalog_);
    auto letter = world.store.outbox().first(world.clock.now());
    if (!letter) return;
    deliver(world, std::move(*letter), session);
  }
}

// Rules decide about each attempt, once: what one of them has put off is not asked for again.
void Sender::decide(World& world, Attempt& attempt) const {
  Exchange& exchange = attempt.exchange;
  exchange.match.service = catalog_.service(attempt.letter.service);
  exchange.match.operation = &attempt.callback.message;
  exchange.now = attempt.letter.due;
  if (attempt.letter.decided || world.rules.idle()) return;
  exchange.input = Input(parse_json(attempt.letter.body).value_or(Json::object()));
  attempt.plan = world.rules.decide(exchange, {});
}

void Sender::deliver(World& world, Letter letter, http::Session& session) {
  const Callback* callback = catalog_.callback(letter.service, letter.callback);
  if (callback == nullptr) {  // of an older state file
    letter.state = Letter::State::kGivenUp;
    return world.store.outbox().replace(letter);
  }
  Attempt attempt{.session = session, .callback = *callback, .letter = std::move(letter)};
  decide(world, attempt);
  attempt.told = {{"time", plain_time(attempt.letter.due)}};
  if (!attempt.plan.rule.empty()) attempt.told["rule"] = attempt.plan.rule;
  if (attempt.handled_as(Handling::What::kPostpone) || attempt.handled_as(Handling::What::kReorder))
    return put_off(world, attempt);
  const Time now = attempt.letter.due;
  carry(world, attempt);
  release_held(world, now);
}

void Sender::put_off(World& world, Attempt& attempt) {
  Letter& letter = attempt.letter;
  const bool postponed = attempt.handled_as(Handling::What::kPostpone);
  if (postponed) {
    attempt.told["postponed"] = span_text(attempt.plan.handling->delay);
    letter.due += attempt.plan.handling->delay;
    letter.decided = true;
  } else {
    attempt.told["held"] = true;
    letter.state = Letter::State::kHeld;
  }
  letter.attempts.push_back(std::move(attempt.told));
  world.store.outbox().replace(letter);
}

void Sender::carry(World& world, Attempt& attempt) const {
  Letter& letter = attempt.letter;
  const int copies = attempt.handled_as(Handling::What::kDuplicate) ? 2 : 1;
  bool taken = false;
  for (int copy = 0; copy < copies; ++copy) {
    Json each = attempt.told;
    if (copy > 0) each["duplicate"] = true;
    const http::Outcome outcome = send(world, attempt);
    if (const auto* reply = std::get_if<Reply>(&outcome)) {
      each["status"] = reply->status;
      taken = taken || (reply->status >= 200 && reply->status < 300);
    } else {
      each["why"] = std::get<http::NoAnswer>(outcome).why;
    }
    letter.attempts.push_back(std::move(each));
  }
  const auto next =
      taken ? std::nullopt : next_attempt(attempt.callback, count_of(letter.attempts), letter.due);
  letter.state = taken  ? Letter::State::kDelivered
                 : next ? Letter::State::kPending
                        : Letter::State::kGivenUp;
  letter.decided = false;
  letter.due = next.value_or(letter.due);
  world.store.outbox().replace(letter);
}

// One attempt, in the journal as well.
http::Outcome Sender::send(World& world, Attempt& attempt) const {
  const Letter& letter = attempt.letter;
  const Service& service = *attempt.exchange.match.service;
  const Sending sending{letter.due, settings_.own_url(),
                        attempt.handled_as(Handling::What::kForge)};
  Request request = service.post(letter, sending);
  const std::string url = request.target;
  const Stopwatch watch;
  http::Outcome outcome = http::NoAnswer{"a rule lost it on its way"};
  if (!attempt.handled_as(Handling::What::kDrop)) {
    const auto [server, target] = parted(url);
    request.target = target;
    outcome = attempt.session.ask(server, request);
    request.target = url;
  }
  Entry entry;
  entry.time = letter.due;
  entry.world = world.name;
  entry.service = letter.service;
  entry.callback = letter.callback;
  entry.request = std::move(request);
  entry.reply.status = 0;
  if (const auto* reply = std::get_if<Reply>(&outcome))
    entry.reply = *reply;
  else
    entry.why = std::get<http::NoAnswer>(outcome).why;
  entry.rule = attempt.plan.rule;
  entry.verdicts = attempt.plan.verdicts;
  entry.took = watch.elapsed();
  entry.delivered = {.fate = Delivered::Fate::kSent, .bytes = entry.reply.body.size()};
  if (settings_.observe) settings_.observe(entry);
  world.journal.append(entry);
  return outcome;
}

void Sender::release_held(World& world, Time now) {
  auto held = world.store.outbox().first_held();
  if (!held) return;
  held->state = Letter::State::kPending;
  held->due = now;
  held->decided = true;
  world.store.outbox().replace(*held);
}

void Sender::watch(World& world) {
  Time next = world.store.outbox().earliest();
  // Where time stands still, whoever looks at the world does what else is due.
  if (!world.clock.frozen()) next = std::min(next, world.store.agenda().earliest());
  if (next == Time::max()) return;
  const auto wait = world.clock.wait_until(next);
  if (!wait) return;  // whoever moves it settles the world
  const Moment at = std::chrono::steady_clock::now() + std::min(*wait, kLongestSleep);
  const std::lock_guard lock(mutex_);
  if (stopping_) return;
  const auto [known, fresh] = due_.emplace(&world, at);
  if (!fresh && known->second <= at) return;
  known->second = at;
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  changed_.notify_one();
}

void Sender::run() {
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    if (due_.empty()) {
      changed_.wait(lock);
      continue;
    }
    const auto first = std::min_element(
        due_.begin(), due_.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
    if (const Moment at = first->second; at > std::chrono::steady_clock::now()) {
      changed_.wait_until(lock, at);
      continue;
    }
    World& world = *first->first;
    due_.erase(first);
    lock.unlock();
    try {
      settle(world);
      watch(world);
    } catch (const std::exception& failure) {  // the disk refuses: the next call will say so, too
      std::cerr << "virga: " << failure.what() << "\n";
    }
    lock.lock();
  }
}

void Sender::stop() {
  std::thread ending;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    ending.swap(thread_);
  }
  changed_.notify_one();
  if (ending.joinable()) ending.join();
}

}  // namespace virga
