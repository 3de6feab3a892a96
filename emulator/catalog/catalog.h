// Every operation that is known, by name and by route.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalog/exchange.h"
#include "catalog/service.h"

namespace virga {

// Made once, then only read: safe for any number of threads.
class Catalog {
 public:
  explicit Catalog(std::vector<Service> services);
  Catalog(const Catalog&) = delete;
  Catalog& operator=(const Catalog&) = delete;

  // Always names a service, so that there is a dialect to answer in.
  Match resolve(const Request& request) const;

  std::span<const Service> services() const { return services_; }
  std::vector<const Kind*> kinds() const;
  const Service* service(std::string_view name) const;       // nullptr: unknown
  std::string unknown_service(std::string_view name) const;  // says so, with the nearest word
  const Operation* operation(const Service& service, std::string_view name) const;
  const Kind* kind(std::string_view service, std::string_view name) const;
  const Event* event(std::string_view name) const;
  const Callback* callback(std::string_view service, std::string_view name) const;

 private:
  struct RestRoute {
    const Service* service;
    const Operation* operation;
    std::vector<std::string_view> segments;
  };
  struct ActionRoute {
    const Service* service;
    const Operation* operation;
  };

  std::optional<Match> match_action(std::string_view action, std::string_view version) const;
  // Also without an operation, when the path is known and the method is not.
  std::optional<Match> match_rest(const Request& request) const;
  Match unknown(const Request& request, std::string near) const;
  std::string nearest_action(std::string_view action) const;
  std::string nearest_route(const Request& request) const;

  std::vector<Service> services_;
  std::unordered_map<std::string, ActionRoute>
      actions_;                                // "Name|Version", and in lower case for old clients
  std::vector<std::vector<RestRoute>> rests_;  // by the count of their segments
};

// Every error that a scenario may inject into the operation: its own, then those of the gateway
// before it.
std::vector<const Error*> injectable_errors(const Service& service, const Operation& operation);

}  // namespace virga
