// What the program says of itself, as data: help, man page, completion and documentation are
// written from it.
#pragma once

#include <string>
#include <vector>

#include "cli/cli.h"

namespace virga::cli {

// A flag, or an argument without one.
struct Operand {
  std::string name;   // --port, or FILE
  std::string value;  // what stands behind a flag: PORT, off|real; "" behind a switch
  std::string about;
  std::string standard;            // what holds without it; "" for nothing
  std::string variable;            // of the environment: VIRGA_PORT; "" for an argument
  std::vector<std::string> words;  // the values that there are, when they can be listed
  bool names_file = false;
  bool required = false;
  bool repeated = false;
};

struct Page {
  std::string name, summary, notes;
  std::vector<Verb> verbs;
  std::vector<Operand> arguments;  // none where there are verbs, which say theirs themselves
  std::vector<Operand> flags;
  std::vector<Example> examples;

  std::string usage() const;  // virga clock [now | freeze [TIME]] [FLAG…]
};

struct ExitMeaning {
  Exit code;
  std::string_view about;
};

struct Manual {
  std::vector<Page> pages;

  static constexpr std::string_view kSummary =
      "A fake cloud for tests: Volcengine VMS and Huawei Cloud GSL.";
  static constexpr std::string_view kEnvironment =
      "Each flag can be given in the environment as well, under the name that stands beside it, a "
      "switch as true or false; an empty value counts as none, and the flag wins.";
  static constexpr std::string_view kConfiguration =
      "virga serve reads the file that --config names, else ./virga.yaml when there is one: a "
      "mapping of flags, without their dashes, to values, a list where a flag may be given several "
      "times. Paths in it count from its folder. A flag wins over the environment, that over the "
      "file.";
  static constexpr ExitMeaning kExits[] = {
      {kDone, "done"},
      {kWrongInput, "a file of yours has mistakes, or the emulator refused what it was given"},
      {kMisuse, "misuse of the command line"},
      {kNotHeld, "an expectation does not hold, or a signature does not match"},
      {kRefused, "the machine refused: a port is taken, a file cannot be written, nobody answers"},
  };
};

Page describe(const Command& command, const CLI::App& declared);

// What stands beside a flag in every text: what holds without it, and its variable.
std::string remark_on(const Operand& flag);

}  // namespace virga::cli
