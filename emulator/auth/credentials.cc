#include "auth/credentials.h"

#include <iterator>
#include <map>
#include <utility>

namespace virga {
namespace {

constexpr std::string_view kEachItsOwn = "*";  // the account whose keys are accounts themselves

// Reads on behind every mistake, so that one run shows them all.
class AccountReader {
 public:
  explicit AccountReader(Mistakes& mistakes) : mistakes_(mistakes) {}

  std::vector<Account> read(const Yaml& section) {
    std::vector<Account> accounts;
    for (const Yaml* item : items_of(section, "accounts"))
      if (auto account = read_account(*item)) accounts.push_back(std::move(*account));
    return accounts;
  }

 private:
  std::optional<Account> read_account(const Yaml& from) {
    if (!expect_members(from, "an account", {"id", "access_keys", "iam"}, mistakes_)) return {};
    Account account;
    account.id = required_text(from, "id", "an account");
    if (!account.id.empty()) expect_first("account", account.id, *from.find("id"), account_lines_);
    if (const Yaml* keys = from.find("access_keys"))
      for (const Yaml* item : items_of(*keys, "access_keys"))
        if (auto key = read_key(*item, account.id)) account.access_keys.push_back(std::move(*key));
    if (const Yaml* iam = from.find("iam")) check_iam(*iam);
    return account;
  }

  std::optional<AccessKey> read_key(const Yaml& from, std::string_view account) {
    if (!expect_members(from, "an access key", {"id", "secret", "session_token", "expires"},
                        mistakes_))
      return {};
    AccessKey key;
    key.id = required_text(from, "id", "an access key");
    key.secret = required_text(from, "secret", "an access key");
    key.session_token = text_of(from, "session_token");
    if (!key.id.empty()) check_key_id(*from.find("id"), account);
    const std::string expires = text_of(from, "expires");
    key.expires = parse_time(expires);
    if (!expires.empty() && !key.expires)
      mistakes_.add(*from.find("expires"), "expires has to be a time such as 2030-01-01T00:00:00Z");
    return key;
  }

  void check_key_id(const Yaml& id, std::string_view account) {
    const auto star = id.text.find('*');
    if (star != std::string::npos && star + 1 < id.text.size())
      mistakes_.add(id, "an access key id may hold \"*\" only at its end");
    else if (star == std::string::npos && account == kEachItsOwn)
      mistakes_.add(id, "an access key of the account \"*\" has to end in \"*\"");
    expect_first("access key", id.text, id, key_lines_);
  }

  // There is nothing to keep this in yet, but what is written has to be right.
  void check_iam(const Yaml& iam) {
    if (!expect_members(iam, "iam", {"domain", "users", "projects"}, mistakes_)) return;
    text_of(iam, "domain");
    check_pairs(iam, "users", "a user", "name", "password");
    check_pairs(iam, "projects", "a project", "id", "name");
  }

  void check_pairs(const Yaml& iam, std::string_view list, std::string_view what,
                   std::string_view first, std::string_view second) {
    const Yaml* found = iam.find(list);
    if (found == nullptr) return;
    for (const Yaml* item : items_of(*found, list)) {
      if (!expect_members(*item, what, {first, second}, mistakes_)) continue;
      required_text(*item, first, what);
      required_text(*item, second, what);
    }
  }

  std::vector<const Yaml*> items_of(const Yaml& list, std::string_view name) {
    std::vector<const Yaml*> items;
    if (!list.is_list()) mistakes_.add(list, std::string(name) + " has to be a list");
    for (const Yaml& item : list.items) items.push_back(&item);
    return items;
  }

  // The member's text; "" when there is no such member, or, with a mistake, when it is no text.
  // Ids look like numbers, so what is not quoted is text as well.
  std::string text_of(const Yaml& map, std::string_view name) {
    const Yaml* found = map.find(name);
    if (found == nullptr) return {};
    if (!found->is_scalar() || found->text.empty())
      mistakes_.add(*found, std::string(name) + " has to be text, and not empty");
    return found->text;
  }

  std::string required_text(const Yaml& map, std::string_view name, std::string_view what) {
    if (map.find(name) == nullptr)
      mistakes_.add(map, std::string(what) + " needs \"" + std::string(name) + "\"");
    return text_of(map, name);
  }

  void expect_first(std::string_view what, const std::string& id, const Yaml& where,
                    std::map<std::string, int>& lines) {
    const auto [place, first] = lines.try_emplace(id, where.line);
    if (!first)
      mistakes_.add(where, std::string(what) + " \"" + id + "\" is given twice, first on line " +
                               std::to_string(place->second));
  }

  Mistakes& mistakes_;
  std::map<std::string, int> account_lines_;  // where each id was first given
  std::map<std::string, int> key_lines_;
};

bool is_pattern_of(std::string_view pattern, std::string_view access_key) {
  return pattern.ends_with('*') && access_key.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace

void Credentials::add(std::vector<Account> accounts) {
  accounts_.insert(accounts_.end(), std::make_move_iterator(accounts.begin()),
                   std::make_move_iterator(accounts.end()));
}

// Of several patterns the longest wins, of equals the one added first.
std::optional<KnownKey> Credentials::find(std::string_view access_key) const {
  if (access_key.empty()) return std::nullopt;
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

std::vector<Account> read_accounts(const Yaml& section, Mistakes& mistakes) {
  return AccountReader(mistakes).read(section);
}

}  // namespace virga
