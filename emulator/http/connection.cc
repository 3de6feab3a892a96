#include "http/connection.h"

#include <sys/socket.h>

#include <algorithm>
#include <memory>

#include "http/answer.h"
#include "http/lane.h"

namespace virga::http {
namespace {

using std::chrono::milliseconds;

constexpr int kSteps = 40;               // in a row, then the other connections have their turn
constexpr std::size_t kKept = 16 << 10;  // an answer's buffer that an idle connection may keep
constexpr std::size_t kMostDrained = 64 << 20;
constexpr milliseconds kArrivalCheck{5};

// Not the time at which the present events were heard of: a delay may be longer, never shorter.
Instant now() { return std::chrono::steady_clock::now(); }

}  // namespace

Connection::Connection(int socket, std::uint64_t id, Lane& lane)
    : id_(id),
      lane_(lane),
      loop_(lane.loop()),
      socket_(socket),
      work_(loop_, [this] { its_time(); }),
      patience_(loop_, [this] { patience_is_over(); }) {}

Connection::~Connection() {
  if (outflow_) outflow_->cut();
}

void Connection::welcome() {
  if (lane_.shared().tls == nullptr) {
    patience_.set_in(lane_.shared().limits.idle);
    return;
  }
  socket_.begin_tls(*lane_.shared().tls);
  state_ = State::kHandshake;
  patience_.set_in(lane_.shared().limits.handshake);
}

void Connection::turn_away() {
  if (lane_.shared().tls != nullptr) return close();  // no handshake for so little
  last_ = true;
  out_ = kFull;
  head_size_ = limit_ = out_.size();
  state_ = State::kSending;
  patience_.set_in(lane_.shared().limits.linger);
  step();
}

void Connection::ready(std::uint32_t events) {
  if (state_ == State::kClosed) return;
  readable_ = readable_ || (events & (EPOLLIN | EPOLLRDHUP | EPOLLHUP | EPOLLERR)) != 0;
  writable_ = writable_ || (events & (EPOLLOUT | EPOLLHUP | EPOLLERR)) != 0;
  if (socket_.under_tls()) readable_ = writable_ = true;  // either may wait for the other
  const bool reading = state_ == State::kReading || state_ == State::kHandshake;
  if ((events & EPOLLRDHUP) != 0 && !fin_seen_) {
    fin_seen_ = true;
    // Behind a request that is being answered, it may be a client that has had enough.
    if (!reading) left_ = now();
  }
  if ((events & EPOLLERR) != 0 && !reading && state_ != State::kDraining) return lose_client();
  if ((state_ == State::kStalling || state_ == State::kStreaming) && left_) {
    settle(Delivered::Fate::kGivenUp);
    return close();
  }
  step();
}

void Connection::step() {
  if (stepping_) return;  // an answer that came at once
  stepping_ = true;
  bool more = true;
  for (int i = 0; more && i < kSteps; ++i) more = advance();
  stepping_ = false;
  if (!more || again_) return;
  again_ = true;
  loop_.after_events([this] {
    again_ = false;
    step();
  });
}

bool Connection::advance() {
  switch (state_) {
    case State::kHandshake: return shake_hands();
    case State::kReading: return read_on();
    case State::kSending: return send_on();
    case State::kDraining: return drain();
    default: return false;
  }
}

// --- reading ---

bool Connection::shake_hands() {
  switch (socket_.tls().shake_hands()) {
    case Io::kDone:
      state_ = State::kReading;
      patience_.set_in(lane_.shared().limits.idle);
      return true;
    case Io::kBlocked: return false;
    default: break;
  }
  if (socket_.tls().spoke_http())
    ::send(socket_.descriptor(), kSpeaksTls.data(), kSpeaksTls.size(), MSG_NOSIGNAL);
  hang_up();
  return true;
}

bool Connection::read_on() {
  if (intake_.stage() == Intake::Stage::kWhole) {
    answer_next();
    return true;
  }
  if (input_ended_) {
    close();
    return false;
  }
  if (intake_.stage() == Intake::Stage::kBody) ask_for_reading_pace(intake_.head().request);
  if (!continued_ && intake_.awaits_continue()) {
    continued_ = true;
    std::size_t count = 0;  // so few bytes always fit
    static_cast<void>(socket_.write(kContinue, count));
  }
  if (!may_read_) return false;
  if (!readable_) {
    await_bytes();
    return false;
  }
  auto& buffer = lane_.buffer();
  const std::size_t room =
      reading_pace_ ? std::min(buffer.size(), reading_pace_->bytes) : buffer.size();
  std::size_t count = 0;
  switch (socket_.read(buffer.data(), room, count)) {
    case Io::kDone:
      // Less than there was room for: the rest would be told of anew, unless it was the end.
      if (count < room && !fin_seen_ && !socket_.under_tls()) readable_ = false;
      take_in(count);
      return true;
    case Io::kBlocked: readable_ = false; return true;
    case Io::kEnd:
      input_ended_ = true;
      intake_.finish();
      return true;
    case Io::kFailed: lose_client(); return false;
  }
  return false;
}

void Connection::take_in(std::size_t count) {
  intake_.feed({lane_.buffer().data(), count});
  if (intake_.stage() == Intake::Stage::kBody && intake_.body_size() > 0)
    continued_ = true;  // it did not wait to be told
  if (!reading_pace_) return;
  may_read_ = false;
  work_.set_in(reading_pace_->every);
}

void Connection::await_bytes() {
  const Limits& limits = lane_.shared().limits;
  switch (intake_.stage()) {
    case Intake::Stage::kNothing: break;  // set when the last answer had left
    case Intake::Stage::kHead:
      if (!head_began_) head_began_ = now();
      patience_.set(*head_began_ + limits.head);
      break;
    case Intake::Stage::kBody: patience_.set_in(limits.body); break;
    case Intake::Stage::kWhole: break;
  }
}

void Connection::ask_for_reading_pace(const Request& head) {
  if (pace_known_) return;
  pace_known_ = true;
  body_began_ = now();
  const Endpoint& endpoint = lane_.shared().endpoint;
  if (endpoint.reading) reading_pace_ = endpoint.reading(head);
  if (reading_pace_) socket_.narrow_window();
}

// A body that came in one piece, before anybody knew that it was to be read slowly.
bool Connection::hold_back(const Request& request) {
  if (!request.body.empty()) ask_for_reading_pace(request);
  if (!reading_pace_) return false;
  const auto portions = (request.body.size() + reading_pace_->bytes - 1) / reading_pace_->bytes;
  const Instant due = body_began_ + reading_pace_->every * portions;
  if (due <= now()) return false;
  state_ = State::kHolding;
  work_.set(due);
  return true;
}

void Connection::answer_next() {
  Incoming incoming = intake_.take();
  head_began_.reset();
  continued_ = false;
  patience_.cancel();
  asked_ = now();
  left_.reset();
  last_ = incoming.close || lane_.leaving();
  http_1_0_ = incoming.http_1_0;
  head_only_ = incoming.request.method == "HEAD";
  if (incoming.refusal)
    return depart(lane_.shared().endpoint.refuse(std::move(incoming.request), *incoming.refusal,
                                                 incoming.why));
  const bool held = hold_back(incoming.request);
  pace_known_ = false;
  reading_pace_.reset();
  may_read_ = true;
  if (held)
    held_ = std::move(incoming.request);
  else
    ask(std::move(incoming.request));
}

// --- answering ---

void Connection::ask(Request&& request) {
  state_ = State::kAnswering;
  const Endpoint& endpoint = lane_.shared().endpoint;
  is_long_ = endpoint.is_long && endpoint.is_long(request);
  if (!is_long_) return accept(endpoint.answer(std::move(request), asked_));
  hand_over([&endpoint, asked = asked_, request = std::make_shared<Request>(std::move(request))] {
    return endpoint.answer(std::move(*request), asked);
  });
}

void Connection::ask_again() {
  state_ = State::kAnswering;
  auto resume = std::move(resume_);
  resume_ = nullptr;
  if (!is_long_) return accept(resume());
  hand_over([resume = std::move(resume)]() -> Answer { return resume(); });
}

void Connection::hand_over(std::function<Answer()> work) {
  lane_.shared().pool.run(
      [&lane = lane_, id = id_, work = std::move(work)] { bring(lane, id, work()); });
}

// From any thread, to the connection of that lane, if it is still there.
void Connection::bring(Lane& lane, std::uint64_t id, Answer&& answer) {
  if (auto* pending = std::get_if<Pending>(&answer))
    return pending->begin(
        [&lane, id](Departure&& departure) { bring(lane, id, std::move(departure)); });
  const auto carried = std::make_shared<Answer>(std::move(answer));
  lane.loop().post([&lane, id, carried] {
    if (Connection* connection = lane.find(id)) return connection->accept(std::move(*carried));
    if (const auto* departure = std::get_if<Departure>(carried.get());
        departure != nullptr && departure->settle)
      departure->settle({.fate = Delivered::Fate::kStopped});
  });
}

void Connection::accept(Answer&& answer) {
  if (auto* later = std::get_if<Later>(&answer)) {
    resume_ = std::move(later->resume);
    state_ = State::kWaiting;
    work_.set_in(later->wait);
    return;
  }
  if (std::holds_alternative<Pending>(answer)) return bring(lane_, id_, std::move(answer));
  if (auto* stream = std::get_if<Stream>(&answer))
    begin_to_stream(std::move(*stream));
  else
    depart(std::get<Departure>(std::move(answer)));
  step();
}

// --- sending ---

void Connection::depart(Departure&& departure) {
  Reply& reply = departure.reply;
  settle_ = std::move(departure.settle);
  delivery_ = reply.delivery;
  sent_ = 0;
  if (gone_) {
    settle(Delivered::Fate::kGivenUp);
    return close();
  }
  const bool bodiless = reply.status == 204 || reply.status == 304;
  const auto persistence = last_       ? Persistence::kLastAnswer
                           : http_1_0_ ? Persistence::kAnnounced
                                       : Persistence::kAsUsual;
  out_.clear();
  const auto length = outflow_ ? std::nullopt : std::optional(reply.body.size());
  if (reply.status != 0) out_ = answer_head(reply, length, persistence);
  head_size_ = out_.size();
  if (reply.status != 0 && !bodiless && !head_only_) out_ += reply.body;
  limit_ = out_.size();
  if (delivery_.cut_body) limit_ = std::min(limit_, head_size_ + *delivery_.cut_body);
  if (delivery_.cut_head) limit_ = std::min(head_size_, *delivery_.cut_head);
  allowed_ = 0;
  tick_ = true;
  state_ = State::kSending;
  if (delivery_.delay.count() <= 0) return;
  state_ = State::kDelaying;
  work_.set_in(delivery_.delay);
}

void Connection::begin_to_stream(Stream&& stream) {
  last_ = true;
  if (!head_only_ && !gone_) {
    outflow_ = std::make_shared<Outflow>(lane_, id_);
    // Whoever begins may have much to write at once.
    lane_.shared().pool.run(
        [begin = std::move(stream.begin), outflow = outflow_] { begin(outflow); });
  }
  depart({std::move(stream.reply)});
}

void Connection::flow() {
  if (state_ != State::kStreaming) return;  // it takes more when it has sent what it has
  take_more();
  step();
}

void Connection::take_more() {
  state_ = State::kStreaming;
  if (left_) return close();
  out_ = outflow_->take();
  sent_ = head_size_ = 0;
  limit_ = allowed_ = out_.size();
  if (limit_ > 0)
    state_ = State::kSending;
  else if (outflow_->ended())
    hang_up();
}

bool Connection::send_on() {
  if (sent_ == limit_) {
    finish_answer();
    return true;
  }
  if (sent_ == allowed_ && !let_out_more()) return false;
  if (!writable_) return false;
  std::size_t count = 0;
  switch (socket_.write(std::string_view(out_).substr(sent_, allowed_ - sent_), count)) {
    case Io::kDone:
      sent_ += count;
      patience_.cancel();  // it was for a client that takes nothing
      return true;
    case Io::kBlocked:
      writable_ = false;
      patience_.set_in(lane_.shared().limits.send);
      return false;
    default: lose_client(); return false;
  }
}

// False: the next portion is not due yet.
bool Connection::let_out_more() {
  const bool in_head = sent_ < head_size_;
  const std::size_t end = in_head && delivery_.body ? std::min(head_size_, limit_) : limit_;
  const auto& pace = in_head ? delivery_.head : delivery_.body;
  if (!pace) {
    allowed_ = end;
    return true;
  }
  if (!tick_) return false;
  tick_ = false;
  allowed_ = std::min(in_head ? std::min(head_size_, limit_) : limit_, sent_ + pace->bytes);
  work_.set_in(std::max(pace->every, milliseconds(1)));
  return true;
}

void Connection::finish_answer() {
  patience_.cancel();
  work_.cancel();
  if (outflow_) return take_more();
  switch (delivery_.ending) {
    case Ending::kWhole: break;
    case Ending::kClose: settle(Delivered::Fate::kEnded); return hang_up();
    case Ending::kReset: return reset_once_arrived();
    case Ending::kStall:
      state_ = State::kStalling;
      patience_.set_in(delivery_.patience);
      if (!left_) return;
      settle(Delivered::Fate::kGivenUp);  // while the answer was delayed
      return close();
  }
  // A client that left during a delay is told apart from one that only sends no more: its machine
  // has refused the answer.
  settle(left_ && socket_.broken() ? Delivered::Fate::kGivenUp : Delivered::Fate::kSent);
  if (last_ || lane_.leaving() || limit_ < out_.size()) return hang_up();
  if (out_.capacity() > kKept) out_ = std::string();
  state_ = State::kReading;
  patience_.set_in(lane_.shared().limits.idle);
}

void Connection::settle(Delivered::Fate fate) {
  if (!settle_) return;
  Delivered delivered{.fate = fate, .bytes = sent_};
  if (left_) delivered.left_after = std::chrono::duration_cast<milliseconds>(*left_ - asked_);
  if (fate != Delivered::Fate::kGivenUp && fate != Delivered::Fate::kEnded)
    delivered.left_after.reset();
  const auto settle = std::move(settle_);
  settle_ = nullptr;
  settle(delivered);
}

// A reset overtakes what has not arrived.
void Connection::reset_once_arrived() {
  if (state_ != State::kResetting) patience_.set_in(lane_.shared().limits.send);
  state_ = State::kResetting;
  if (socket_.unacknowledged()) return work_.set_in(kArrivalCheck);
  settle(Delivered::Fate::kEnded);
  reset_socket();
  close();
}

// --- ending ---

void Connection::hang_up() {
  socket_.finish();
  state_ = State::kDraining;
  readable_ = true;
  patience_.set_in(lane_.shared().limits.linger);
}

bool Connection::drain() {
  if (!readable_) return false;
  auto& buffer = lane_.buffer();
  std::size_t count = 0;
  switch (socket_.skip(buffer.data(), buffer.size(), count)) {
    case Io::kDone: drained_ += count; break;
    case Io::kBlocked: readable_ = false; return false;
    default: close(); return false;
  }
  if (drained_ <= kMostDrained) return true;
  close();
  return false;
}

void Connection::lose_client() {
  gone_ = true;
  if (!left_) left_ = now();
  // What has begun is carried through: the cloud would not know either.
  if (state_ == State::kAnswering || state_ == State::kWaiting || state_ == State::kHolding)
    return close_socket();
  settle(Delivered::Fate::kGivenUp);
  close();
}

void Connection::close() {
  if (state_ == State::kClosed) return;
  state_ = State::kClosed;
  if (outflow_) outflow_->cut();
  work_.cancel();
  patience_.cancel();
  close_socket();
  lane_.release(*this);
}

void Connection::close_socket() {
  lane_.loop().forget(socket_.descriptor());
  socket_.close();
}

void Connection::reset_socket() {
  lane_.loop().forget(socket_.descriptor());
  socket_.reset();
}

void Connection::take_leave() {
  switch (state_) {
    case State::kReading:
      if (intake_.stage() == Intake::Stage::kNothing || intake_.stage() == Intake::Stage::kHead)
        return close();
      last_ = true;
      return;
    case State::kStalling: settle(Delivered::Fate::kStopped); return close();
    case State::kHandshake:
    case State::kDraining: return close();
    default: last_ = true; return;
  }
}

void Connection::cut() {
  if (state_ == State::kClosed) return;
  if (state_ == State::kWaiting)
    settle_ = resume_().settle;  // counted as asked, so carried through
  settle(Delivered::Fate::kStopped);
  close();
}

void Connection::its_time() {
  switch (state_) {
    case State::kReading: may_read_ = true; break;
    case State::kHolding: {
      Request request = std::move(*held_);
      held_.reset();
      asked_ = now();  // had it come as slowly, it would be whole now
      return ask(std::move(request));
    }
    case State::kWaiting: return ask_again();
    case State::kDelaying: state_ = State::kSending; break;
    case State::kSending: tick_ = true; break;
    case State::kResetting: return reset_once_arrived();
    default: return;
  }
  step();
}

void Connection::patience_is_over() {
  switch (state_) {
    case State::kReading:
      if (intake_.stage() == Intake::Stage::kNothing) return close();
      intake_.give_up("the rest of the request did not come in time");
      return step();
    case State::kSending:
    case State::kResetting:
      settle(Delivered::Fate::kTimedOut);
      reset_socket();
      return close();
    case State::kStalling: settle(Delivered::Fate::kEnded); return hang_up();
    default: return close();
  }
}

}  // namespace virga::http
