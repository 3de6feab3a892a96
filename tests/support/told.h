// Emulators of the demo world whose voice service has somebody to tell.
#pragma once

#include <string>

#include "support/cloud.h"
#include "support/receiver.h"

namespace virga {

// A row of the kind `callback_urls`: every callback of the account to that address, with the token
// of the documented signing example.
std::string everything_to(const std::string& url);

// Kept until the emulator has read it.
struct CallbackUrls {
  ScenarioFile file;
};

// The demo fixture and these rows, written as in a fixture.
class TellingCloud : private CallbackUrls, public Cloud {
 public:
  explicit TellingCloud(const std::string& rows, Options options = Cloud::usual())
      : CallbackUrls{ScenarioFile("format: 1\nvms:\n  callback_urls:\n" + rows)},
        Cloud(with_file(std::move(options))) {}

 private:
  Options with_file(Options options) const {
    options.fixtures = {VIRGA_SOURCE_DIR "/fixtures/demo.yaml", file.path()};
    return options;
  }
};

}  // namespace virga
