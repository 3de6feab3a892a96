#include "scenario/error_name.h"

#include <algorithm>

#include "base/spelling.h"
#include "scenario/words.h"

namespace virga {
namespace {

// The first: an operation's own error goes before the gateway's of the same code.
const Error* find_error(const std::vector<const Error*>& errors, std::string_view code) {
  for (const Error* error : errors)
    if (error->code == code) return error;
  return nullptr;
}

std::vector<const Error*> errors_of(const Service& service) {
  std::vector<const Error*> all;
  for (const auto& group : service.operations)
    for (const Operation& operation : group)
      all.insert(all.end(), operation.errors.begin(), operation.errors.end());
  all.insert(all.end(), service.gateway_errors.begin(), service.gateway_errors.end());
  return all;
}

bool is_symbol(std::string_view name) {
  return std::find(std::begin(kSymbolNames), std::end(kSymbolNames), name) !=
         std::end(kSymbolNames);
}

// By code, or by what every service calls it.
const Error* find_named(const std::vector<const Error*>& errors, const Service& service,
                        std::string_view name) {
  if (!is_symbol(name)) return find_error(errors, name);
  for (const auto& group : service.symbols)
    for (const Symbol& symbol : group)
      if (symbol.name == name &&
          std::find(errors.begin(), errors.end(), symbol.error) != errors.end())
        return symbol.error;
  return nullptr;
}

// What may stand in their place, with the names that every service has.
Words codes_of(const std::vector<const Error*>& errors) {
  Words codes(std::begin(kSymbolNames), std::end(kSymbolNames));
  for (const Error* error : errors) codes.push_back(error->code);
  return codes;
}

// Which constant the code means for each operation; complains where none is meant.
class Lookup {
 public:
  Lookup(const Yaml& code, bool undocumented, Mistakes& mistakes)
      : code_(code), undocumented_(undocumented), mistakes_(mistakes) {}

  MeantErrors errors(const When& when) {
    MeantErrors found;
    for (const Target& target : when.targets()) {
      const auto documented = injectable_errors(*target.service, *target.operation);
      const Error* error = find_named(documented, *target.service, code_.text);
      // Without named operations, and by the user's leave, what the service knows elsewhere will
      // do.
      const bool elsewhere = undocumented_ || !when.names_operations();
      if (error == nullptr && elsewhere)
        error = find_named(known_to(*target.service), *target.service, code_.text);
      if (error != nullptr)
        found[target.operation] = error;
      else if (elsewhere)
        refuse_service(*target.service);
      else
        refuse_operation(target, documented);
    }
    return found;
  }

 private:
  const std::vector<const Error*>& known_to(const Service& service) {
    const auto [at, fresh] = known_.try_emplace(&service);
    if (fresh) at->second = errors_of(service);
    return at->second;
  }

  // Once for all of its operations.
  void refuse_service(const Service& service) {
    if (std::find(refused_.begin(), refused_.end(), &service) != refused_.end()) return;
    refused_.push_back(&service);
    mistakes_.add(code_, "no operation of " + std::string(service.name) + " documents " +
                             in_quotes(code_.text) + hint(codes_of(known_to(service))));
  }

  void refuse_operation(const Target& target, const std::vector<const Error*>& documented) {
    const bool leave =
        find_named(known_to(*target.service), *target.service, code_.text) != nullptr;
    mistakes_.add(code_, std::string(target.operation->name) + " does not document " +
                             in_quotes(code_.text) + hint(codes_of(documented)) +
                             (leave ? "; undocumented: true allows it" : ""));
  }

  std::string hint(const Words& known) const {
    return is_symbol(code_.text) ? std::string() : did_you_mean(code_.text, known);
  }

  const Yaml& code_;
  bool undocumented_;
  Mistakes& mistakes_;
  std::map<const Service*, std::vector<const Error*>> known_;
  std::vector<const Service*> refused_;
};

}  // namespace

MeantErrors meant_errors(const Yaml& name, const When& when, bool undocumented,
                         Mistakes& mistakes) {
  return Lookup(name, undocumented, mistakes).errors(when);
}

}  // namespace virga
