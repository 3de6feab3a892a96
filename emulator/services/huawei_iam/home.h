// The domain that a call acts in, and how IAM names things: ids, times, links.
#pragma once

#include <string>
#include <string_view>

#include "auth/credentials.h"
#include "base/time.h"
#include "catalog/exchange.h"

namespace virga::iam {

// The caller's. A caller that is nobody in particular is taken for the first account that declares
// a domain; one of an account that declares none has a domain of its name without users and
// projects [inferred].
Domain home_of(const Call& call);
Domain home_of(const Call& call, std::string_view account);

// 32 hex digits, always the same for the same thing.
std::string id_of(std::uint64_t seed, std::string_view what, std::string_view name);
std::string domain_id(const Call& call, const Domain& domain);

std::string iam_time(Time time);             // 2020-01-04T09:05:22.701000Z
std::string link_to(std::string_view path);  // as the vendor writes them, whoever is asked

}  // namespace virga::iam
