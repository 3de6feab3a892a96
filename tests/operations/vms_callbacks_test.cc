// What the voice service tells its user's server, when, how often and how it is proven.
#include <algorithm>
#include <catch2/catch.hpp>

#include "base/clock.h"
#include "base/digest.h"
#include "base/text.h"
#include "services/volcengine_vms/callbacks.h"
#include "services/volcengine_vms/texts.h"
#include "support/folder.h"
#include "support/told.h"
#include "support/vms.h"

namespace virga {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::int64_t kBegin = 1749108455;  // of Cloud::usual, in s

std::string in_query(const Request& request, const char* name) {
  return find_in_query(http::query_of(request.target), name).value_or("");
}

// By the documented formula, made anew.
bool is_signed(const Request& request, const std::string& token) {
  const std::string expected =
      hash_hex(Hash::kSha256,
               in_query(request, "timestamp") + hash_hex(Hash::kSha256, request.body) + token);
  return in_query(request, "authCode") == expected;
}

// Seconds after the beginning at which each attempt was made, by what was signed.
std::vector<std::int64_t> times_of(const Receiver& receiver) {
  std::vector<std::int64_t> times;
  for (const Request& each : receiver.received())
    times.push_back(parse_integer(in_query(each, "timestamp")).value_or(0) - kBegin);
  return times;
}

Json callbacks_of(Cloud& cloud, const std::string& query = "") {
  return cloud.get("/_virga/callbacks" + query).json.at("callbacks");
}

void disable(Cloud& cloud, const char* number = "17000000002") {
  result_of(cloud, "EnableOrDisableNumber",
            {{"EnableCode", 2}, {"NumberList", Json::array({number})}});
}

Json click() {
  return {{"Caller", "13700000000"},
          {"Callee", "13700000002"},
          {"CallerNumberPoolNo", "NP160000111122223333"},
          {"CalleeNumberPoolNo", "NP160000111122223333"},
          {"UserData", "mine"}};
}

TEST_CASE("the signature of a callback is the documented one", "[vms][callbacks]") {
  Letter letter;
  letter.url = "http://127.0.0.1/hook?tenant=7";
  letter.secret = "8D202AC288";
  letter.body = R"({"callId":"abcdefg","accountId":"123456789"})";
  const Request request = vms::post(letter, {.now = Time(seconds(1622539884)), .url = ""});
  CHECK(request.method == "POST");
  CHECK(request.target ==
        "http://127.0.0.1/hook?tenant=7&timestamp=1622539884&authCode="
        "8090de7b7bab3d9e626280f635a60a8453d2ba75403f13aac3f4d5dccf6c2264");
  CHECK(request.body == letter.body);
}

TEST_CASE("a click-to-call tells each step of both legs, then its record and its recording",
          "[vms][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  cloud.emulator.url();  // recordings can be fetched
  const Json id = result_of(cloud, "Click2Call", click()).at("CallId");
  cloud.advance(minutes(2));

  std::vector<std::string> steps;
  Json record, recording;
  for (const Json& body : receiver.bodies()) {
    CHECK(body.at("callId") == id);
    CHECK(body.at("accountId") == "2100000001");
    CHECK(body.at("userData") == "mine");
    if (body.contains("eventType"))
      steps.push_back(std::to_string(body.at("party").get<int>()) + ":" +
                      std::to_string(body.at("eventType").get<int>()) + "@" +
                      std::to_string(std::stoll(body.at("eventTime").get<std::string>()) - kBegin));
    else if (body.contains("callResult"))
      record = body;
    else
      recording = body;
  }
  CHECK(steps == std::vector<std::string>{"1:1@0", "1:2@1", "1:3@4", "2:1@4", "2:2@5", "2:3@10",
                                          "1:4@40", "2:4@40"});
  CHECK(times_of(receiver) == std::vector<std::int64_t>{0, 1, 4, 4, 5, 10, 40, 40, 41, 42});
  for (const Request& each : receiver.received()) CHECK(is_signed(each, "8D202AC288"));

  const Json told = result_of(cloud, "QueryCallRecordMsgV2", {{"CallIdList", Json::array({id})}});
  const Json asked = vms::lower_camel(told.at("Records")[0]);
  CHECK(record.size() > 20);
  for (const auto& [name, value] : record.items())
    if (name != "accountId") CHECK(asked.at(name) == value);
  const std::string url = recording.at("audioRecordFileUrl");
  REQUIRE(url.starts_with(cloud.emulator.url() + "/"));
  const Answer file = cloud.get(url.substr(cloud.emulator.url().size()));
  CHECK(file.status == 200);
  CHECK(file.reply.body.starts_with("RIFF"));
}

TEST_CASE("a call that is hung up tells no step that it does not come to", "[vms][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  const Json id = result_of(cloud, "Click2Call", click()).at("CallId");
  cloud.advance(seconds(5));
  CHECK(receiver.received().size() == 5);
  CHECK(result_of(cloud, "CancelClick2CallV2", {{"CallId", id}}) == Json{{"Success", true}});
  cloud.advance(hours(1));
  std::vector<std::string> steps;
  for (const Json& body : receiver.bodies())
    if (body.contains("eventType"))
      steps.push_back(body.at("party").dump() + ":" + body.at("allEventType").dump());
  CHECK(steps == std::vector<std::string>{"1:[1]", "1:[1,2]", "1:[1,2,3]", "2:[1]", "2:[1,2]",
                                          "1:[1,2,3,4]", "2:[1,2,4]"});
  CHECK(receiver.bodies().back().at("callResult") == 5);
  CHECK(receiver.received().size() == 8);  // the record, and no recording
}

TEST_CASE("a privacy call tells its binding", "[vms][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  REQUIRE(
      cloud.post("/_virga/calls", R"({"caller": "13700000011", "number": "17000000002"})").status ==
      200);
  cloud.advance(hours(1));
  const auto bodies = receiver.bodies();
  REQUIRE(bodies.size() >= 5);
  CHECK(bodies[0].at("subscriptionId") == "S160817372431590201");
  CHECK(bodies[0].at("phoneNoX") == "17000000002");
  CHECK(bodies[0].at("phoneNoA") == "13700000011");
  CHECK_FALSE(bodies[0].contains("party"));
  const auto record = std::find_if(bodies.begin(), bodies.end(),
                                   [](const Json& body) { return body.contains("callResult"); });
  REQUIRE(record != bodies.end());
  CHECK(record->at("subscriptionId") == "S160817372431590201");
  CHECK(record->at("calleeCityCode") == "010");
}

TEST_CASE("numbers, freezes and reviews tell what became of them", "[vms][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  disable(cloud);
  disable(cloud);  // it is that already
  result_of(cloud, "AddBlackList",
            {{"CustomerNumber", "13900000001"},
             {"ServiceType", 100},
             {"SubServiceType", 101},
             {"Type", 1},
             {"FreezeTime", 12},
             {"Remark", "spam"}});
  result_of(cloud, "DeleteBlackList",
            {{"CustomerNumber", "13900000001"},
             {"ServiceType", 100},
             {"SubServiceType", 101},
             {"Type", 1}});
  const Json made =
      result_of(cloud, "OpenCreateTts", {{"Name", "greeting"}, {"TtsTemplateContent", "hello"}});
  cloud.advance(hours(2));
  const auto bodies = receiver.bodies();
  REQUIRE(bodies.size() == 4);
  CHECK(bodies[0] == Json{{"accountId", "2100000001"},
                          {"number", "17000000002"},
                          {"numberPoolNo", "NP161156328504091435"},
                          {"serviceType", 200},
                          {"subServiceType", 201},
                          {"numberType", 0},
                          {"numberStatus", 2},
                          {"reason", ""}});
  CHECK(bodies[1].at("status") == -1);
  CHECK(bodies[1].at("expiryTime") == (kBegin + 30 * 86400) * 1000);
  CHECK(bodies[2].at("status") == 0);
  CHECK(bodies[3].at("finalState") == 1);
  CHECK(bodies[3].at("name") == "greeting");
  CHECK(bodies[3].at("resourceKey") == made.at("ResourceKey"));
}

TEST_CASE("a freeze that comes to its end is told, one that was made anew later",
          "[vms][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud("    - {Scope: account, risk_freeze: \"" + receiver.url() + "\"}\n");
  const Json freeze{{"CustomerNumber", "13900000001"},
                    {"ServiceType", 100},
                    {"SubServiceType", 101},
                    {"Type", 1},
                    {"FreezeTime", 12},
                    {"Remark", "spam"}};
  result_of(cloud, "AddBlackList", freeze);
  cloud.advance(hours(24 * 10));
  result_of(cloud, "AddBlackList", freeze);
  cloud.advance(hours(24 * 29));
  CHECK(receiver.received().size() == 2);
  cloud.advance(hours(24));
  REQUIRE(receiver.received().size() == 3);
  CHECK(receiver.bodies()[2].at("status") == 0);
  CHECK(times_of(receiver)[2] == 40 * 86400);
  CHECK(document(cloud, "black_list", "CustomerNumber", "13900000001").is_null());
}

TEST_CASE("what is refused tells nothing", "[vms][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  CHECK(code_of(cloud.act(
            "EnableOrDisableNumber",
            {{"EnableCode", 2}, {"NumberList", Json::array({"17000000002", "19999999999"})}})) ==
        "IllegalArgument");
  cloud.advance(hours(1));
  CHECK(receiver.received().empty());
  CHECK(callbacks_of(cloud).empty());
}

TEST_CASE("a receiver that fails twice is asked a third time, and then never again",
          "[vms][callbacks]") {
  int asked = 0;
  const Receiver receiver([&](const Request&) { return ++asked <= 2 ? 500 : 204; });
  TellingCloud cloud("    - {Scope: account, number_status: \"" + receiver.url() + "\"}\n");
  disable(cloud);
  cloud.advance(hours(72));
  CHECK(times_of(receiver) == std::vector<std::int64_t>{0, 10, 40});
  const Json letter = callbacks_of(cloud).at(0);
  CHECK(letter.at("state") == "delivered");
  CHECK(letter.at("attempts").size() == 3);
  CHECK(letter.at("attempts")[2] == Json{{"time", "2025-06-05T07:28:15.000Z"}, {"status", 204}});
  const auto entries = cloud.emulator.requests({.callback = "number_status"});
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].reply.status == 500);
  CHECK(entries[2].reply.status == 204);
  CHECK(entries[2].request.target.starts_with(receiver.url() + "?timestamp="));
}

TEST_CASE("who never takes a record is asked as often as documented", "[vms][callbacks]") {
  const Receiver receiver([](const Request&) { return 503; });
  TellingCloud cloud("    - {Scope: NP160000111122223333, call_record: \"" + receiver.url() +
                     "\", call_status: \"" + receiver.url("/status") + "\"}\n");
  result_of(cloud, "Click2Call", click());
  cloud.advance(hours(24 * 7));
  std::vector<std::int64_t> status, record;
  for (const Request& each : receiver.received())
    (each.target.starts_with("/status") ? status : record)
        .push_back(parse_integer(in_query(each, "timestamp")).value_or(0) - kBegin);
  CHECK(status.size() == 8);  // each step once: these are never repeated
  std::vector<std::int64_t> expected{41, 51, 81, 141, 261, 441};
  constexpr std::int64_t kNextEvenHour = 8 * 3600 - (7 * 3600 + 27 * 60 + 35);
  for (int i = 0; i < 12; ++i) expected.push_back(kNextEvenHour + i * 7200);
  CHECK(record == expected);
  CHECK(callbacks_of(cloud, "?callback=call_record").at(0).at("state") == "given_up");
}

TEST_CASE("a pool's address wins for its numbers, and a task's for its calls", "[vms][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud("    - {Scope: account, number_status: \"" + receiver.url("/account") +
                     "\"}\n    - {Scope: NP160000111122223333, AuthToken: 0123456789,"
                     " number_status: \"" +
                     receiver.url("/pool") + "\"}\n");
  disable(cloud, "01080000001");
  disable(cloud, "17000000002");
  cloud.advance(seconds(0));
  REQUIRE(receiver.received().size() == 2);
  CHECK(receiver.received()[0].target.starts_with("/pool?"));
  CHECK(is_signed(receiver.received()[0], "0123456789"));
  CHECK(receiver.received()[1].target.starts_with("/account?"));
  CHECK(is_signed(receiver.received()[1], "VIRGATOKEN"));
}

// What a client of the voice service does from the first upload to the last record.
TEST_CASE("the figures of a task, its callbacks and its records agree", "[vms][callbacks]") {
  const Receiver receiver;
  Cloud cloud;  // only the task has addresses
  const Headers host{{"Host", "127.0.0.1:4610"}};
  const Json upload =
      cloud.act("GetResourceUploadUrl", {{"FileName", "hello.mp3"}}, host).json.at("Result");
  const std::string url = upload.at("UploadUrl");
  REQUIRE(
      cloud.send("PUT", url.substr(url.find("/_virga")), "ID3" + std::string(16000, '\0')).status ==
      200);
  const Json file = result_of(cloud, "CommitResourceUpload", {{"FileName", "hello.mp3"}});
  cloud.advance(hours(1));  // it is reviewed
  Json phones = Json::array();
  for (const char* phone : {"13700000000", "13700000002", "13700000007", "13700000008"})
    phones.push_back({{"Phone", phone}, {"Ext", phone}});
  const Json task = result_of(cloud, "CreateTask",
                              {{"Name", "flow"},
                               {"Type", 0},
                               {"Resource", file.at("ResourceKey")},
                               {"NumberPoolNo", "NP162213338604093530"},
                               {"SelectNumberType", 0},
                               {"SelectNumberRule", 0},
                               {"Concurrency", 2},
                               {"Start", true},
                               {"FinishWhenListEnd", true},
                               {"StartTime", "2025-06-05 16:30:00"},
                               {"EndTime", "2025-06-05 20:00:00"},
                               {"CallRecordPostUrl", receiver.url("/record")},
                               {"AudioPostUrl", receiver.url("/audio")},
                               {"PhoneList", phones}});
  CHECK(task.at("FailList").empty());
  cloud.advance(hours(5));

  std::map<std::string, Json> records, recordings;
  for (const Request& each : receiver.received()) {
    CHECK(is_signed(each, "VIRGATOKEN"));
    const Json body = parse_json(each.body).value();
    (each.target.starts_with("/record?") ? records : recordings)[body.at("callId")] = body;
  }
  CHECK(records.size() == 4);
  CHECK(recordings.size() == 2);  // two answered
  std::map<std::string, std::int64_t> results;
  Json ids = Json::array();
  std::int64_t talked = 0;
  for (const auto& [id, record] : records) {
    CHECK(record.at("taskOpenId") == task.at("TaskOpenId"));
    CHECK(record.at("ext") == record.at("callee"));
    CHECK(recordings.contains(id) == (record.at("callResult") == 1));
    results[record.at("callee")] = record.at("callResult").get<std::int64_t>();
    talked += record.at("callDuration").get<std::int64_t>();
    ids.push_back(id);
  }
  CHECK(results ==
        std::map<std::string, std::int64_t>{
            {"13700000000", 1}, {"13700000002", 1}, {"13700000007", 7}, {"13700000008", 8}});
  CHECK(talked == 50);
  const Json asked = result_of(cloud, "QueryCallRecordMsgV2", {{"CallIdList", ids}}).at("Records");
  REQUIRE(asked.size() == 4);
  for (const Json& record : asked) {
    const Json& told = records.at(record.at("CallId"));
    const Json same = vms::lower_camel(record);
    for (const auto& [name, value] : told.items())
      if (name != "accountId") CHECK(same.at(name) == value);
  }
  const Json listed = result_of(cloud, "QueryTaskList", {{"Keyword", "flow"}}).at("Records")[0];
  CHECK(listed.at("State") == 3);
}

TEST_CASE("nothing is told to strangers", "[vms][callbacks]") {
  TellingCloud cloud(everything_to("http://192.0.2.7:9/hook"));  // reserved for documentation
  disable(cloud);
  cloud.advance(seconds(0));
  CHECK(callbacks_of(cloud).at(0).at("attempts")[0].at("why") ==
        "192.0.2.7 is neither a loopback nor a private address");
}

TEST_CASE("whoever asks for it lets callbacks go anywhere", "[vms][callbacks]") {
  const Receiver receiver;
  // Leads to this machine, and is no address of it.
  const std::string elsewhere = "http://0.0.0.0" + receiver.url().substr(receiver.url().rfind(':'));
  for (const Callbacks allowed : {Callbacks::kNearby, Callbacks::kAny}) {
    Options options = Cloud::usual();
    options.callbacks = allowed;
    TellingCloud cloud(everything_to(elsewhere), options);
    disable(cloud);
    cloud.advance(seconds(0));
    CHECK(receiver.received().size() == (allowed == Callbacks::kAny ? 1 : 0));
  }
}

TEST_CASE("a receiver over TLS need not be known", "[vms][callbacks]") {
  Options options = Cloud::usual();
  const Folder folder;
  options.tls = {.self_signed = true, .authority_folder = folder.file("ca")};
  Cloud other(options);
  TellingCloud cloud(everything_to(other.emulator.url() + "/?Action=None&Version=2022-01-01"));
  disable(cloud);
  cloud.advance(seconds(0));
  CHECK(callbacks_of(cloud).at(0).at("attempts")[0].at("status") == 404);  // it was understood
}

TEST_CASE("reset takes back what was to be told", "[vms][callbacks]") {
  const Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  result_of(cloud, "Click2Call", click());
  CHECK(callbacks_of(cloud).size() == 8);
  cloud.emulator.reset();
  CHECK(callbacks_of(cloud).empty());
  const std::size_t before = receiver.received().size();  // the first step may have gone out
  cloud.advance(hours(1));
  CHECK(receiver.received().size() == before);
}

// As rows of a fixture, behind those of another kind.
std::string call_that_ends_soon() {
  const auto end = (Clock().now() + milliseconds(500)).time_since_epoch().count();
  return "  calls:\n    - {CallId: Dsoon, Ended: false, Caller: \"13700000020\", Callee: "
         "\"13700000021\", EndTime: " +
         std::to_string(end) + ", SubServiceType: 103, NumberPoolNo: NP160000111122223333}\n";
}

TEST_CASE("a world that is reset or looked at goes on telling by itself", "[vms][callbacks]") {
  const Receiver receiver;
  Options options = Cloud::usual();
  options.frozen_at.reset();
  TellingCloud cloud(everything_to(receiver.url()) + call_that_ends_soon(), options);
  SECTION("reset") { cloud.emulator.reset(); }
  SECTION("looked at") { result_of(cloud, "NumberPoolList", Json::object()); }
  // A call of the fixture that ends a moment from now.
  REQUIRE(receiver.waits_for(1));
  CHECK(receiver.bodies()[0].at("callId") == "Dsoon");
}

TEST_CASE("without anybody who moves a clock, callbacks come by themselves", "[vms][callbacks]") {
  const Receiver receiver;
  Options options = Cloud::usual();
  options.frozen_at.reset();
  TellingCloud cloud(everything_to(receiver.url()), options);
  disable(cloud);
  REQUIRE(receiver.waits_for(1));
  // What comes of itself is told by itself: ringing is a second later.
  result_of(cloud, "Click2Call", click());
  REQUIRE(receiver.waits_for(3));
  CHECK(receiver.bodies()[2].at("eventType") == 2);
}

TEST_CASE("the list of callbacks has filters and pages, and refuses what it does not know",
          "[vms][callbacks][control]") {
  const Receiver receiver;
  TellingCloud cloud(everything_to(receiver.url()));
  result_of(cloud, "Click2Call", click());
  cloud.advance(seconds(5));
  CHECK(callbacks_of(cloud).size() == 8);
  CHECK(callbacks_of(cloud, "?state=delivered").size() == 5);
  CHECK(callbacks_of(cloud, "?state=pending&limit=2").size() == 2);
  CHECK(callbacks_of(cloud, "?after=7").size() == 1);
  CHECK(callbacks_of(cloud, "?callback=call_record").empty());
  const Answer wrong = cloud.get("/_virga/callbacks?callback=call_recrd");
  CHECK(wrong.status == 400);
  CHECK(wrong.json.at("error").at("message") ==
        "callback: \"call_recrd\" is none (did you mean \"call_record\"?)");
  CHECK(cloud.get("/_virga/callbacks?state=sent").status == 400);
}

}  // namespace
}  // namespace virga
