// A documented error of a cloud, and one occurrence of it.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace virga {

struct Fault;

// One constant per documented error: handlers return it, the catalogue lists it, scenarios ask for
// it by code.
struct Error {
  std::string_view code;  // as the vendor prints it
  int status = 400;       // HTTP status
  std::string_view text;  // wire text; {name} marks a part that is filled
  int number = 0;         // Volcengine's CodeN; 0: the vendor sends none

  // This error with its first {name} filled. `why` explains it to the user of Virga, never to the
  // client.
  Fault about(std::string_view subject, std::string why = {}) const;
  Fault because(std::string why) const;
};

// One occurrence of an error: which, with what in its text, and why.
struct Fault {
  const Error* error = nullptr;
  std::vector<std::pair<std::string, std::string>> filled;  // placeholder name -> text
  std::string wording;  // replaces the text of the error altogether, when not empty
  std::string why;
  bool keeps_work = false;  // what was done before it stays done: part of the call succeeded

  Fault(const Error& of)
      : error(&of) {}  // NOLINT(google-explicit-constructor): `return kNotFound;`

  Fault& with(std::string name, std::string value) &;
  Fault&& with(std::string name, std::string value) &&;
  Fault&& saying(std::string text) &&;
  Fault&& keeping_work() &&;

  // The text for the wire. A part that nothing fills reads %s, as in the vendor's documentation.
  std::string text() const;
};

// The names between braces in an error's text, in order.
std::vector<std::string_view> placeholders(std::string_view text);

}  // namespace virga
