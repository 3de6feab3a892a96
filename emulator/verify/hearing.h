// Hears the entries of a journal one after the other, and says which expectations hold of them.
#pragma once

#include <virga/verification.h>

#include <cstddef>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "journal/journal.h"
#include "scenario/misses.h"
#include "verify/expectations.h"
#include "verify/vigil.h"

namespace virga {

// For one thread at a time. Looking again costs only what the journal has been given since.
class Hearing {
 public:
  // Journal and catalogue have to outlive it.
  Hearing(std::shared_ptr<const Expectations> expectations, const Catalog& catalog,
          const Journal& journal)
      : expectations_(std::move(expectations)), catalog_(catalog), journal_(journal) {
    begin();
  }

  void listen();  // to everything that the journal has been given by now

  // Why nothing can be said: entries that the expectations ask about have been dropped.
  const std::optional<std::string>& impossible() const { return impossible_; }
  bool held() const;
  Verification verification() const;

 private:
  struct Count {
    std::int64_t calls = 0;
    std::string surplus = {};        // the first request beyond what is expected
    std::int64_t misplaced = 0;      // calls that came at the wrong time
    std::string why_misplaced = {};  // of the first
    Misses misses = {};
  };

  void begin();
  void hear(Entry entry);
  bool satisfies(const Expectation& expectation, Count& count, const Exchange& exchange,
                 const Entry& entry) const;
  void take(std::size_t index, const Exchange& exchange);
  void place(const std::vector<std::size_t>& satisfied, const Exchange& exchange);
  std::vector<std::string> unmet(std::size_t index) const;

  const std::shared_ptr<const Expectations> expectations_;
  const Catalog& catalog_;
  const Journal& journal_;
  Journal::Serial heard_ = 0;
  std::vector<Count> counts_;  // of each expectation
  std::size_t turn_ = 0;       // in an order: whose calls are coming
  std::optional<std::string> impossible_;
};

// Calls `answer` once, when the expectations hold, when nothing can be said of them, at the
// deadline or at the end of the vigil; with what broke, should something. By any thread, perhaps at
// once. False, without a call: too many wait already.
bool hear_out(Vigil& vigil, Journal& journal, const std::shared_ptr<Hearing>& hearing,
              Vigil::Moment deadline, const std::function<void(std::exception_ptr)>& answer);

}  // namespace virga
