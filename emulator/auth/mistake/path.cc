#include "auth/mistake/mistake.h"
#include "base/text.h"

namespace virga::doctor {
namespace {

using canonical::PathReading;

std::string without_double_slashes(std::string_view path) {
  std::string out;
  for (const char c : path)
    if (c != '/' || !out.ends_with('/')) out += c;
  return out;
}

std::string lower_escapes(std::string path) {
  for (std::size_t i = 0; i + 2 < path.size(); ++i)
    if (path[i] == '%') path.replace(i, 3, lower(path.substr(i, 3)));
  return path;
}

}  // namespace

void wrong_path(const Case& of, const Reading& habit, Search& search) {
  const std::string raw(http::path_of(of.request.target));
  const std::string once = canonical::path(raw, PathReading::kDecodeEncode);
  struct Other {
    std::string_view what;
    std::string path;
  };
  const Other others[] = {
      {"the client signed the path as it was sent", raw},
      {"the client signed the path decoded", percent_decode(raw)},
      {"the client signed the path encoded once", once},
      {"the client signed the path encoded twice",
       canonical::path(once, PathReading::kEncodeAsReceived)},
      {"the client signed the path with its slashes encoded", percent_encode(percent_decode(raw))},
      {"the client signed the path with escapes in small letters", lower_escapes(once)},
      {"the client signed the path in small letters", lower(raw)},
      {"the client signed the path without double slashes", without_double_slashes(raw)},
      {"the client signed the path with its query", of.request.target},
      {"the client signed a whole URL in place of the path",
       "http://" + std::string(http::header(of.request.headers, "Host")) + raw},
      {"the client signed a whole URL in place of the path",
       "https://" + std::string(http::header(of.request.headers, "Host")) + raw},
      {"the client signed the path of the root", "/"},
      {"the client signed no path", ""},
  };
  for (const Other& other : others) {
    Reading reading = habit;
    reading.path = other.path;
    search.tries(Component::kPath, other.what, reading);
    if (!other.path.ends_with('/')) {
      reading.path = other.path + '/';
      search.tries(Component::kPath, std::string(other.what) + ", with a slash at its end",
                   reading);
    } else if (other.path.size() > 1) {
      reading.path.pop_back();
      search.tries(Component::kPath, std::string(other.what) + ", without the slash at its end",
                   reading);
    }
  }
  // A proxy that adds or takes a prefix.
  for (std::size_t at = raw.find('/', 1); at != std::string::npos; at = raw.find('/', at + 1)) {
    Reading reading = habit;
    reading.path = raw.substr(at) + (habit.path.ends_with('/') && !raw.ends_with('/') ? "/" : "");
    search.tries(Component::kPath, "the client signed the path without its beginning", reading);
  }
}

}  // namespace virga::doctor
