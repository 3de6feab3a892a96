#include <map>
#include <utility>

#include "auth/credentials.h"

namespace virga {
namespace {

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
    if (const Yaml* iam = from.find("iam")) account.iam = read_iam(*iam, account.id);
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

  Iam read_iam(const Yaml& from, const std::string& account) {
    Iam iam;
    if (!expect_members(from, "iam", {"domain", "users", "projects"}, mistakes_)) return iam;
    const Yaml* domain = from.find("domain");
    iam.domain = domain == nullptr ? account : text_of(from, "domain");
    if (iam.domain == kEachItsOwn)
      iam.domain.clear();  // only the names that the patterns of its keys fit
    else if (!iam.domain.empty())
      expect_first("domain", iam.domain, domain == nullptr ? from : *domain, domain_lines_);
    for (auto& [name, password] : read_pairs(from, "users", "a user", "name", "password"))
      iam.users.push_back({std::move(name), std::move(password)});
    for (auto& [id, name] : read_pairs(from, "projects", "a project", "id", "name"))
      iam.projects.push_back({std::move(id), std::move(name)});
    return iam;
  }

  // Two texts an item, none of which may be given twice.
  std::vector<std::pair<std::string, std::string>> read_pairs(const Yaml& iam,
                                                              std::string_view list,
                                                              std::string_view what,
                                                              std::string_view first,
                                                              std::string_view second) {
    std::vector<std::pair<std::string, std::string>> pairs;
    const Yaml* found = iam.find(list);
    if (found == nullptr) return pairs;
    std::map<std::string, int> lines;
    for (const Yaml* item : items_of(*found, list)) {
      if (!expect_members(*item, what, {first, second}, mistakes_)) continue;
      pairs.emplace_back(required_text(*item, first, what), required_text(*item, second, what));
      if (const std::string& id = pairs.back().first; !id.empty())
        expect_first(what.substr(2), id, *item->find(first), lines);
    }
    return pairs;
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
  std::map<std::string, int> domain_lines_;
};

}  // namespace

std::vector<Account> read_accounts(const Yaml& section, Mistakes& mistakes) {
  return AccountReader(mistakes).read(section);
}

}  // namespace virga
