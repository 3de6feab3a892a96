// Uploads: an address is asked for, a file is put there within ten minutes, and committed.
#include "base/chance.h"
#include "base/text.h"
#include "services/volcengine_vms/addresses.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/idempotency.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"
#include "services/volcengine_vms/resource_files.h"
#include "services/volcengine_vms/texts.h"

namespace virga::vms {
namespace {

constexpr std::chrono::minutes kUrlLife{10};              // [doc]
constexpr std::int64_t kLargestFile = 5LL * 1024 * 1024;  // [doc]
constexpr std::int64_t kBytesPerSecond = 16'000;          // of 128 kbit/s, to guess a duration

// What the first bytes say: RIFF….WAVE, an ID3 tag, or an MPEG frame.
std::string format_of(const std::string& head) {
  if (head.starts_with("52494646") && head.substr(16, 8) == "57415645") return ".wav";
  if (head.starts_with("494433")) return ".mp3";
  if (head.starts_with("ff") && head.size() > 2 && (head[2] == 'e' || head[2] == 'f'))
    return ".mp3";
  return {};
}

// ---- GetResourceUploadUrl

constexpr Field kGetResourceUploadUrl[] = {
    field::kFileNameRequired,
    field::kReqSourceType,
    kClientTokenField,
    kDryRunField,
};

constexpr Member kGetResourceUploadUrlAnswer[] = {
    {.name = "UploadUrl"},
};

// mp3 and wav alone [doc]; a name without any suffix passes, as in the documented sample. The same
// name asks for the same upload again.
Result<Json> get_resource_upload_url(Call& call) {
  const std::string& name = call.input.text("FileName");
  if (name.empty() || name.find('/') != std::string::npos ||
      (name.find('.') != std::string::npos && suffix_of(name).empty()))
    return kInvalidParameter.about("FileName", "only .mp3 and .wav can be uploaded");
  Json upload = call.store.find(kUpload, name).value_or(Json{{"FileName", name}});
  const Time expires = call.now + kUrlLife;
  upload["Expires"] = milliseconds_of(expires);
  call.store.put(kUpload, upload);
  return Json{{"UploadUrl", address_in_world(origin_of(call), call.store,
                                             "/_virga/uploads/" + percent_encode(name)) +
                                "&x-expires=" + std::to_string(seconds_of(expires))}};
}

// ---- CommitResourceUpload

constexpr Field kCommitResourceUpload[] = {
    field::kFileNameRequired,
    field::kReqSourceType,
    kClientTokenField,
    kDryRunField,
};

constexpr Member kCommitResourceUploadAnswer[] = {
    {.name = "Name"},
    {.name = "ResourceKey"},
    {.name = "Suffix"},
};

Result<Json> commit_resource_upload(Call& call) {
  auto upload = call.store.find(kUpload, call.input.text("FileName"));
  if (!upload || text_of(*upload, "Head").empty())
    return kUploadFileFail.because("nothing has been put to the upload's address");
  if (!text_of(*upload, "ResourceKey").empty())
    return kNotRepetInvock.because("the upload was committed before");
  const auto size = upload->at("Size").get<std::int64_t>();
  if (size > kLargestFile) return kResourceSizeOverLimit.because("files have 5 MB at most");
  const std::string format = format_of(text_of(*upload, "Head"));
  if (format.empty()) return kFileAnalyseError.because("the file is neither wav nor mp3");
  const Json resource =
      keep_file(call, call.input.text("FileName"), format, size / kBytesPerSecond);
  (*upload)["ResourceKey"] = resource.at("ResourceKey");
  call.store.put(kUpload, *upload);
  return Json{{"Name", resource.at("Name")},
              {"ResourceKey", resource.at("ResourceKey")},
              {"Suffix", format}};
}

constexpr Operation kOperations[] = {
    {.name = "GetResourceUploadUrl",
     .route = Action{"GetResourceUploadUrl"},
     .summary = "Get a signed PUT URL (10 minutes) for a voice file",
     .input = kGetResourceUploadUrl,
     .output = {.members = kGetResourceUploadUrlAnswer},
     .errors = kUploadErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = get_resource_upload_url},
    {.name = "CommitResourceUpload",
     .route = Action{"CommitResourceUpload"},
     .summary = "Register an uploaded voice file as a resource (goes to review)",
     .input = kCommitResourceUpload,
     .output = {.members = kCommitResourceUploadAnswer},
     .errors = kUploadErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = commit_resource_upload},
};

}  // namespace

std::span<const Operation> resource_upload_operations() { return kOperations; }

}  // namespace virga::vms
