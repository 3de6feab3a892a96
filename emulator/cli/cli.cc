#include "cli/cli.h"

#include <iostream>

#include "cli/program.h"

namespace virga::cli {

int complain(Exit code, const std::string& message) {
  std::cerr << "virga: " << message << (message.ends_with('\n') ? "" : "\n");
  return code;
}

int run(int argc, char** argv) { return Program().run({argv + 1, argv + argc}); }

}  // namespace virga::cli
