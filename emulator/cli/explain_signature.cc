// virga explain-signature: why the signature of a request in a file does or does not match.
#include <CLI/CLI.hpp>
#include <cstdlib>
#include <iostream>

#include "auth/huawei.h"
#include "auth/volcengine.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/raw_request.h"

namespace virga::cli {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// What a request is judged by.
struct Judge {
  std::string secret;
  std::string session_token;  // empty: it is not asked about
  std::optional<Time> now;    // nothing: its age is not asked about
};

struct Judgement {
  std::optional<Examination> wrong;  // nothing: the signature matches
  Proof proof;
};

Judgement refuse(Component component, std::string what, Proof proof) {
  return {Examination{component, std::move(what)}, std::move(proof)};
}

// Claims of both clouds are judged alike, in the order in which the gateways look.
template <typename Claim>
Judgement judge_claim(const Claim& claim, const Request& request, const Judge& judge) {
  Proof proof = prove(claim, request, judge.secret);
  if (claim.flaw != decltype(claim.flaw)::kNone)
    return refuse(Component::kAuthorization, std::string(words_for(claim.flaw)), std::move(proof));
  if (judge.now && !is_timely(claim, *judge.now))
    return refuse(Component::kClock,
                  "the request was signed at " + claim.timestamp + ", and the clock says " +
                      basic_time(*judge.now),
                  std::move(proof));
  if (!judge.session_token.empty() && claim.session_token != judge.session_token)
    return refuse(Component::kSessionToken,
                  claim.session_token.empty() ? "X-Security-Token is missing"
                                              : "X-Security-Token is not the token of the key",
                  std::move(proof));
  if (proof.matches) return {std::nullopt, std::move(proof)};
  return {diagnose(claim, request, judge.secret), std::move(proof)};
}

bool is_huawei(const Request& request) {
  const std::string_view authorization = trim(http::header(request.headers, "Authorization"));
  if (authorization.starts_with("SDK-") || authorization.starts_with("V11-")) return true;
  return !authorization.starts_with("HMAC-") &&
         http::find_header(request.headers, "X-Sdk-Date") != nullptr;
}

Judgement judge_request(const Request& request, const Judge& judge) {
  if (is_huawei(request)) return judge_claim(huawei::read_claim(request), request, judge);
  return judge_claim(volcengine::read_claim(request), request, judge);
}

class ExplainSignature : public Command {
 public:
  std::string_view name() const override { return "explain-signature"; }
  std::string_view summary() const override {
    return "Say why the signature of a request in a file does or does not match";
  }
  std::vector<Example> examples() const override {
    return {{"VIRGA_SECRET=SKVIRGA virga explain-signature request.txt",
             "Print match, or the part that is wrong and what the server builds"}};
  }

  void declare(CLI::App& app) override {
    app.add_option("FILE", file_, "A raw HTTP/1.1 request")->required()->type_name("FILE");
    app.add_option("--clock", clock_,
                   "Judge its age, too: real, or a time such as 2025-06-05T07:27:35Z")
        ->type_name("TIME")
        ->check(CLI::Validator(
            [](std::string& text) {
              return text == "real" || time_in(text)
                         ? std::string()
                         : "\"" + text + "\" is neither real nor a time";
            },
            ""));
    app.footer("The secret is read from VIRGA_SECRET, a session token from VIRGA_TOKEN.");
  }

  int run() override {
    Judge judge{variable("VIRGA_SECRET"), variable("VIRGA_TOKEN"), std::nullopt};
    if (judge.secret.empty())
      return complain(kMisuse, "the secret is to be given in the environment, as VIRGA_SECRET");
    if (!clock_.empty()) judge.now = clock_ == "real" ? Clock().now() : time_in(clock_);
    const auto text = read_file(file_);
    if (!text) return complain(kWrongInput, file_ + ": cannot be read");
    std::string problem;
    const auto request = read_raw_request(*text, problem);
    if (!request) return complain(kWrongInput, file_ + ": no HTTP/1.1 request: " + problem);
    return tell(judge_request(*request, judge));
  }

 private:
  static std::optional<Time> time_in(std::string_view text) {
    constexpr std::string_view kFrozen = "frozen@";  // as `virga serve` takes it
    if (text.starts_with(kFrozen)) text.remove_prefix(kFrozen.size());
    const auto time = parse_time(text);
    return time ? time : parse_basic_time(text);
  }

  static int tell(const Judgement& judgement) {
    if (!judgement.wrong) {
      std::cout << "match\n";
      return kDone;
    }
    const Examination& wrong = *judgement.wrong;
    std::cout << "mismatch: " << name_of(wrong.component) << "\n" << wrong.what << "\n";
    if (wrong.client_line != wrong.server_line)
      std::cout << "client: " << wrong.client_line << "\nserver: " << wrong.server_line << "\n";
    std::cout << "canonical request:\n"
              << judgement.proof.canonical_request << "\nstring to sign:\n"
              << judgement.proof.string_to_sign << "\n";
    return kNotHeld;
  }

  std::string file_;
  std::string clock_;
};

}  // namespace

std::unique_ptr<Command> make_explain_signature() { return std::make_unique<ExplainSignature>(); }

}  // namespace virga::cli
