#include <catch2/catch.hpp>
#include <set>

#include "support/folder.h"
#include "support/vms.h"

namespace virga {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr const char* kUsed = "9b39e17fb12444c78f20d6551469a6f0";
constexpr const char* kTemplate = "e6eaa926a2ed41df8f52d63c046b7d78";
const Headers kHost{{"Host", "127.0.0.1:4610"}};

// The path behind the origin of an address that an answer gave.
std::string path_of(const std::string& url) {
  REQUIRE(url.starts_with("http://127.0.0.1:4610/"));
  return url.substr(21);
}

std::string upload_path(Cloud& cloud, const char* name) {
  const Answer answer = cloud.act("GetResourceUploadUrl", {{"FileName", name}}, kHost);
  return path_of(answer.json.at("Result").at("UploadUrl"));
}

Json resource(Cloud& cloud, const Json& key) {
  return document(cloud, "resources", "ResourceKey", key);
}

TEST_CASE("a voice file is put to its address, committed, reviewed and used", "[vms]") {
  Cloud cloud;
  const std::string path = upload_path(cloud, "a.mp3");
  CHECK(code_of(cloud.act("CommitResourceUpload", {{"FileName", "a.mp3"}})) == "UPLOAD_FILE_FAIL");
  CHECK(cloud.send("PUT", path, "ID3" + std::string(32000, '\0')).status == 200);
  const Json made = result_of(cloud, "CommitResourceUpload", {{"FileName", "a.mp3"}});
  CHECK(made.at("Suffix") == ".mp3");
  CHECK(made.at("Name") == "a.mp3");
  CHECK(made.at("ResourceKey").get<std::string>().size() == 32);
  CHECK(resource(cloud, made.at("ResourceKey")).at("State") == 0);
  CHECK(resource(cloud, made.at("ResourceKey")).at("Duration") == 2);
  CHECK(code_of(cloud.act("CommitResourceUpload", {{"FileName", "a.mp3"}})) == "NOT_REPET_INVOCK");
  const auto usable = [&] {
    return result_of(cloud, "QueryUsableResourceV2", {{"Type", 0}}).at("Records").size();
  };
  CHECK(usable() == 2);
  cloud.advance(hours(1));
  CHECK(resource(cloud, made.at("ResourceKey")).at("State") == 1);
  CHECK(usable() == 3);
  CHECK(result_of(cloud, "QueryUsableResource", {{"Type", 0}}).size() == 3);
}

TEST_CASE("an upload is refused when it is late, large or no sound", "[vms]") {
  Cloud cloud;
  CHECK(code_of(cloud.act("GetResourceUploadUrl", {{"FileName", "a.ogg"}})) == "InvalidParameter");
  const std::string path = upload_path(cloud, "a.wav");
  CHECK(cloud.send("PUT", path, "text").status == 200);
  CHECK(code_of(cloud.act("CommitResourceUpload", {{"FileName", "a.wav"}})) ==
        "FILE_ANALYSE_ERROR");
  CHECK(cloud.send("PUT", path, "RIFF....WAVE" + std::string(5 * 1024 * 1024, 'x')).status == 200);
  CHECK(code_of(cloud.act("CommitResourceUpload", {{"FileName", "a.wav"}})) ==
        "RESOURCE_SIZE_OVER_LIMIT");
  cloud.advance(minutes(10));
  CHECK(cloud.send("PUT", path, "RIFF....WAVE").status == 403);
  CHECK(cloud.send("PUT", "/_virga/uploads/none?x-expires=9999999999", "RIFF").status == 404);
  CHECK(cloud.state("vms", "resources").size() == 4);
}

TEST_CASE("a file is fetched by its address", "[vms]") {
  Cloud cloud;
  const Json made =
      result_of(cloud, "FetchResource", {{"Url", "https://example.com/b.WAV?x=1"}, {"Name", "b"}});
  CHECK(made.at("Suffix") == ".wav");
  CHECK(resource(cloud, made.at("ResourceKey")).at("Name") == "b");
  const std::string before = vms_state(cloud);
  CHECK(code_of(cloud.act("FetchResource", {{"Url", ""}, {"Name", "b"}})) == "URL_IS_NONE");
  CHECK(code_of(cloud.act("FetchResource", {{"Url", "x"}, {"Name", "b"}})) ==
        "EMPTY_RESOURCE_BODY");
  CHECK(code_of(cloud.act("FetchResource", {{"Url", "http://x/y.ogg"}, {"Name", "b"}})) ==
        "FILE_ANALYSE_ERROR");
  CHECK(vms_state(cloud) == before);
}

TEST_CASE("a template is made for review, with its text and options", "[vms]") {
  Cloud cloud;
  const Json made = result_of(
      cloud, "OpenCreateTts",
      {{"Name", "t"}, {"TtsTemplateContent", "你好,#name#"}, {"TtsOption", "{\"Speed\":10}"}});
  const Json found = result_of(cloud, "QueryOpenGetResource", {{"Type", 1}, {"State", 0}});
  REQUIRE(found.at("Total") == 1);
  CHECK(found.at("Records")[0].at("ResourceKey") == made.at("ResourceKey"));
  CHECK(found.at("Records")[0].at("TtsOptions") == "{\"Speed\":10}");  // plural [doc]
  const std::string before = vms_state(cloud);
  for (const char* text : {"", "你好,${name}"})
    CHECK(code_of(cloud.act("OpenCreateTts", {{"Name", "t"}, {"TtsTemplateContent", text}})) ==
          "RequestParametersError");
  CHECK(vms_state(cloud) == before);
}

TEST_CASE("files are renamed, templates are not", "[vms]") {
  Cloud cloud;
  CHECK(result_of(cloud, "OpenUpdateResource", {{"ResourceKey", kUsed}, {"Name", "new.mp3"}}) ==
        Json({{"Name", "new.mp3"}, {"ResourceKey", kUsed}}));
  CHECK(resource(cloud, kUsed).at("Name") == "new.mp3");
  CHECK(code_of(cloud.act("OpenUpdateResource", {{"ResourceKey", kTemplate}, {"Name", "n"}})) ==
        "RequestParametersError");
  CHECK(code_of(cloud.act("OpenUpdateResource", {{"ResourceKey", "none"}, {"Name", "n"}})) ==
        "RESOURCE_KEY_IS_NOT_EXIST");
}

TEST_CASE("a resource that an unfinished task uses is not deleted", "[vms]") {
  Cloud cloud;
  CHECK(code_of(cloud.act("OpenDeleteResource", {{"ResourceKey", kUsed}})) ==
        "RESOURCE_KEY_HAVE_TASK_RUNING");
  for (const char* task : {"123", "106d2984fbf0480480cbc8b98d609592"})
    result_of(cloud, "StopTask", {{"TaskOpenId", task}});
  CHECK(result_of(cloud, "OpenDeleteResource", {{"ResourceKey", kUsed}}) ==
        Json{{"ResourceKey", kUsed}});
  CHECK(resource(cloud, kUsed).is_null());
  CHECK(code_of(cloud.act("OpenDeleteResource", {{"ResourceKey", kUsed}})) ==
        "RESOURCE_KEY_IS_NOT_EXIST");
}

// ---- Qualifications

Json qualification(const char* number) {
  return {{"QualificationMainInfoFormDO",
           {{"QualificationEntity", "新公司"},
            {"LegalRepresentativeId", "110101199001011234"},
            {"QualificationNo", number}}},
          {"QualificationAdminInfoFormDO", {{"Name", "李四"}}},
          {"QualificationScenarioInfoFormDOList", {{{"SceneType", 1101}, {"Description", "d"}}}}};
}

Json record(Cloud& cloud, const Json& number) {
  return result_of(cloud, "QueryQualification", {{"QualificationNoList", Json::array({number})}})
      .at("Records")
      .at(0);
}

TEST_CASE("a qualification is reviewed within a day; only a rejected one can be changed", "[vms]") {
  Cloud cloud;
  const Json number = result_of(cloud, "AddQualification", qualification("")).at("qualificationNo");
  CHECK(number.get<std::string>().starts_with("QUA1749108455"));
  CHECK(record(cloud, number).at("QualificationMainInfoVO").at("ApprovalStatus") == 1);
  CHECK(record(cloud, number).at("QualificationMainInfoVO").at("LegalRepresentativeId") ==
        "11**************34");
  cloud.advance(hours(24));
  CHECK(record(cloud, number).at("QualificationMainInfoVO").at("ApprovalStatus") == 2);
  const std::string before = vms_state(cloud);
  CHECK(code_of(cloud.act("UpdateQualification", qualification("QUA164664762128220429"))) ==
        "IllegalArgument");
  CHECK(code_of(cloud.act("UpdateQualification", qualification("none"))) == "IllegalArgument");
  CHECK(vms_state(cloud) == before);
  CHECK(result_of(cloud, "UpdateQualification", qualification("QUA164664754228227262")) ==
        Json::object());
  CHECK(record(cloud, "QUA164664754228227262").at("QualificationMainInfoVO").at("ApprovalStatus") ==
        1);
}

TEST_CASE("AddQualification needs its company, its administrator and a scenario", "[vms]") {
  Cloud cloud;
  const std::string before = vms_state(cloud);
  for (const char* part : {"QualificationMainInfoFormDO", "QualificationAdminInfoFormDO"}) {
    Json call = qualification("");
    call[part] = Json::object();
    CHECK(code_of(cloud.act("AddQualification", call)) == "IllegalArgument");
  }
  Json call = qualification("");
  call["QualificationScenarioInfoFormDOList"] = Json::array();
  CHECK(code_of(cloud.act("AddQualification", call)) == "IllegalArgument");
  CHECK(vms_state(cloud) == before);
}

TEST_CASE("scenarios are added and replaced by their type", "[vms]") {
  Cloud cloud;
  const auto scenes = [&] {
    return record(cloud, "QUA164664762128220429").at("QualificationScenarioInfoVOList");
  };
  const auto change = [&](const char* action, int type, const char* text, const char* number) {
    return code_of(cloud.act(
        action, {{"QualificationScenarioInfoFormDOList",
                  {{{"SceneType", type}, {"Description", text}, {"QualificationNo", number}}}}}));
  };
  CHECK(change("AddQualificationScene", 1001, "new", "QUA164664762128220429") == "");
  CHECK(scenes().size() == 2);
  CHECK(change("UpdateQualificationScene", 1001, "newer", "QUA164664762128220429") == "");
  CHECK(scenes().size() == 2);
  CHECK(scenes()[1].at("Description") == "newer");
  for (const char* action : {"AddQualificationScene", "UpdateQualificationScene"})
    CHECK(change(action, 1001, "x", "none") == "IllegalArgument");
}

TEST_CASE("an uploaded document is kept, and named by its code", "[vms]") {
  Cloud cloud;
  const Json call{{"FileName", "a.jpeg"}, {"FileType", "IdCardFrontPhoto"}, {"FileBase64", "YWJj"}};
  const Json code = result_of(cloud, "UploadQualificationFileV2", call).at("FileCode");
  Json added = qualification("");
  added["QualificationAdminInfoFormDO"]["IdCardFrontPhotoFileCode"] = code;
  const Json number = result_of(cloud, "AddQualification", added).at("qualificationNo");
  const Answer shown =
      cloud.act("QueryQualification", {{"QualificationNoList", Json::array({number})}}, kHost);
  const std::string url = shown.json.at("Result")
                              .at("Records")[0]
                              .at("QualificationAdminInfoVO")
                              .at("IdCardFrontPhotoURL");
  CHECK(cloud.get(path_of(url)).json.at("Content") == "YWJj");
  const std::string before = vms_state(cloud);
  for (const auto& [name, value] :
       {std::pair{"FileType", "Selfie"}, std::pair{"FileBase64", "~"}, std::pair{"FileName", ""}}) {
    Json wrong = call;
    wrong[name] = value;
    CHECK(code_of(cloud.act("UploadQualificationFileV2", wrong)) == "InvalidParameter");
  }
  CHECK(code_of(cloud.act("UploadQualificationFile", {{"fileType", "Selfie"}, {"file", "x"}})) ==
        "IllegalArgument");
  CHECK(vms_state(cloud) == before);
}

// ---- Who stands behind a number, and risk

TEST_CASE("RouteAAuth registers a number, and QueryAuth knows it", "[vms]") {
  Cloud cloud;
  Json call{{"IdNumber", "i"},         {"IdType", 0},  {"Name", "n"},
            {"PhoneNumber", "secret"}, {"Photo", "p"}, {"RequestId", "r"}};
  CHECK(result_of(cloud, "QueryAuth", {{"Phone", "secret"}}).at("Status") == 3);
  CHECK(result_of(cloud, "RouteAAuth", call) == Json({{"Code", "0"}, {"Message", "success"}}));
  CHECK(result_of(cloud, "QueryAuth", {{"Phone", "secret"}}) ==
        Json({{"FailReason", ""}, {"Status", 0}}));
  const std::string before = vms_state(cloud);
  Json other = call;
  other["PhoneNumber"] = "another";
  CHECK(code_of(cloud.act("RouteAAuth", other)) == "IllegalArgument");
  other["RequestId"] = "r2";
  other["Photo"] = std::string(50000, 'x');
  CHECK(code_of(cloud.act("RouteAAuth", other)) == "IllegalArgument");
  other["Photo"] = "";
  CHECK(code_of(cloud.act("RouteAAuth", other)) == "IllegalArgument");
  CHECK(vms_state(cloud) == before);
}

TEST_CASE("a frozen number cannot call until its time is over or it is released", "[vms]") {
  Cloud cloud;
  Json freeze{{"CustomerNumber", "13900000001"},
              {"ServiceType", 100},
              {"SubServiceType", 103},
              {"Type", 1},
              {"FreezeTime", 12},
              {"Remark", "打扰"}};
  CHECK(result_of(cloud, "AddBlackList", freeze) == "success");
  const auto status = [&](const char* number) {
    return result_of(cloud, "QueryCanCall",
                     {{"CustomerNumberList", number}, {"BusinessLineId", "5"}, {"CallType", 1}})
        .at(0);
  };
  CHECK(status("13900000001") == Json({{"customerNumber", "13900000001"},
                                       {"businessLineId", 5},
                                       {"status", -1},
                                       {"reason", "打扰"},
                                       {"startTime", "2025-06-05 15:27:35"},
                                       {"expiryTime", "2025-07-05 15:27:35"}}));
  cloud.advance(hours(30 * 24));
  CHECK(status("13900000001").at("status") == 0);
  CHECK(status("17192359307").at("status") == -1);  // the demo's, for ever
  Json release{{"CustomerNumber", "17192359307"},
               {"ServiceType", 100},
               {"SubServiceType", 101},
               {"Type", 1}};
  CHECK(result_of(cloud, "DeleteBlackList", release) == "success");
  CHECK(status("17192359307").at("status") == 0);
  const std::string before = vms_state(cloud);
  freeze["ServiceType"] = 200;
  release["ServiceType"] = 200;
  CHECK(code_of(cloud.act("AddBlackList", freeze)) == "IllegalArgument");
  CHECK(code_of(cloud.act("DeleteBlackList", release)) == "IllegalArgument");
  CHECK(vms_state(cloud) == before);
}

TEST_CASE("a frozen number is dangerous, and what Mobile is has to be true", "[vms]") {
  Cloud cloud;
  Json call{{"Mobile", "17192359307"}, {"EncryptType", 2}, {"AccountRequestId", "a"}};
  CHECK(result_of(cloud, "QueryRiskDenyInfo", call) ==
        Json({{"AccountRequestId", "a"}, {"Mobile", "17192359307"}, {"Level", 3}, {"Score", 100}}));
  call["EncryptType"] = 1;
  CHECK(code_of(cloud.act("QueryRiskDenyInfo", call)) == "IllegalArgument");
}

// ---- Numbers

TEST_CASE("NumberList filters by pool, its type, status and kind", "[vms]") {
  Cloud cloud;
  const auto total = [&](const Json& filter) {
    return result_of(cloud, "NumberList", filter).at("Total");
  };
  CHECK(total({{"NumberPoolNo", "NP160723630208105344"}}) == 3);
  CHECK(total({{"NumberPoolTypeCode", 101}}) == 3);
  CHECK(total({{"NumberPoolTypeCode", 101}, {"NumberStatusCode", "2"}}) == 1);
  CHECK(total({{"NumberPoolTypeCode", 101}, {"NumberTypeCode", 0}}) == 0);
  CHECK(total({{"NumberList", {"17000000001", "17000000002", "none"}}}) == 2);
  CHECK(total({{"NumberPoolNo", "none"}}) == 0);
  const Json one = result_of(cloud, "NumberList", {{"Number", "17000000001"}}).at("Records")[0];
  CHECK(one.at("CurrentBindCount") == 1);
  CHECK(one.at("NumberStatusDesc") == "使用中");
  CHECK(one.at("NumberPoolName") == "隐私号AXB");
  CHECK(one.at("ServiceTypeDesc") == "隐私号");
  CHECK(code_of(
            cloud.act("NumberList", {{"NumberList", Json(std::vector<std::string>(501, "1"))}})) ==
        "InvalidParameter");
}

TEST_CASE("EnableOrDisableNumber switches all numbers or none", "[vms]") {
  Cloud cloud;
  const auto status = [&](const char* number) {
    return document(cloud, "numbers", "Number", number).at("NumberStatusCode");
  };
  const auto act = [&](int code, const Json& numbers) {
    return code_of(
        cloud.act("EnableOrDisableNumber", {{"EnableCode", code}, {"NumberList", numbers}}));
  };
  CHECK(act(2, {"02100000001", "01000000001"}) == "");
  CHECK(status("02100000001") == 2);
  CHECK(act(1, {"02100000001", "none"}) == "IllegalArgument");
  CHECK(status("02100000001") == 2);
  CHECK(act(1, Json::array({"02100000001"})) == "");
  CHECK(status("02100000001") == 1);
  CHECK(act(0, Json::array({"02100000001"})) == "IllegalArgument");
  const Answer nobody = cloud.act("EnableOrDisableNumber", {{"EnableCode", 1}});
  CHECK(nobody.status == 200);
  CHECK(nobody.json.at("ResponseMetadata").at("Error").at("Message") ==
        "id和number至少一个不为null");
}

TEST_CASE("NumberListScroll goes on where its token says, for ten minutes", "[vms]") {
  Cloud cloud;
  std::set<std::string> seen;
  std::string token;
  int pages = 0;
  for (bool more = true; more; ++pages) {
    const Json page = result_of(cloud, "NumberListScroll", {{"Limit", 10}, {"NextToken", token}});
    for (const Json& record : page.at("Records"))
      CHECK(seen.insert(record.at("Number").get<std::string>()).second);
    more = page.at("HasMore");
    if (more) token = page.at("NextToken");
  }
  CHECK(seen.size() == cloud.state("vms", "numbers").size());
  CHECK(pages == 3);
  cloud.advance(minutes(10));
  CHECK(code_of(cloud.act("NumberListScroll", {{"NextToken", token}})) == "IllegalArgument");
}

TEST_CASE("SelectNumber picks enabled numbers of the first city that has some", "[vms]") {
  Cloud cloud;
  Json call{{"NumberPoolNo", "NP160000111122223333"}, {"CityCode", "010"}, {"NumberCount", 2}};
  CHECK(result_of(cloud, "SelectNumber", call) == Json({"01080000001", "01080000002"}));
  call["NumberCount"] = 3;
  CHECK(code_of(cloud.act("SelectNumber", call)) == "NumberNotEnough");
  call["DegradeCityList"] = {"021"};
  CHECK(result_of(cloud, "SelectNumber", call).size() == 3);
  call["NumberPoolNo"] = "none";
  CHECK(code_of(cloud.act("SelectNumber", call)) == "IllegalArgument");
}

TEST_CASE("an application brings its numbers into the pool after a week", "[vms]") {
  Cloud cloud;
  Json call{{"QualificationNo", "QUA164664762128220429"},
            {"NumberPoolNo", "NP1234"},
            {"NumberPurpose", 1},
            {"NumberType", 1},
            {"SubServiceType", 101},
            {"NumberApplicationCityItemList",
             {{{"CityCode", "0571"}, {"CountryIsoCode", "CN"}, {"NumberCount", "2"}}}}};
  const Json bill = result_of(cloud, "CreateNumberApplication", call).at("ApplyBillId");
  CHECK(bill.get<std::string>().size() == 12);
  const auto row = [&] {
    return result_of(cloud, "QueryNumberApplyRecordList", {{"ApplyBillId", bill}}).at("Records")[0];
  };
  CHECK(row().at("ApplyStatusCode") == 1);
  cloud.advance(hours(24));
  CHECK(row().at("ApplyStatusCode") == 2);
  cloud.advance(hours(6 * 24));
  CHECK(row().at("ApplyStatusCode") == 3);
  CHECK(row().at("DetailList") ==
        Json::parse("[{\"NumberLocation\":\"杭州\",\"ApplyNumberCount\":2,"
                    "\"ImportNumberCount\":2}]"));
  const Json numbers = result_of(cloud, "NumberList", {{"NumberPoolNo", "NP1234"}});
  CHECK(numbers.at("Total") == 2);
  CHECK(numbers.at("Records")[0].at("Number").get<std::string>().starts_with("0571"));
  CHECK(numbers.at("Records")[0].at("QualificationNo") == "QUA164664762128220429");
  const auto refused = [&](const char* member, const Json& value) {
    Json wrong = call;
    wrong[member] = value;
    return code_of(cloud.act("CreateNumberApplication", wrong));
  };
  const std::string before = vms_state(cloud);
  CHECK(refused("QualificationNo", "QUA164664754228227262") == "IllegalArgument");  // rejected
  CHECK(refused("NumberPoolNo", "none") == "IllegalArgument");
  CHECK(refused("SubServiceType", 102) == "IllegalArgument");
  CHECK(refused("NumberApplicationCityItemList", Json::array()) == "IllegalArgument");
  CHECK(code_of(cloud.act("QueryNumberApplyRecordList", {{"ApplyTimeLowerBound", "soon"}})) ==
        "IllegalArgument");
  CHECK(vms_state(cloud) == before);
}

// What the first-generation client sends: a form with a file in it.
std::string form_with_file(const std::string& bytes) {
  return "--frontier\r\nContent-Disposition: form-data; name=\"fileType\"\r\n\r\n"
         "IdCardBackPhoto\r\n"
         "--frontier\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
         "Content-Type: image/png\r\n\r\n" +
         bytes + "\r\n--frontier--\r\n";
}

TEST_CASE("UploadQualificationFile takes a form with a file of any bytes", "[vms]") {
  Cloud cloud;
  const std::string target = "/?Action=UploadQualificationFile&Version=2022-01-01";
  const Headers type{{"Content-Type", "multipart/form-data; boundary=\"frontier\""}};
  const std::string bytes("\x89PNG\r\n\x1a\n\0\xff--frontie", 19);
  const Answer done = cloud.send("POST", target, form_with_file(bytes), type);
  REQUIRE(done.status == 200);
  const Json file = document(cloud, "qualification_files", "FileCode", done.json.at("Result"));
  CHECK(file.at("Content") == "iVBORw0KGgoA/y0tZnJvbnRpZQ==");
  CHECK(file.at("FileType") == "IdCardBackPhoto");
  const std::string before = vms_state(cloud);
  for (const std::string& body :
       {std::string(), std::string("--frontier"), std::string("--frontier--"),
        form_with_file(bytes).substr(0, 120), form_with_file(""), std::string("{}"),
        std::string("--frontier\r\nno colon\r\n\r\nx\r\n--frontier--")})
    CHECK(code_of(cloud.send("POST", target, body, type)) == "IllegalArgument");
  CHECK(code_of(cloud.send("POST", target, form_with_file(bytes),
                           {{"Content-Type", "multipart/form-data"}})) == "IllegalArgument");
  CHECK(vms_state(cloud) == before);
}

TEST_CASE("addresses in answers lead back to the world that gave them, whatever its name",
          "[vms]") {
  Cloud cloud;
  const Headers headers{{"Host", "127.0.0.1:4610"}, {"X-Virga-World", "a&b=c"}};
  const Json address =
      cloud.act("GetResourceUploadUrl", {{"FileName", "a.mp3"}}, headers).json.at("Result");
  const std::string path = path_of(address.at("UploadUrl"));
  CHECK(path.find("world=a%26b%3Dc") != std::string::npos);
  CHECK(cloud.send("PUT", path, "ID3").status == 200);
}

TEST_CASE("over TLS, addresses in answers are https", "[vms][tls]") {
  const Folder folder;
  Options options = Cloud::usual();
  options.tls = {.self_signed = true, .authority_folder = folder.file("ca")};
  Cloud cloud(options);
  const Answer answer = cloud.act("GetResourceUploadUrl", {{"FileName", "a.mp3"}}, kHost);
  CHECK(answer.json.at("Result")
            .at("UploadUrl")
            .get<std::string>()
            .starts_with("https://127.0.0.1:4610/_virga/uploads/"));
}

}  // namespace
}  // namespace virga
