// Scripts that teach a shell to complete the commands, flags and values of the manual.
#pragma once

#include <string>
#include <string_view>

#include "cli/manual.h"

namespace virga::cli {

std::string bash_completion(const Manual& manual);
std::string zsh_completion(const Manual& manual);
std::string fish_completion(const Manual& manual);

// Within single quotes nothing is special to a POSIX shell but their end.
std::string single_quoted(std::string_view text);

// What may stand where no flag does.
struct Places {
  std::vector<std::string> words;  // of the first of them
  bool files = false;              // at any of them
};
Places places_of(const Page& page);

std::string joined(const std::vector<std::string>& words);  // by blanks

}  // namespace virga::cli
