#include "gateway/gateway.h"

#include <iostream>
#include <memory>

#include "base/clock.h"
#include "base/text.h"
#include "base/time.h"
#include "catalog/addressed.h"
#include "catalog/validate.h"
#include "dialect/dialect.h"
#include "gateway/concealment.h"

namespace virga {

struct Gateway::Visit {
  explicit Visit(Request&& request) { exchange.request = std::move(request); }

  const Dialect& dialect() const {
    return *exchange.match.service->dialect;
  }  // once the catalogue has matched

  Exchange exchange;
  World* world = nullptr;
  std::uint64_t given = 0;  // of the operation's parameters
  Plan plan;
  bool committed = false;
  std::chrono::microseconds queued{0};
  std::chrono::microseconds took{0};  // up to where it began to wait
  std::chrono::microseconds handler{0};
  std::chrono::milliseconds waited{0};  // injected, before anything happened
  Stopwatch watch;
};

namespace {

// The service says which documented error a complaint about the input becomes.
Fault refusal_of(const Match& match, const std::vector<Complaint>& complaints) {
  Fault fault = match.service->refuse(*match.operation, complaints.front());
  fault.why.clear();
  for (const Complaint& complaint : complaints)
    fault.why += (fault.why.empty() ? "" : "; ") + complaint.reason;
  return fault;
}

void set_header(Headers& headers, std::string_view name, std::string value) {
  std::erase_if(headers, [&](const auto& header) { return same_letters(header.first, name); });
  headers.emplace_back(name, std::move(value));
}

std::string why_no_world(const Request& request, const Worlds& worlds) {
  const std::string* named = http::find_header(request.headers, "X-Virga-World");
  return named != nullptr && !is_world_name(*named)
             ? "X-Virga-World: 1..128 visible ASCII characters name a world"
             : worlds.no_room();
}

// Header values are one line, and clients read 16 KiB of head or less: the journal tells all.
std::string on_one_line(std::string text) {
  constexpr std::size_t kLongest = 8 << 10;
  if (text.size() > kLongest) text.replace(kLongest, std::string::npos, "...");
  for (char& c : text)
    if (static_cast<unsigned char>(c) < ' ') c = '|';
  return text;
}

}  // namespace

http::Answer Gateway::serve(Request&& request, http::Instant asked) {
  Visit visit(std::move(request));
  visit.queued = visit.watch.since(asked);
  visit.exchange.match = catalog_.resolve(visit.exchange.request);
  return guarded<http::Answer>(visit, [&] { return walk(visit); });
}

http::Answer Gateway::walk(Visit& visit) {
  if (auto entered = enter(visit); !entered) return finish(visit, entered.fault());
  World& world = *visit.world;
  if (auto wrong = world.rules.activate(visit.exchange))
    return finish(visit, visit.dialect().bad_request().because(std::move(*wrong)));
  visit.plan = world.rules.decide(visit.exchange, [&](const Kind& kind) {
    world.catch_up(catalog_);  // what is due has happened
    return addressed(kind, visit.exchange.input, world.store);
  });
  if (visit.plan.phase != Plan::Phase::kBefore || visit.plan.latency.count() == 0)
    return complete(visit);
  visit.waited = visit.plan.latency;
  visit.took = visit.watch.elapsed();
  auto waiting = std::make_shared<Visit>(std::move(visit));
  return http::Later{waiting->waited, [this, waiting] {
                       waiting->watch = Stopwatch();
                       return guarded<http::Departure>(*waiting,
                                                       [&] { return complete(*waiting); });
                     }};
}

// The only place that catches: a bug of ours or a broken disk, answered in the vendor's shape
// without its text.
template <typename T>
T Gateway::guarded(Visit& visit, const std::function<T()>& work) {
  try {
    return work();
  } catch (const std::exception& failure) {
    std::cerr << "virga: " << failure.what() << "\n";
    visit.plan = Plan();
    const Fault fault = visit.dialect().internal_error().because(failure.what());
    return depart(visit, visit.dialect().render(visit.exchange, fault), &fault);
  }
}

// Whose request this claims to be, by its head or by what it asks for.
std::string Gateway::claimed_account(const Exchange& exchange) const {
  const Dialect& dialect = *exchange.match.service->dialect;
  std::string account = dialect.claimed_account(exchange.request, credentials_);
  const Operation* operation = exchange.match.operation;
  if (account.empty() && operation != nullptr && operation->claimant != nullptr)
    account = operation->claimant(exchange.request, credentials_);
  return account;
}

// The claim chooses the world before it is proven: that world's clock is needed to judge the proof.
// nullptr: the world is named by no name, or there is no room for it.
World* Gateway::world_of(const Exchange& exchange) {
  if (const std::string* named = http::find_header(exchange.request.headers, "X-Virga-World"))
    return is_world_name(*named) ? worlds_.find(*named) : nullptr;
  const std::string account = claimed_account(exchange);
  // A key of a pattern may be any bytes.
  return worlds_.find(is_world_name(account) ? std::string_view(account) : kDefaultWorld);
}

// In which world, at what time. False when it is none that there is or could be.
bool Gateway::place(Visit& visit) {
  Exchange& exchange = visit.exchange;
  World* world = world_of(exchange);
  visit.world = world != nullptr ? world : &worlds_.of(kDefaultWorld);
  exchange.now = visit.world->clock.now();
  exchange.request_id = visit.dialect().request_id(exchange.now, visit.world->next_chance());
  return world != nullptr;
}

std::optional<Pace> Gateway::reading(const Request& head) {
  Exchange exchange;
  exchange.match = catalog_.resolve(head);
  if (exchange.match.operation == nullptr) return std::nullopt;
  exchange.request = head;
  World* world = world_of(exchange);
  if (world == nullptr || !world->rules.read_slowly()) return std::nullopt;
  exchange.now = world->clock.now();
  return world->rules.reading(exchange);
}

// Everything up to a valid input: in which world, asked by whom, of what.
Result<bool> Gateway::enter(Visit& visit) {
  Exchange& exchange = visit.exchange;
  const Dialect& dialect = visit.dialect();
  if (!place(visit)) return dialect.bad_request().because(why_no_world(exchange.request, worlds_));

  auto principal = dialect.admit(exchange, credentials_, settings_.auth);
  if (!principal) return principal.fault();
  exchange.principal = std::move(*principal);
  const Operation& operation = *exchange.match.operation;
  if (settings_.quotas && !visit.world->quotas.take(exchange.principal, operation, exchange.now))
    return dialect.over_quota(operation.quota);

  auto raw = dialect.read_input(exchange);
  if (!raw) return raw.fault();
  visit.given = parameters_given(operation, *raw);
  exchange.notes = std::move(raw->notes);
  std::vector<Complaint> complaints;
  exchange.input = validate(operation.input, *raw, complaints);
  if (!complaints.empty()) return refusal_of(exchange.match, complaints);
  return true;
}

http::Departure Gateway::complete(Visit& visit) {
  const Plan& plan = visit.plan;
  if (plan.phase == Plan::Phase::kBefore && plan.replaces_answer())
    return finish(visit, Json(nullptr));
  return finish(visit, perform(visit));
}

Result<Json> Gateway::perform(Visit& visit) {
  Exchange& exchange = visit.exchange;
  const Operation& operation = *exchange.match.operation;
  if (operation.handler == nullptr)
    return visit.dialect().not_emulated().about(
        operation.name, "Virga knows the operation but does not emulate it");
  visit.world->catch_up(catalog_);
  const Time now = visit.world->clock.now();
  Call call{operation,          exchange.input,
            visit.world->store, now,
            visit.world->seed,  exchange.principal,
            credentials_,       exchange.request_id,
            exchange.headers,   http::header(exchange.request.headers, "Host"),
            settings_.tls};
  const auto work = exchange.match.service->perform;
  const auto run = [&] { return work != nullptr ? work(call) : operation.handler(call); };
  const Stopwatch watch;
  auto outcome = operation.writes ? visit.world->store.transact<Json>(run)
                                  : visit.world->store.read<Json>(run);
  visit.handler = watch.elapsed();
  visit.committed = operation.writes && outcome;
  if (!exchange.match.service->callbacks.empty()) sender_.watch(*visit.world);
  return outcome;
}

// What the client is told: the outcome, or what a rule puts in its place.
http::Departure Gateway::finish(Visit& visit, const Result<Json>& outcome) {
  const Plan& plan = visit.plan;
  Reply reply;
  const Fault* fault = outcome ? nullptr : &outcome.fault();
  if (plan.error) {
    fault = &*plan.error;
    reply = visit.dialect().render(visit.exchange, *plan.error);
  } else if (plan.answer) {
    fault = nullptr;
    reply = *plan.answer;
  } else if (!plan.silent || plan.phase == Plan::Phase::kMidBody) {
    reply = visit.dialect().render(visit.exchange, outcome);
  } else {
    fault = nullptr;
    reply.status = 0;  // nothing is sent
  }
  if (reply.status != 0) spoil(visit, reply);
  set_out(visit, reply);
  return depart(visit, std::move(reply), fault);
}

// What a rule does to an answer that was to be a good one. That it could not is told, for a fault
// that did not happen must not pass for one that did.
void Gateway::spoil(Visit& visit, Reply& reply) {
  const Plan& plan = visit.plan;
  auto& notes = visit.exchange.notes;
  if (plan.retry_after)
    reply.headers.emplace_back("Retry-After", std::to_string(plan.retry_after->count()));
  if (plan.body_from) reply.body = visit.dialect().render(visit.exchange, *plan.body_from).body;
  if (plan.corruption) {
    if (auto body = corrupted(reply.body, *plan.corruption))
      reply.body = std::move(*body);
    else
      notes.push_back("corrupt: the body has nothing to corrupt in this way");
  }
  if (!plan.content_type.empty()) set_header(reply.headers, "Content-Type", plan.content_type);
  if (plan.clock_skew)
    set_header(reply.headers, "Date", http_date(visit.exchange.now + *plan.clock_skew));
  if (plan.repeated_header.empty()) return;
  if (const std::string* value = http::find_header(reply.headers, plan.repeated_header))
    reply.headers.emplace_back(plan.repeated_header, std::string(*value));
  else
    notes.push_back("duplicate_header: the answer has no " + plan.repeated_header);
}

// In which way the client is told.
void Gateway::set_out(Visit& visit, Reply& reply) {
  const Plan& plan = visit.plan;
  Delivery& delivery = reply.delivery;
  if (plan.phase != Plan::Phase::kBefore) delivery.delay = plan.latency;
  delivery.head = plan.slow_head;
  delivery.body = plan.slow_body;
  delivery.ending = plan.ending;
  if (plan.ending == Ending::kStall) delivery.patience = plan.patience;
  if (plan.phase == Plan::Phase::kMidBody)
    delivery.cut_body = Part{.percent = 50}.of(reply.body.size());
  if (!plan.cut) return;
  delivery.cut_body = plan.cut->of(reply.body.size());
  if (*delivery.cut_body == reply.body.size())
    visit.exchange.notes.push_back("truncate after " + plan.cut->text() +
                                   " cuts nothing off: the body has " +
                                   std::to_string(reply.body.size()) + " bytes");
}

http::Departure Gateway::depart(Visit& visit, Reply reply, const Fault* fault) {
  const bool explain =
      settings_.explain || http::header(visit.exchange.request.headers, "X-Virga-Explain") == "1";
  if (explain && fault != nullptr && !fault->why.empty())
    reply.headers.emplace_back("X-Virga-Why",
                               on_one_line(concealed(fault->why, visit.exchange.request, reply)));
  if (visit.world == nullptr) return {std::move(reply)};  // it failed before there was a world
  const Journal::Serial serial = note_in_journal(visit, reply, fault);
  return {std::move(reply),
          [this, &journal = visit.world->journal, serial](const Delivered& delivered) {
            journal.settle(serial, delivered);
            if (settings_.settled) settings_.settled(delivered);
          }};
}

Journal::Serial Gateway::note_in_journal(Visit& visit, Reply& reply, const Fault* fault) {
  Exchange& exchange = visit.exchange;
  Entry entry;
  entry.time = exchange.now;
  entry.world = visit.world->name;
  entry.service = exchange.match.service->name;
  if (exchange.match.operation != nullptr) entry.operation = exchange.match.operation->name;
  entry.account = exchange.principal.account;
  entry.access_key = exchange.principal.access_key;
  entry.proof = exchange.principal.proof;
  const Operation* operation = exchange.match.operation;
  const bool secret = has_secrets(operation, exchange.request, reply);
  entry.request = std::move(exchange.request);
  if (secret)
    entry.reply = reply;
  else
    entry.reply = std::move(reply);  // lent: it goes to the client
  entry.reply.delivery.delay += visit.waited;
  entry.request_id = exchange.request_id;
  if (fault != nullptr) {
    entry.error = fault->error->code;
    entry.why = fault->why;
  }
  entry.notes = std::move(exchange.notes);
  entry.rule = std::move(visit.plan.rule);
  entry.verdicts = std::move(visit.plan.verdicts);
  entry.committed = visit.committed;
  entry.queued = visit.queued;
  entry.took = visit.took + visit.watch.elapsed();
  entry.handler = visit.handler;
  if (secret) conceal(operation, entry);
  visit.world->census.count({.match = exchange.match,
                             .given = visit.given,
                             .error = fault != nullptr ? fault->error : nullptr,
                             .by_rule = visit.plan.error && fault == &*visit.plan.error});
  if (settings_.observe) settings_.observe(entry);
  const Journal::Serial serial = visit.world->journal.append(entry);
  if (secret) return serial;
  reply = std::move(entry.reply);
  reply.delivery.delay -= visit.waited;
  return serial;
}

http::Departure Gateway::refuse(Request&& head, http::Refusal refusal, const std::string& why) {
  Visit visit(std::move(head));
  visit.exchange.match = catalog_.resolve(visit.exchange.request);
  return guarded<http::Departure>(visit, [&] {
    place(visit);
    const Dialect& dialect = visit.dialect();
    const Error& error = refusal == http::Refusal::kBodyTooLarge ? dialect.body_too_large()
                         : refusal == http::Refusal::kTooSlow    ? dialect.too_slow()
                                                                 : dialect.bad_request();
    return finish(visit, error.because(why));
  });
}

}  // namespace virga
