#include "auth/mistake/mistake.h"
#include "base/text.h"
#include "base/time.h"

namespace virga::doctor {
namespace {

using std::chrono::hours;
using std::chrono::seconds;

class Dates {
 public:
  Dates(const Case& of, const Reading& habit, Search& search)
      : of_(of), habit_(habit), name_(of.date_name), search_(search) {}

  // In both places where a date is signed, and in each alone.
  void tries(std::string_view what, const std::string& text) {
    const std::string words = "the client signed " + std::string(what);
    Reading both = habit_, string_alone = habit_, request_alone = habit_;
    both.timestamp = string_alone.timestamp = text;
    for (Reading* each : {&both, &request_alone}) {
      set_value(*each, lower(name_), text);
      if (!of_.credential_name.empty()) set_parameter(*each, name_, text);
    }
    search_.tries(Component::kDate, words, both);
    search_.tries(Component::kDate, words + " in the string to sign, not in its request",
                  string_alone);
    search_.tries(Component::kDate, words + " in its request, not in the string to sign",
                  request_alone);
  }

 private:
  const Case& of_;
  const Reading& habit_;
  const std::string name_;
  Search& search_;
};

void try_forms(Time time, Dates& dates) {
  const std::string plain = plain_time(time), basic = basic_time(time);
  dates.tries("a date in another form", plain);
  dates.tries("a date in another form", plain.substr(0, 19) + "Z");
  dates.tries("a date in another form", plain.substr(0, 19));
  dates.tries("a date in another form", plain.substr(0, 10) + " " + plain.substr(11, 8));
  dates.tries("a date in another form", plain.substr(0, 19) + "+00:00");
  dates.tries("a date in another form", iso_time(time));
  dates.tries("the date as HTTP writes it", http_date(time));
  dates.tries("the date without its Z", basic.substr(0, 15));
  dates.tries("the date without T and Z", basic.substr(0, 8) + basic.substr(9, 6));
  dates.tries("the day alone", basic.substr(0, 8));
  dates.tries("the day alone", plain.substr(0, 10));
  dates.tries("the date in small letters", lower(basic));
  const auto since = std::chrono::duration_cast<seconds>(time.time_since_epoch()).count();
  dates.tries("the date as seconds of Unix time", std::to_string(since));
  dates.tries("the date as milliseconds of Unix time", std::to_string(since * 1000));
}

}  // namespace

void wrong_date(const Case& of, const Reading& habit, Search& search) {
  Dates dates(of, habit, search);
  for (const char* name : {"Date", "X-Date", "X-Sdk-Date", "X-Amz-Date", "X-Top-Date"}) {
    if (same_letters(name, of.date_name)) continue;
    const std::string* value = http::find_header(of.request.headers, name);
    if (value != nullptr)
      dates.tries("the date that the header " + std::string(name) + " has", *value);
  }
  dates.tries("no date", "");
  auto time = parse_basic_time(habit.timestamp);
  if (!time) time = parse_time(habit.timestamp);
  if (!time) return;
  try_forms(*time, dates);
  // A clock that was read twice, in another time zone, or on another day.
  for (int by = -10; by <= 10; ++by)
    dates.tries("a date some seconds away", basic_time(*time + seconds(by)));
  for (int by = -12; by <= 14; ++by)
    dates.tries("a date some hours away, as of another time zone", basic_time(*time + hours(by)));
  for (const int by : {-15, -10, -5, -1, 1, 5, 10, 15, 16})
    dates.tries("a date some minutes away", basic_time(*time + std::chrono::minutes(by)));
  for (const int days : {-365, -30, -7, -2, -1, 1, 2, 7, 30, 365})
    dates.tries("a date some days away", basic_time(*time + hours(24 * days)));
}

}  // namespace virga::doctor
