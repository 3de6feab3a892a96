#include "scenario/rule.h"
#include "support/tiny_catalog.h"

namespace virga {
namespace {

using tiny::mistakes_in;
using tiny::read;

const std::string kTop = "format: 1\nname: t\n";
const std::string kRules = "rules:\n  - {id: a, when: {service: shop}, do: [{reset: rst}]}\n";

// One rule whose `do` has one entry, on line 7 from column 9 on.
std::string refused_effect(const std::string& entry) {
  return mistakes_in(
      "format: 1\nname: t\nrules:\n  - id: a\n    when: {service: shop, operation: PlaceOrder}\n"
      "    do:\n      - " +
      entry + "\n");
}

// The same, all in one list: line 6 from column 9 on.
std::string refused_effects(const std::string& effects) {
  return mistakes_in(
      "format: 1\nname: t\nrules:\n  - id: a\n    when: {service: shop, operation: PlaceOrder}\n"
      "    do: " +
      effects + "\n");
}

// Members of a rule besides id and when, each on a line of its own from line 6, column 5 on.
std::string refused_rule(const std::string& lines) {
  return mistakes_in(
      "format: 1\nname: t\nrules:\n  - id: a\n    when: {service: shop, operation: PlaceOrder}\n" +
      lines);
}

TEST_CASE("A scenario is read with all that it says", "[scenario]") {
  const std::string text =
      "format: 1\nname: two-faults.v1\ndescription: What breaks.\nseed: 20261121\n"
      "defaults: {count_by: access_key, armed: false}\nrules:\n"
      "  - id: a\n    when: {service: shop}\n    do: [{reset: rst}]\n    expect: {hits: 3}\n"
      "  - {id: b, when: {service: shop}, count_by: world, armed: true, do: [{status: 500}, "
      "{latency: 1s}]}\n";
  const auto scenario = read(text);
  CHECK(scenario->name == "two-faults.v1");
  CHECK(scenario->description == "What breaks.");
  CHECK(scenario->seed == 20261121);
  CHECK(scenario->source == text);
  REQUIRE(scenario->rules.size() == 2);
  const Rule& a = *scenario->rules[0];
  CHECK(a.id == "a");
  CHECK(a.count_by.what == CountBy::What::kAccessKey);
  CHECK_FALSE(a.armed);
  CHECK(a.expected.least == 3);
  CHECK(a.expected.most == 3);
  const Rule& b = *scenario->rules[1];
  CHECK(b.count_by.what == CountBy::What::kWorld);
  CHECK(b.armed);
  CHECK(b.effects.size() == 2);
  CHECK(b.expected.text == "at least 1");
}

TEST_CASE("A scenario without a seed leaves it to the emulator", "[scenario]") {
  CHECK_FALSE(read(kTop + kRules)->seed);
}

TEST_CASE("A scenario may be JSON", "[scenario]") {
  CHECK(mistakes_in(
            R"({"format": 1, "name": "t", "rules": [{"id": "a", "when": {"service": "shop"},)"
            R"( "at": {"calls": "every 2"}, "do": [{"latency": {"fixed": "80ms"}}]}]})") == "");
}

TEST_CASE("The head of a scenario is held against its grammar", "[scenario]") {
  CHECK(mistakes_in("") == "1:1: a scenario has to be a mapping\n");
  CHECK(mistakes_in("[1]") == "1:1: a scenario has to be a mapping\n");
  CHECK(mistakes_in("{}") ==
        "1:1: a scenario needs \"format\"\n1:1: a scenario needs \"name\"\n1:1: a scenario needs "
        "\"rules\"\n");
  CHECK(mistakes_in("format: 2\nname: t\n" + kRules) == "1:9: format has to be 1\n");
  CHECK(mistakes_in("format: '1'\nname: t\n" + kRules) == "1:9: format has to be 1\n");
  CHECK(mistakes_in("format: 1\nname: a b\n" + kRules) ==
        "2:7: name has to be 1 to 100 of A-Z a-z 0-9 . _ -\n");
  CHECK(mistakes_in("format: 1\nname: ''\n" + kRules) ==
        "2:7: name has to be 1 to 100 of A-Z a-z 0-9 . _ -\n");
  CHECK(mistakes_in("format: 1\nname: " + std::string(101, 'n') + "\n" + kRules) ==
        "2:7: name has to be 1 to 100 of A-Z a-z 0-9 . _ -\n");
  CHECK(mistakes_in("format: 1\nname: [t]\n" + kRules) == "2:7: name has to be a text\n");
  CHECK(mistakes_in(kTop + "description: {a: 1}\n" + kRules) ==
        "3:14: description has to be a text\n");
  CHECK(mistakes_in(kTop + "seed: -1\n" + kRules) ==
        "3:7: seed has to be a whole number of 0 or more\n");
  CHECK(mistakes_in(kTop + "seed: 1.5\n" + kRules) ==
        "3:7: seed has to be a whole number of 0 or more\n");
  CHECK(mistakes_in(kTop + "sead: 1\n" + kRules) ==
        "3:1: unknown key \"sead\" in a scenario (did you mean \"seed\"?)\n");
  CHECK(mistakes_in(kTop + "activate: {by: header}\n" + kRules) ==
        "3:1: unknown key \"activate\" in a scenario\n");
  CHECK(mistakes_in(kTop + "rules: []\n") == "3:8: rules has to be a list with something in it\n");
  CHECK(mistakes_in(kTop + "rules: {id: a}\n") ==
        "3:8: rules has to be a list with something in it\n");
  CHECK(mistakes_in(kTop + kRules + "name: u\n") == "5:1: \"name\" is given twice\n");
}

TEST_CASE("Defaults are held against their grammar", "[scenario]") {
  const auto refused = [](const std::string& defaults) {  // from 3:11 on
    return mistakes_in(kTop + "defaults: " + defaults + "\n" + kRules);
  };
  CHECK(refused("world") == "3:11: defaults has to be a mapping\n");
  CHECK(refused("{armd: true}") ==
        "3:12: unknown key \"armd\" in defaults (did you mean \"armed\"?)\n");
  CHECK(refused("{armed: maybe}") == "3:19: armed has to be true or false\n");
  CHECK(refused("{count_by: acces_key}") ==
        "3:22: unknown count_by \"acces_key\" (did you mean \"access_key\"?)\n");
  CHECK(refused("{count_by: weather}") ==
        "3:22: unknown count_by \"weather\": it has to be one of: world, global, access_key, "
        "account\n");
  CHECK(refused("{count_by: global}") == "");
  CHECK(refused("{count_by: [world]}") ==
        "3:22: count_by has to be one of: world, global, access_key, account\n");
  CHECK(refused("{count_by: {param: Item}}") == "");
  CHECK(refused("{count_by: {param: Itm}}") ==
        "3:30: unknown parameter \"Itm\" (did you mean \"Item\"?)\n");
  CHECK(refused("{count_by: {parm: Item}}") ==
        "3:22: count_by needs \"param\"\n3:23: unknown key \"parm\" in count_by (did you mean "
        "\"param\"?)\n");
}

TEST_CASE("A rule is held against its grammar", "[scenario]") {
  CHECK(mistakes_in(kTop + "rules: [a]\n") == "3:9: a rule has to be a mapping\n");
  CHECK(mistakes_in(kTop + "rules: [{}]\n") ==
        "3:9: a rule needs \"id\"\n3:9: a rule needs \"when\"\n3:9: a rule needs \"do\"\n");
  CHECK(mistakes_in(kTop + "rules: [{id: a b, when: {service: shop}, do: [{reset: rst}]}]\n") ==
        "3:14: id has to be 1 to 100 of A-Z a-z 0-9 . _ -\n");
  CHECK(refused_rule("    dp: [{reset: rst}]\n") ==
        "4:5: a rule needs \"do\"\n6:5: unknown key \"dp\" in a rule (did you mean \"do\"?)\n");
  CHECK(refused_rule("    do: {reset: rst}\n") ==
        "6:9: do has to be a list with something in it\n");
  CHECK(refused_rule("    do: []\n") == "6:9: do has to be a list with something in it\n");
  CHECK(refused_rule("    do: [{reset: rst}]\n    armed: 1\n") ==
        "7:12: armed has to be true or false\n");
}

TEST_CASE("What a rule expects is held against its grammar", "[scenario]") {
  const auto refused = [](const std::string& expect) {  // from 7:13 on
    return refused_rule("    do: [{reset: rst}]\n    expect: " + expect + "\n");
  };
  for (const char* good :
       {"{hits: 0}", "{hits: 2..5}", "{hits: any}", "{retries: {min: 0, max: 2}}",
        "{hits: 1, retries: {same: [Item, Buyer.Name], signed_anew: true}}",
        "{retries: {gap: {min: 10ms, max: 10ms}}}"})
    CHECK(refused(good) == "");
  const std::string hits =
      ": hits has to be a whole number of 0 or more, a range like 2..5, or any\n";
  for (const char* bad : {"-1", "5..2", "..5", "2..", "many", "1.5", "[1]"})
    CHECK(refused("{hits: " + std::string(bad) + "}") == "7:20" + hits);
  CHECK(refused("{hit: 1}") ==
        "7:13: expect needs \"hits\" or \"retries\"\n7:14: unknown key \"hit\" in expect (did you "
        "mean \"hits\"?)\n");
  CHECK(refused("1") == "7:13: expect has to be a mapping\n");
  CHECK(refused("{retries: {}}") == "7:23: retries has to expect something\n");
  CHECK(refused("{retries: {max: -1}}") == "7:29: max has to be a whole number of 0 or more\n");
  CHECK(refused("{retries: {min: 3, max: 2}}") == "7:29: min is more than max\n");
  CHECK(refused("{retries: {same: [Itm]}}") ==
        "7:31: unknown parameter \"Itm\" (did you mean \"Item\"?)\n");
  CHECK(refused("{retries: {same: Item}}") == "7:30: same has to be a list with something in it\n");
  CHECK(refused("{retries: {signed_new: true}}") ==
        "7:24: unknown key \"signed_new\" in retries (did you mean \"signed_anew\"?)\n");
  CHECK(refused("{retries: {gap: {}}}") == "7:29: gap needs \"min\" or \"max\"\n");
  CHECK(refused("{retries: {gap: {min: 2s, max: 1s}}}") ==
        "7:29: the shortest gap is longer than the longest\n");
  CHECK(refused("{retries: {gap: {min: 2}}}").find("7:35: ") == 0);
}

TEST_CASE("What a request can activate is held against its grammar", "[scenario]") {
  const auto refused = [](const std::string& activate) {  // from 6:15 on
    return refused_rule("    activate: " + activate + "\n    do: [{reset: rst}]\n");
  };
  CHECK(refused("{by: header}") == "");
  CHECK(refused("{by: header, ttl: 5m, max_hits: 3}") == "");
  CHECK(refused("header") == "6:15: activate has to be a mapping\n");
  CHECK(refused("{ttl: 5m}") == "6:15: activate needs \"by\"\n");
  CHECK(refused("{by: cookie}") == "6:20: unknown by \"cookie\": it has to be one of: header\n");
  CHECK(refused("{by: header, ttl: 0s}") == "6:33: ttl has to be more than nothing\n");
  CHECK(refused("{by: header, max_hits: 0}") ==
        "6:38: max_hits has to be a whole number of 1 or more\n");
}

TEST_CASE("Words of the grammar that nothing obeys yet are named as such", "[scenario]") {
  CHECK(refused_rule("    consistency: eventual\n    do: [{reset: rst}]\n") ==
        "6:5: \"consistency\" is not supported yet\n");
}

TEST_CASE("A sequence is held against its grammar", "[scenario]") {
  const std::string good = "    sequence: [{pass: 2}, {do: [{reset: rst}]}]\n";
  CHECK(refused_rule(good) == "");
  for (const std::string after : {"pass", "last", "cycle"})
    CHECK(refused_rule(good + "    after: " + after + "\n") == "");
  CHECK(refused_rule(good + "    after: cycl\n") ==
        "7:12: unknown after \"cycl\" (did you mean \"cycle\"?)\n");
  CHECK(refused_rule(good + "    do: [{reset: rst}]\n") ==
        "7:9: a rule has do or a sequence, not both\n");
  CHECK(refused_rule("    do: [{reset: rst}]\n    after: pass\n") ==
        "7:12: after goes with a sequence\n");
  CHECK(refused_rule("    sequence: []\n") ==
        "6:15: sequence has to be a list with something in it\n");
  CHECK(refused_rule("    sequence: [{pass: 2}]\n") ==
        "6:15: a sequence that only passes does nothing\n");
  CHECK(refused_rule("    sequence: [{pass: 0}, {do: [{reset: rst}]}]\n") ==
        "6:23: pass has to be a whole number of 1 or more\n");
  CHECK(refused_rule("    sequence: [{pass: 1, do: [{reset: rst}]}]\n") ==
        "6:16: a step is pass or do, one of them\n");
  CHECK(refused_rule("    sequence: [{pas: 1}, {do: [{reset: rst}]}]\n") ==
        "6:16: a step is pass or do, one of them\n6:17: unknown key \"pas\" in a step (did you "
        "mean \"pass\"?)\n");
  CHECK(refused_rule("    sequence: [{do: [{reset: rst}, {empty_reply: true}]}]\n") ==
        "6:37: \"empty_reply\" is a second effect for the ending: \"reset\" on line 6 is the "
        "first\n");
}

TEST_CASE("A part of an answer and a speed have units and bounds", "[scenario]") {
  for (const std::string part : {"0%", "99%", "0B", "20B", "2KB", "2KiB", "1MB", "1MiB", "1024MiB"})
    CHECK(refused_effect("{truncate: {after: " + part + "}}") == "");
  for (const std::string part : {"100%", "-1%", "60", "60.5%", "x%", "B", "20b", "2GiB", "1025MiB"})
    CHECK(refused_effect("{truncate: {after: " + part + "}}") ==
          "7:28: \"" + part +
              "\" is no part of an answer: 0% to 99%, or bytes such as 20B, 2KiB, 1MB\n");
  CHECK(refused_effect("{truncate: {behind: 60%}}") ==
        "7:20: truncate needs \"after\"\n7:21: unknown key \"behind\" in truncate\n");
  CHECK(refused_effect("{truncate: 60%}") == "7:20: truncate has to be a mapping\n");
  for (const std::string verb : {"slow_body", "slow_headers"}) {
    const std::string column = std::to_string(verb.size() + 19);
    for (const std::string rate : {"1B/s", "20B/s", "2KiB/s", "1MB/s"})
      CHECK(refused_effect("{" + verb + ": {rate: " + rate + "}}") == "");
    for (const std::string rate : {"0B/s", "20B", "20/s", "20B/m", "fast"})
      CHECK(refused_effect("{" + verb + ": {rate: " + rate + "}}") ==
            "7:" + column + ": \"" + rate +
                "\" is no speed: bytes a second, such as 20B/s or 2KiB/s\n");
  }
}

TEST_CASE("A distribution of latency says all of its spans, in their order", "[scenario]") {
  CHECK(refused_effect("{latency: {normal: {mean: 1s, sd: 100ms}}}") == "");
  CHECK(refused_effect("{latency: {lognormal: {p50: 120ms, p99: 900ms, max: 2s}}}") == "");
  CHECK(refused_effect("{latency: {normal: {mean: 1s}}}") == "7:28: normal needs \"sd\"\n");
  CHECK(refused_effect("{latency: {normal: {mean: 1s, ds: 1s}}}") ==
        "7:28: normal needs \"sd\"\n7:39: unknown key \"ds\" in normal (did you mean "
        "\"sd\"?)\n");
  CHECK(refused_effect("{latency: {lognormal: {p50: 0s, p99: 1s, max: 2s}}}") ==
        "7:37: p50 has to be more than nothing\n");
  CHECK(refused_effect("{latency: {lognormal: {p50: 2s, p99: 1s, max: 2s}}}") ==
        "7:46: p99 is less than p50\n");
  CHECK(refused_effect("{latency: {lognormal: {p50: 1s, p99: 2s, max: 1s}}}") ==
        "7:55: max is less than p99\n");
  CHECK(refused_effect("{latency: {lognorml: {p50: 1s}}}") ==
        "7:20: unknown key \"lognorml\" in latency (did you mean \"lognormal\"?)\n");
}

TEST_CASE("What an answer is spoiled by has a name", "[scenario]") {
  for (const std::string name :
       {"unclosed", "nan", "duplicate_key", "bad_utf8", "bom", "wrong_type"})
    CHECK(refused_effect("{corrupt: " + name + "}") == "");
  CHECK(refused_effect("{corrupt: unclosd}") ==
        "7:19: unknown corrupt \"unclosd\" (did you mean \"unclosed\"?)\n");
  CHECK(refused_effect("{wrong_content_type: text/html}") == "");
  CHECK(refused_effect("{wrong_content_type: application/json; charset=x}") ==
        "7:30: application/json is what the clouds answer: nothing would be wrong\n");
  CHECK(refused_effect("{wrong_content_type: \"a\\nb\"}") ==
        "7:30: wrong_content_type may not hold line breaks or NUL\n");
  CHECK(refused_effect("{duplicate_header: X-Request-Id}") == "");
  CHECK(refused_effect("{duplicate_header: a b}") == "7:28: no header has the name \"a b\"\n");
  CHECK(refused_effects("[{corrupt: bom}, {corrupt: nan}]") ==
        "6:27: \"corrupt\" is a second effect for the body: \"corrupt\" on line 6 is the first\n");
}

TEST_CASE("A limit is held against its grammar", "[scenario]") {
  const std::string error = ", on_empty: {error: Busy}}\n";
  CHECK(refused_rule("    limit: {bucket: {rate: 5/s, burst: 10, key: access_key}" + error) == "");
  CHECK(refused_rule("    limit: {bucket: {rate: 100/m}" + error) == "");
  CHECK(refused_rule("    limit: {quota: {calls: 3, per: 1h, window: rolling, key: {param: Item}}" +
                     error) == "");
  CHECK(refused_rule("    limit: {quota: {calls: 3, per: 1h}, on_empty: [{status: 429}, {latency: "
                     "1s}]}\n") == "");
  CHECK(refused_rule("    limit: {bucket: {rate: 5/s}}\n") == "6:12: limit needs \"on_empty\"\n");
  CHECK(refused_rule("    limit: {on_empty: {error: Busy}}\n") ==
        "6:12: a limit is a bucket or a quota, one of them\n");
  for (const std::string rate : {"5", "5/d", "0/s", "100001/s", "-1/s", "/s", "5/s/s"})
    CHECK(refused_rule("    limit: {bucket: {rate: " + rate + "}" + error) ==
          "6:28: rate has to be like 5/s, 100/m or 1000/h, of 1 to 100000 calls\n");
  CHECK(refused_rule("    limit: {quota: {calls: 0, per: 0s}" + error) ==
        "6:28: calls has to be a whole number of 1 or more\n6:36: per has to be more than "
        "nothing\n");
  CHECK(refused_rule("    limit: {quota: {calls: 1, per: 1h, window: roling}" + error) ==
        "6:48: unknown window \"roling\" (did you mean \"rolling\"?)\n");
  CHECK(refused_rule("    limit: {bucket: {rate: 5/s}, on_empty: {error: Bsy}}\n") ==
        "6:52: PlaceOrder does not document \"Bsy\" (did you mean \"Busy\"?)\n");
  CHECK(refused_rule("    limit: {bucket: {rate: 5/s}" + error + "    do: [{reset: rst}]\n") ==
        "6:12: a rule has a limit, do or a sequence, one of them\n");
}

TEST_CASE("A stall says until when, and how long at most", "[scenario]") {
  CHECK(refused_effect("{stall: {until: client_abort, cap: 30s}}") == "");
  CHECK(refused_effect("{stall: {until: client_abort}}") == "7:17: stall needs \"cap\"\n");
  CHECK(refused_effect("{stall: {cap: 30s}}") == "7:17: stall needs \"until\"\n");
  CHECK(refused_effect("{stall: {until: client_aborts, cap: 30s}}") ==
        "7:25: unknown until \"client_aborts\" (did you mean \"client_abort\"?)\n");
  CHECK(refused_effect("{stall: {until: client_abort, cap: 30}}") ==
        "7:44: 30 lacks its unit: ms, s, m or h\n");
  for (const std::string cap : {"0s", "2h"})
    CHECK(refused_effect("{stall: {until: client_abort, cap: " + cap + "}}") ==
          "7:44: cap has to be more than nothing and at most 1h\n");
}

TEST_CASE("In the middle of a body an answer can only end", "[scenario]") {
  CHECK(refused_effects("[{phase: mid_body}, {reset: rst}]") == "");
  CHECK(refused_effects("[{phase: mid_body}, {stall: {until: client_abort, cap: 1s}}]") == "");
  CHECK(refused_effects("[{phase: mid_body}, {slow_body: {rate: 5B/s}}]") ==
        "6:18: mid_body goes with reset or stall, which end the answer there\n");
  CHECK(refused_effects("[{phase: mid_body}, {reset: rst}, {latency: 1s}]") ==
        "6:43: \"latency\" does not go with the phase mid_body\n");
  CHECK(refused_effects("[{phase: mid_body}, {status: 500}, {reset: rst}]") ==
        "6:29: \"status\" does not go with the phase mid_body\n");
}

TEST_CASE("Ways to end an answer exclude one another, speeds do not", "[scenario]") {
  CHECK(refused_effects("[{truncate: {after: 1B}}, {reset: rst}]") ==
        "6:36: \"reset\" is a second effect for the ending: \"truncate\" on line 6 is the "
        "first\n");
  CHECK(refused_effects("[{slow_headers: {rate: 9B/s}}, {slow_body: {rate: 9B/s}}, "
                        "{truncate: {after: 50%}}, {latency: 1s}, {error: Busy}]") == "");
}

TEST_CASE("An id stands for one rule of a file", "[scenario]") {
  CHECK(mistakes_in(kTop + kRules + "  - {id: a, when: {service: post}, do: [{reset: rst}]}\n") ==
        "5:10: another rule has the id \"a\", on line 4\n");
}

TEST_CASE("An error has to be documented for each operation of the rule", "[scenario]") {
  CHECK(refused_effect("{error: OutOfStok}") ==
        "7:17: PlaceOrder does not document \"OutOfStok\" (did you mean \"OutOfStock\"?)\n");
  CHECK(refused_effect("{error: Closed}") ==
        "7:17: PlaceOrder does not document \"Closed\"; undocumented: true allows it\n");
  CHECK(refused_effect("{error: Closed, undocumented: true}") == "");
  CHECK(refused_effect("{error: Closd, undocumented: true}") ==
        "7:17: no operation of shop documents \"Closd\" (did you mean \"Closed\"?)\n");
  CHECK(refused_effect("{error: Closed, undocumented: false}") ==
        "7:17: PlaceOrder does not document \"Closed\"; undocumented: true allows it\n"
        "7:39: undocumented has to be true\n");
  CHECK(refused_effect("{error: [Busy]}") == "7:17: error has to be a text\n");
  CHECK(mistakes_in(kTop +
                    "rules: [{id: a, when: {service: shop, operation: [PlaceOrder, CancelOrder]}, "
                    "do: [{error: OutOfStock}]}]\n") ==
        "3:91: CancelOrder does not document \"OutOfStock\"; undocumented: true allows it\n");
}

TEST_CASE("A rule without operations needs one that documents the error, in each service",
          "[scenario]") {
  const auto refused = [](const std::string& services, const std::string& error) {
    return mistakes_in(kTop + "rules:\n  - id: a\n    when: {service: " + services +
                       "}\n    do: [{error: " + error + "}]\n");
  };
  CHECK(refused("shop", "Closed") == "");
  CHECK(refused("[shop, post]", "Busy") == "");
  CHECK(refused("[shop, post]", "Closed") == "6:18: no operation of post documents \"Closed\"\n");
  CHECK(refused("shop", "Clsoed") ==
        "6:18: no operation of shop documents \"Clsoed\" (did you mean \"Closed\"?)\n");
}

TEST_CASE("with fills only the parts that the error's text has", "[scenario]") {
  CHECK(refused_effect("{error: OutOfStock, with: {what: Tea}}") == "");
  CHECK(refused_effect("{error: OutOfStock, with: {waht: Tea}}") ==
        "7:36: the text of OutOfStock has no part \"waht\" (did you mean \"what\"?)\n");
  CHECK(refused_effect("{error: Busy, with: {who: me}}") ==
        "7:30: the text of Busy has no part \"who\"\n");
  CHECK(refused_effect("{error: OutOfStock, with: Tea}") == "7:35: with has to be a mapping\n");
  CHECK(refused_effect("{error: OutOfStock, with: {what: [Tea]}}") ==
        "7:42: a part of an error's text has to be a text\n");
  CHECK(refused_effect("{latency: 1s, with: {what: Tea}}") ==
        "7:23: \"with\" goes with \"error\", not with \"latency\"\n");
}

TEST_CASE("An answer of one's own has to be an answer", "[scenario]") {
  CHECK(refused_effect("{status: 199}") == "7:18: status has to be a number from 200 to 599\n");
  CHECK(refused_effect("{status: 600}") == "7:18: status has to be a number from 200 to 599\n");
  CHECK(refused_effect("{status: down}") == "7:18: status has to be a number from 200 to 599\n");
  CHECK(refused_effect("{body: down}") == "7:9: an effect that does nothing\n");
  CHECK(refused_effect("{status: 204, body: x}") == "7:29: an answer of status 204 has no body\n");
  CHECK(refused_effect("{status: 503, type: \"a\\nb\"}") ==
        "7:29: type may not hold line breaks or NUL\n");
  const auto header = [](const std::string& text) {  // from 7:34 on
    return refused_effect("{status: 503, headers: {" + text + "}}");
  };
  CHECK(header("\"X\\0\": a") ==
        "7:33: no header has the name \"" + std::string("X\0", 2) + "\"\n");
  CHECK(header("a b: a") == "7:33: no header has the name \"a b\"\n");
  CHECK(header("X: \"a\\r\\nY: b\"") == "7:36: a header may not hold line breaks or NUL\n");
  CHECK(header("content-length: 3") == "7:33: \"content-length\" is for the server to set\n");
  CHECK(header("Transfer-Encoding: chunked") ==
        "7:33: \"Transfer-Encoding\" is for the server to set\n");
  CHECK(header("Connection: close") == "7:33: \"Connection\" is for the server to set\n");
  CHECK(refused_effect("{status: 503, headers: [a]}") == "7:32: headers has to be a mapping\n");
  CHECK(refused_effect("{status: 503, type: a/b, headers: {Content-Type: c/d}}") ==
        "7:44: \"Content-Type\" is what \"type\" sets\n");
}

TEST_CASE("A latency has a unit and an end", "[scenario]") {
  CHECK(refused_effect("{latency: 10m}") == "");
  CHECK(refused_effect("{latency: 80}") == "7:19: 80 lacks its unit: ms, s, m or h\n");
  CHECK(refused_effect("{latency: 601s}") ==
        "7:19: \"601s\" is too long: a latency is at most 10m\n");
  CHECK(refused_effect("{latency: 1h}") == "7:19: \"1h\" is too long: a latency is at most 10m\n");
  CHECK(refused_effect("{latency: {fixd: 80ms}}") ==
        "7:20: unknown key \"fixd\" in latency (did you mean \"fixed\"?)\n");
  CHECK(refused_effect("{latency: {}}") ==
        "7:19: latency has to be fixed, uniform, normal or lognormal, one of them\n");
  CHECK(refused_effect("{latency: {fixed: 1s, uniform: {min: 1s, max: 2s}}}") ==
        "7:19: latency has to be fixed, uniform, normal or lognormal, one of them\n");
  CHECK(refused_effect("{latency: {uniform: 1s}}") == "7:29: uniform has to be a mapping\n");
  CHECK(refused_effect("{latency: {uniform: {min: 1}}}") ==
        "7:29: uniform needs \"max\"\n7:35: 1 lacks its unit: ms, s, m or h\n");
  CHECK(refused_effect("{latency: {uniform: {min: 3s, max: 2s}}}") ==
        "7:35: min is more than max\n");
}

TEST_CASE("Endings and phases are held against their words", "[scenario]") {
  CHECK(refused_effect("{reset: fin}") ==
        "7:17: unknown reset \"fin\": it has to be one of: rst\n");
  CHECK(refused_effect("{reset: rts}") == "7:17: unknown reset \"rts\" (did you mean \"rst\"?)\n");
  CHECK(refused_effect("{empty_reply: 1}") == "7:23: empty_reply has to be true\n");
  CHECK(refused_effects("[{phase: afer_commit}, {reset: rst}]") ==
        "6:18: unknown phase \"afer_commit\" (did you mean \"after_commit\"?)\n");
  CHECK(refused_effect("{phase: after_commit}") == "7:10: a phase alone has nothing to do\n");
}

TEST_CASE("An entry of do holds one verb that is known", "[scenario]") {
  CHECK(refused_effect("reset") == "7:9: an effect has to be a mapping\n");
  CHECK(refused_effect("{}") == "7:9: an effect that does nothing\n");
  CHECK(refused_effect("{eror: Busy}") ==
        "7:10: unknown key \"eror\" in an effect (did you mean \"error\"?)\n");
  CHECK(refused_effect("{error: Busy, latency: 1s}") ==
        "7:23: one effect an entry: \"latency\" needs its own\n");
}

TEST_CASE("A slot has one effect", "[scenario]") {
  CHECK(refused_effects("[{error: Busy}, {status: 500}]") ==
        "6:26: \"status\" is a second effect for the answer: \"error\" on line 6 is the first\n");
  CHECK(refused_effects("[{reset: rst}, {empty_reply: true}]") ==
        "6:25: \"empty_reply\" is a second effect for the ending: \"reset\" on line 6 is the "
        "first\n");
  CHECK(
      refused_effects("[{latency: 1s}, {latency: 2s}]") ==
      "6:26: \"latency\" is a second effect for the latency: \"latency\" on line 6 is the first\n");
  CHECK(refused_effects("[{phase: before}, {phase: after_commit}, {reset: rst}]") ==
        "6:28: \"phase\" is a second effect for the phase: \"phase\" on line 6 is the first\n");
}

// Rules of id, when and perhaps more; from line 4 on, each id at column 10.
std::string dead(const std::vector<std::string>& rules) {
  std::string text = kTop + "rules:\n";
  for (const std::string& rule : rules) text += "  - {id: " + rule + ", do: [{reset: rst}]}\n";
  return mistakes_in(text);
}

TEST_CASE("A rule behind one that takes every call is refused", "[scenario]") {
  const std::string place = "when: {service: shop, operation: PlaceOrder}";
  const std::string never = ": this rule can never act: ";
  CHECK(dead({"a, " + place, "b, " + place}) == "5:10" + never + "\"a\" above takes every call\n");
  CHECK(dead({"a, when: {service: shop}", "b, " + place}) ==
        "5:10" + never + "\"a\" above takes every call\n");
  CHECK(dead({"a, " + place + ", at: {calls: every 1}", "b, " + place + ", at: {calls: 3}"}) ==
        "5:10" + never + "\"a\" above takes every call\n");
  CHECK(dead({"a, " + place, "c, when: {service: shop, operation: CancelOrder}",
              "b, when: {service: shop}"}) ==
        "6:10" + never + "\"a\" and \"c\" above takes every call\n");
}

TEST_CASE("A rule that can still act is let be", "[scenario]") {
  const std::string place = "when: {service: shop, operation: PlaceOrder}";
  CHECK(dead({"a, " + place, "b, when: {service: shop}"}) == "");
  CHECK(dead({"a, " + place + ", at: {calls: 3}", "b, " + place}) == "");
  CHECK(dead({"a, " + place + ", at: {max_hits: 3}", "b, " + place}) == "");
  CHECK(dead({"a, " + place + ", armed: false", "b, " + place}) == "");
  CHECK(dead({"a, when: {service: shop, params: {Item: tea}}", "b, when: {service: shop}"}) == "");
  CHECK(dead({"a, when: {service: shop, headers: {X: tea}}", "b, when: {service: shop}"}) == "");
}

TEST_CASE("All mistakes of a file are told at once, by place", "[scenario]") {
  CHECK(mistakes_in("format: 1\n"
                    "rules:\n"
                    "  - id: a\n"
                    "    when: {service: shop, operation: PlaceOrder, params: {Itme: tea}}\n"
                    "    at: {cals: 3}\n"
                    "    do: [{error: Bisy}, {latency: 5}]\n"
                    "  - id: a\n"
                    "    wen: {service: shop}\n"
                    "    do: [{error: anything}]\n") ==
        "1:1: a scenario needs \"name\"\n"
        "4:59: unknown parameter \"Itme\" (did you mean \"Item\"?)\n"
        "5:10: unknown key \"cals\" in at (did you mean \"calls\"?)\n"
        "6:18: PlaceOrder does not document \"Bisy\" (did you mean \"Busy\"?)\n"
        "6:35: 5 lacks its unit: ms, s, m or h\n"
        "7:5: a rule needs \"when\"\n"
        "7:9: another rule has the id \"a\", on line 3\n"
        "8:5: unknown key \"wen\" in a rule (did you mean \"when\"?)\n");
}

TEST_CASE("A text that is no YAML is refused where it breaks off", "[scenario]") {
  CHECK(mistakes_in("format: 1\nname: [t\nrules: 1\n").substr(0, 11) == "3:6: not YA");
}

}  // namespace
}  // namespace virga
