// One connection of an event loop: requests in, answers out in the way that their delivery says.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "http/intake.h"
#include "http/loop.h"
#include "http/message.h"
#include "http/outflow.h"
#include "http/socket.h"

namespace virga::http {

class Lane;

//   handshake -> reading -> [holding] -> answering -> [waiting] -> [delaying] -> sending -+->
//   reading
//                   ^                                                                     |
//                   +-----------------------------------------------------------<---------+
//   sending -> stalling | resetting | draining -> closed           any -> closed
//   sending <-> streaming, when the answer goes on
//
// All of it on the thread of its lane's loop, except for answers that take long.
class Connection : public Loop::Watcher {
 public:
  Connection(int socket, std::uint64_t id, Lane& lane);
  ~Connection() override;
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  // Exactly one of these begins it.
  void welcome();
  void turn_away();  // 503, and the end

  void accept(Answer&& answer);  // from another thread
  void flow();                   // an answer that goes on was given more
  void take_leave();             // ends once the present request is answered; at once without one
  void cut();                    // ends now

  std::uint64_t id() const { return id_; }

 private:
  enum class State {
    kHandshake,
    kReading,
    kHolding,    // a request is to look as if it were read slowly
    kAnswering,  // somebody is working on the answer
    kWaiting,    // nobody is yet: the answer is asked for later
    kDelaying,
    kSending,
    kStreaming,  // all that an answer has by now is sent, and more may come
    kResetting,  // until what was sent has arrived
    kStalling,
    kDraining,
    kClosed,
  };

  void ready(std::uint32_t events) override;
  void step();
  bool advance();  // false: an event, a timer or an answer has to come first

  bool shake_hands();
  bool read_on();
  void take_in(std::size_t count);
  void await_bytes();
  void ask_for_reading_pace(const Request& head);
  bool hold_back(const Request& request);
  void answer_next();
  void ask(Request&& request);
  void ask_again();
  void hand_over(std::function<Answer()> work);
  static void bring(Lane& lane, std::uint64_t id, Answer&& answer);

  void depart(Departure&& departure);
  void begin_to_stream(Stream&& stream);
  void take_more();
  bool send_on();
  bool let_out_more();
  void finish_answer();
  void settle(Delivered::Fate fate);
  void reset_once_arrived();
  void hang_up();
  bool drain();
  void lose_client();
  void close();
  void close_socket();
  void reset_socket();

  void its_time();  // of the work timer
  void patience_is_over();

  const std::uint64_t id_;
  Lane& lane_;
  Loop& loop_;
  Socket socket_;
  State state_ = State::kReading;
  Timer work_;      // for what is to be done at its time
  Timer patience_;  // for what has to happen until then
  bool readable_ = false;
  bool writable_ = true;
  bool stepping_ = false;
  bool again_ = false;           // it gave way to others and is to go on
  bool input_ended_ = false;     // the end of what the client sends was read
  bool fin_seen_ = false;        // it has arrived, perhaps behind unread bytes
  bool gone_ = false;            // the client has reset the connection
  std::optional<Instant> left_;  // when the client was seen to leave its request behind

  Intake intake_;
  std::optional<Instant> head_began_;
  bool continued_ = false;
  bool pace_known_ = false;
  std::optional<Pace> reading_pace_;
  bool may_read_ = true;
  Instant body_began_;
  std::optional<Request> held_;

  // Of the request being answered.
  Instant asked_;
  bool last_ = false;  // the connection ends behind the answer
  bool http_1_0_ = false;
  bool head_only_ = false;
  bool is_long_ = false;
  std::function<Departure()> resume_;

  // Of the answer being sent.
  std::function<void(const Delivered&)> settle_;
  std::shared_ptr<Outflow> outflow_;  // of an answer that goes on
  Delivery delivery_;
  std::string out_;
  std::size_t head_size_ = 0;
  std::size_t limit_ = 0;    // what is sent in all
  std::size_t allowed_ = 0;  // what may be sent by now
  std::size_t sent_ = 0;
  bool tick_ = true;  // another portion is due
  std::size_t drained_ = 0;
};

}  // namespace virga::http
