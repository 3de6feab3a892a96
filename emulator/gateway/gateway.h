// The one path every request to a cloud takes, from the wire's bytes to the reply and the journal.
#pragma once

#include <virga/message.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "auth/credentials.h"
#include "callback/sender.h"
#include "catalog/catalog.h"
#include "http/message.h"
#include "world/worlds.h"

namespace virga {

struct GatewaySettings {
  AuthMode auth = AuthMode::kLenient;
  bool explain = false;                                // error answers carry X-Virga-Why
  std::function<void(Entry&)> observe = {};            // told of every entry of every journal
  std::function<void(const Delivered&)> settled = {};  // and of what became of its reply
  bool tls = false;                                    // clients speak https
  bool quotas = false;                                 // the documented ones hold
};

// Safe to use from several threads. Never throws: what goes wrong inside becomes the cloud's
// internal error.
class Gateway {
 public:
  Gateway(const Catalog& catalog, const Credentials& credentials, Worlds& worlds, Sender& sender,
          GatewaySettings settings)
      : catalog_(catalog),
        credentials_(credentials),
        worlds_(worlds),
        sender_(sender),
        settings_(std::move(settings)) {}

  // A reply, or word that the reply is to be asked for later: a rule delays the call before
  // anything has happened. `asked`: when the request was whole.
  http::Answer serve(Request&& request, http::Instant asked);

  // How fast the body of a request is read, by its head; nothing: as it comes. What rules did here
  // is in their report, not in the journal: the request may never arrive.
  std::optional<Pace> reading(const Request& head);

  // A request that the wire refused to read to its end: answered in the dialect of the cloud it
  // looks like.
  http::Departure refuse(Request&& head, http::Refusal refusal, const std::string& why);

 private:
  struct Visit;

  http::Answer walk(Visit& visit);
  template <typename T>
  T guarded(Visit& visit, const std::function<T()>& work);
  std::string claimed_account(const Exchange& exchange) const;
  World* world_of(const Exchange& exchange);
  bool place(Visit& visit);
  Result<bool> enter(Visit& visit);
  Result<Json> perform(Visit& visit);
  http::Departure complete(Visit& visit);
  http::Departure finish(Visit& visit, const Result<Json>& outcome);
  void spoil(Visit& visit, Reply& reply);
  void set_out(Visit& visit, Reply& reply);
  http::Departure depart(Visit& visit, Reply reply, const Fault* fault);
  Journal::Serial note_in_journal(Visit& visit, Reply& reply, const Fault* fault);

  const Catalog& catalog_;
  const Credentials& credentials_;
  Worlds& worlds_;
  Sender& sender_;
  const GatewaySettings settings_;
};

}  // namespace virga
