// A file of expectations, read: which calls are meant, and how many of them there have to be.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "base/yaml.h"
#include "catalog/catalog.h"
#include "scenario/expectation.h"
#include "scenario/when.h"
#include "verify/answered.h"

namespace virga {

// Points in time on the world's clock, the first and the last among them. What is not given has no
// bound.
struct Between {
  std::optional<Time> since = {};
  std::optional<Time> until = {};

  bool holds(Time time) const;
  bool meets(Time first, Time last) const;  // the span from the one to the other
  std::string text() const;
};

struct Expectation {
  std::string id;
  When when;
  bool whole_service = false;  // calls that name no operation are meant, too
  Answered answered;
  Between between;
  ExpectedHits count;  // how many calls

  bool forbids() const { return count.most == 0; }
  bool is_about(const Match& match) const;
};

// Never changes once read. Points into the catalogue, which has to outlive it.
struct Expectations {
  std::string name;    // empty: it has none
  bool order = false;  // the calls of each come after those of the one before
  std::vector<Expectation> list;
};

// Whether the file means to hold expectations, however wrong it is.
bool looks_like_expectations(const Yaml& top);

// Reads a file: every mistake at once, each with its place and the nearest known word. Nothing when
// there was one.
std::shared_ptr<const Expectations> parse_expectations(std::string_view text,
                                                       const Catalog& catalog, Mistakes& mistakes);

}  // namespace virga
