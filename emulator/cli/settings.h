// Values of flags that the command line does not give: from the environment, then from a
// configuration file. Whoever declares a flag has declared both.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "base/yaml.h"

namespace virga::cli {

// VIRGA_TLS_CERT for --tls-cert.
std::string variable_of(const CLI::Option& flag);

// Sets every flag that was not given, nor excluded by one that was, to the value of its variable.
// Returns what is wrong, naming the variable; "" for nothing.
std::string take_environment(CLI::App& command);

// The flag whose value names a configuration file. A command that declares it is configured by that
// file, else by kUsualConfiguration when there is one.
inline constexpr const char* kConfigFlag = "--config";
inline constexpr const char* kUsualConfiguration = "virga.yaml";

// Sets every flag that has no value yet. A mapping of flags, without their dashes, to values of
// their type; whatever else it holds is a mistake. Paths count from the folder of the file.
void take_file(CLI::App& command, const std::string& text, Mistakes& mistakes);

}  // namespace virga::cli
