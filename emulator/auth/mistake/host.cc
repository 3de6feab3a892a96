#include "auth/mistake/mistake.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

// Where the real clouds are: what a client signs whose connection is led elsewhere.
constexpr std::string_view kRealHosts[] = {
    "cloud-vms.volcengineapi.com",
    "open.volcengineapi.com",
    "sts.volcengineapi.com",
    "gsl.cn-north-4.myhuaweicloud.com",
    "iam.myhuaweicloud.com",
    "iam.cn-north-4.myhuaweicloud.com",
    "sts.cn-north-4.myhuaweicloud.com",
};

constexpr const char* kUsualPorts[] = {":80", ":443", ":8080", ":8443", ":4610"};

std::string without_port(std::string_view host) {
  const auto colon = host.rfind(':');
  const bool has = colon != std::string_view::npos && is_digits(host.substr(colon + 1));
  return std::string(has ? host.substr(0, colon) : host);
}

}  // namespace

void wrong_host(const Case& of, const Reading& habit, Search& search) {
  const auto signed_host = value_of(habit, "host");
  if (!signed_host) return;
  Reading reading = habit;
  const auto tries = [&](std::string_view what, const std::string& host) {
    set_value(reading, "host", host);
    search.tries(Component::kHost, what, reading);
  };
  const std::string sent(http::header(of.request.headers, "Host"));
  const std::string name = without_port(sent), port = sent.substr(name.size());
  tries("the client signed the host without its port", name);
  for (const char* other : kUsualPorts)
    tries("the client signed the host with another port", name + other);
  for (const char* header : {"X-Forwarded-Host", "X-Original-Host"})
    if (const std::string* value = http::find_header(of.request.headers, header))
      tries("the client signed the host that " + std::string(header) + " tells, not that of Host",
            *value);
  for (const std::string_view real : kRealHosts)
    tries("the client signed the host of the real cloud", std::string(real));
  for (const std::string local : {"localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0"}) {
    tries("the client signed another name of the local host", local + port);
    tries("the client signed another name of the local host, without its port", local);
    for (const char* other : kUsualPorts)
      tries("the client signed another name and another port of the local host", local + other);
  }
  tries("the client signed the host with its scheme", "http://" + sent);
  tries("the client signed the host with its scheme", "https://" + sent);
  tries("the client signed the host with a slash at its end", sent + "/");
  tries("the client signed the host in small letters", lower(sent));
  tries("the client signed an empty host", "");
}

}  // namespace virga::doctor
