// What one operation of a cloud is: its route, its declared input, answer and errors, and the
// function that does it.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "base/error.h"
#include "base/result.h"
#include "base/shape.h"
#include "catalog/field.h"

namespace virga {

struct Call;
class Credentials;
struct Request;

// Chosen by query parameters, as Volcengine does.
struct Action {
  std::string_view name;
  std::string_view version = "2022-01-01";
  std::string_view path = "/";
};

// Chosen by method and path; {name} in the path is a parameter.
struct Rest {
  std::string_view method;
  std::string_view path;
};

using Route = std::variant<Action, Rest>;

std::string route_text(
    const Route& route);  // "GET /v1/sim-cards", "Action=NumberPoolList&Version=2022-01-01"

// The declared answer; every answer given in tests is held against it.
struct Output {
  Type type = Type::kObject;
  Type items = Type::kString;  // of an array's elements
  Shape members = {};
};

using Errors = std::span<const Error* const>;

// How often one user may call an operation, as documented; without calls, nothing is.
struct Quota {
  int calls = 0;
  std::chrono::seconds per{1};
};

struct Operation {
  std::string_view name;
  Route route;
  std::string_view summary = {};
  std::span<const Field> input = {};
  Output output = {};
  Errors errors = {};              // documented for this operation
  const Error* invalid = nullptr;  // of `errors`: a parameter breaks a limit
  const Error* missing =
      nullptr;  // of `errors`: a required parameter is not there; nullptr: as `invalid`
  const Error* internal = nullptr;           // of `errors`: the cloud itself failed
  Quota quota = {};                          // holds where the emulator is told to keep quotas
  bool writes = false;                       // changes state
  int success = 200;                         // HTTP status of a good answer
  Result<Json> (*handler)(Call&) = nullptr;  // nullptr: declared, not emulated
  // Of an operation that anybody may call, because what it is called for is to prove who one is:
  // the account that the request claims to belong to, proven or not; "" when it claims none.
  std::string (*claimant)(const Request&, const Credentials&) = nullptr;
  // What no journal shows: members of the JSON bodies, by the last names of their paths
  // ("user.password").
  std::span<const std::string_view> secrets = {};
};

}  // namespace virga
