// Documents of a qualification.
#include <algorithm>

#include "base/base64.h"
#include "services/volcengine_vms/domain_errors.h"
#include "services/volcengine_vms/fields.h"
#include "services/volcengine_vms/idempotency.h"
#include "services/volcengine_vms/ids.h"
#include "services/volcengine_vms/kinds.h"
#include "services/volcengine_vms/operations.h"

namespace virga::vms {
namespace {

// [doc]
constexpr std::string_view kTypes[] = {"LegalRepresentativeFrontIDPhoto",
                                       "DocOfNumberApplyPhoto",
                                       "CommitmentLetterOfNetAccessPhoto",
                                       "ThreeInOneBusinessLicensePhoto",
                                       "BusinessLicensePhoto",
                                       "CertificateOfOrganizationCodesPhoto",
                                       "CertificateOfTaxationRegistrationPhoto",
                                       "IdCardFrontPhoto",
                                       "IdCardBackPhoto",
                                       "IdCardPhotoWithPeople"};

bool is_type(const std::string& text) {
  return std::find(std::begin(kTypes), std::end(kTypes), text) != std::end(kTypes);
}

bool is_base64(const std::string& text) {
  const auto end = text.find_last_not_of('=');
  return end != std::string::npos && text.size() - end <= 3 &&
         text.find_first_not_of(
             "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/") > end;
}

std::string keep(Call& call, const std::string& name, const std::string& type,
                 const std::string& content) {
  std::string code = fresh_hex32(call.store, "FileCode");
  call.store.put(
      kQualificationFile,
      {{"FileCode", code}, {"FileName", name}, {"FileType", type}, {"Content", content}});
  return code;
}

// ---- UploadQualificationFileV2

constexpr Field kUploadQualificationFileV2[] = {
    {.name = "FileBase64", .required = true},
    field::kFileNameRequired,
    {.name = "FileType", .required = true},
    kClientTokenField,
    kDryRunField,
};

constexpr Member kUploadQualificationFileV2Answer[] = {
    {.name = "FileCode"},
};

Result<Json> upload_qualification_file_v2(Call& call) {
  if (call.input.text("FileName").empty()) return kInvalidParameter.about("FileName");
  if (!is_type(call.input.text("FileType")))
    return kInvalidParameter.about("FileType", "it is not a documented one");
  if (!is_base64(call.input.text("FileBase64")))
    return kInvalidParameter.about("FileBase64", "it is not base64");
  return Json{{"FileCode", keep(call, call.input.text("FileName"), call.input.text("FileType"),
                                call.input.text("FileBase64"))}};
}

// ---- UploadQualificationFile

constexpr Field kUploadQualificationFile[] = {
    {.name = "fileType", .required = true},
    {.name = "file", .required = true},
};

// The older operation takes the file itself, as a part of a form [doc], which the dialect hands on
// in base64.
Result<Json> upload_qualification_file(Call& call) {
  if (!is_type(call.input.text("fileType")))
    return kIllegalArgument.because("fileType is not a documented one");
  const std::string& file = call.input.text("file");
  if (file.empty()) return kIllegalArgument.because("the file is empty");
  return Json(
      keep(call, "", call.input.text("fileType"), is_base64(file) ? file : to_padded_base64(file)));
}

constexpr Operation kOperations[] = {
    {.name = "UploadQualificationFileV2",
     .route = Action{"UploadQualificationFileV2"},
     .summary = "Upload one qualification document (base64) and get its FileCode",
     .input = kUploadQualificationFileV2,
     .output = {.members = kUploadQualificationFileV2Answer},
     .errors = kPlatformErrors,
     .invalid = &kInvalidParameter,
     .missing = &kMissingParameter,
     .internal = &kInternalError,
     .writes = true,
     .handler = upload_qualification_file_v2},
    {.name = "UploadQualificationFile",
     .route = Action{"UploadQualificationFile"},
     .summary = "Upload a qualification document",
     .input = kUploadQualificationFile,
     .output = {.type = Type::kString},
     .errors = kLegacyErrors,
     .invalid = &kIllegalArgument,
     .internal = &kSystemError,
     .writes = true,
     .handler = upload_qualification_file},
};

}  // namespace

std::span<const Operation> qualification_file_operations() { return kOperations; }

}  // namespace virga::vms
