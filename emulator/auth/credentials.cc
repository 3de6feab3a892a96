#include "auth/credentials.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "auth/temporary_key.h"

namespace virga {
namespace {

bool is_pattern_of(std::string_view pattern, std::string_view access_key) {
  return pattern.ends_with('*') && access_key.starts_with(pattern.substr(0, pattern.size() - 1));
}

KnownKey known_key(TemporaryKey&& issued) {
  return {std::move(issued.account),
          {std::move(issued.access_key), std::move(issued.secret), std::move(issued.session_token),
           issued.expires},
          std::move(issued.user),
          true};
}

// Is the name that of a domain of this account, the one whose domains are accounts themselves?
bool covers(const Account& each_its_own, std::string_view name) {
  if (each_its_own.iam->domain == name) return true;
  return std::any_of(each_its_own.access_keys.begin(), each_its_own.access_keys.end(),
                     [&](const AccessKey& key) { return is_pattern_of(key.id, name); });
}

}  // namespace

bool has_expired(const KnownKey& known, Time now, AuthMode mode) {
  return (known.issued || mode == AuthMode::kStrict) && known.key.expires &&
         *known.key.expires <= now;
}

void Credentials::add(std::vector<Account> accounts) {
  accounts_.insert(accounts_.end(), std::make_move_iterator(accounts.begin()),
                   std::make_move_iterator(accounts.end()));
}

// Of several patterns the longest wins, of equals the one added first.
std::optional<KnownKey> Credentials::find(std::string_view access_key,
                                          std::string_view session_token) const {
  if (access_key.empty()) return std::nullopt;
  if (is_issued(access_key, seal_)) {
    if (auto issued = find_issued(access_key, session_token, seal_))
      return known_key(std::move(*issued));
    // No client can send this for a token.
    return KnownKey{
        {}, {std::string(access_key), {}, seal_.digest("none", access_key), {}}, {}, true};
  }
  const Account* owner = nullptr;
  const AccessKey* best = nullptr;
  const auto rank = [&](const AccessKey& key) {
    if (is_pattern_of(key.id, access_key)) return key.id.size();
    return key.id == access_key ? std::string::npos : 0;
  };
  for (const Account& account : accounts_)
    for (const AccessKey& key : account.access_keys)
      if (rank(key) > (best == nullptr ? 0 : rank(*best))) {
        owner = &account;
        best = &key;
      }
  if (best == nullptr) return std::nullopt;
  KnownKey known{owner->id == kEachItsOwn ? std::string(access_key) : owner->id, *best};
  known.key.id = access_key;
  return known;
}

// What an account declares by its name goes before what one declares for many.
std::optional<Domain> Credentials::find_domain(std::string_view name) const {
  const Account* many = nullptr;
  for (const Account& account : accounts_) {
    if (!account.iam || name.empty()) continue;
    if (account.id != kEachItsOwn) {
      if (account.iam->domain == name) return Domain{account.id, account.iam->domain, *account.iam};
    } else if (many == nullptr && covers(account, name)) {
      many = &account;
    }
  }
  if (many == nullptr) return std::nullopt;
  return Domain{std::string(name), std::string(name), *many->iam};
}

std::optional<Domain> Credentials::domain_of(std::string_view account) const {
  for (const Account& each : accounts_)
    if (each.iam && each.id == account && each.id != kEachItsOwn)
      return Domain{each.id, each.iam->domain, *each.iam};
  const auto found = find_domain(account);
  return found && found->account == account ? found : std::nullopt;
}

std::optional<Domain> Credentials::first_domain() const {
  for (const Account& each : accounts_) {
    if (!each.iam || each.iam->domain.empty()) continue;
    return Domain{each.id == kEachItsOwn ? each.iam->domain : each.id, each.iam->domain, *each.iam};
  }
  return std::nullopt;
}

bool Credentials::knows_account(std::string_view id) const {
  return std::any_of(accounts_.begin(), accounts_.end(),
                     [&](const Account& account) {
                       if (account.id != kEachItsOwn) return account.id == id;
                       return std::any_of(account.access_keys.begin(), account.access_keys.end(),
                                          [&](const AccessKey& key) {
                                            return is_pattern_of(key.id, id);
                                          }) ||
                              (account.iam && account.iam->domain == id);
                     }) &&
         !id.empty();
}

std::optional<Token> Credentials::read_token(std::string_view text) const {
  return virga::read_token(text, seal_);
}

bool Credentials::holds(const Token& token) const {
  if (token.user.empty()) return knows_account(token.account);
  const auto domain = domain_of(token.account);
  return domain && domain->user(token.user) != nullptr;
}

const IamUser* Domain::user(std::string_view user_name) const {
  const auto found = std::find_if(iam.users.begin(), iam.users.end(),
                                  [&](const IamUser& user) { return user.name == user_name; });
  return found == iam.users.end() ? nullptr : &*found;
}

}  // namespace virga
