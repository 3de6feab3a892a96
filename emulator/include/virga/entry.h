// One line of the journal: a request, what was answered, and why.
#pragma once

#include <virga/message.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace virga {

// What one scenario rule made of one call that its `when` matched.
struct Verdict {
  std::string scenario;
  std::string rule;
  std::string count_key;       // what the ordinal counts, as `count_by` names it; empty: the world
  std::int64_t ordinal = 0;    // 1 for the first matching call of that key
  std::optional<double> draw;  // 0 <= draw < 1, when the rule has a probability
  bool acted = false;
  std::string missed;  // why it did not act; empty when it did
};

struct Entry {
  std::int64_t id = 0;  // 1, 2, … in each world, in the order of the answers
  std::chrono::sys_time<std::chrono::milliseconds> time;  // on the world's clock
  std::string world;
  std::string service;    // "vms", "gsl"; empty when no cloud was recognised
  std::string operation;  // vendor's name; empty when unknown
  std::string callback;   // what the cloud told a server of its user; empty: it was asked itself
  std::string account;
  std::string access_key;
  std::string proof;  // "signature", "unverified", "token", "none"
  Request request;
  // What the request was understood to give, as a JSON object: the declared parameters under their
  // declared names with their standard values; one that breaks a limit, as it stands. It is read
  // off the request again for who looks at the entry. Empty for a callback and an unknown
  // operation.
  std::string input;
  Reply reply;
  Delivered delivered;             // what became of the reply on its connection
  bool committed = false;          // what the operation writes was kept, whoever was told
  std::string request_id;          // as sent to the client
  std::string error;               // vendor's error code; empty on success
  std::string why;                 // the reason of an error in plain words
  std::vector<std::string> notes;  // unknown parameters, tolerated oddities
  std::string rule;                // id of the scenario rule that acted; empty: none
  std::vector<Verdict> verdicts;   // every rule whose `when` matched
  // Real time, none of it injected; that is the delay of the reply's delivery.
  std::chrono::microseconds queued{0};   // from the end of the request until work on it began
  std::chrono::microseconds took{0};     // answering it
  std::chrono::microseconds handler{0};  // and of that, the operation's own work
};

// Which entries to list. Empty members do not restrict; all given ones must hold.
struct Filter {
  std::string service = {};
  std::string operation = {};
  std::string callback = {};
  std::string error = {};
  std::string rule = {};
  std::string access_key = {};
  std::string text = {};  // occurs in target, request body or reply body
  std::optional<int> status = {};
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> since = {};  // inclusive
  std::optional<std::chrono::sys_time<std::chrono::milliseconds>> until = {};  // inclusive
};

}  // namespace virga
