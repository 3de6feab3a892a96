#include "dialect/huawei_error_body.h"

#include "base/text.h"

namespace virga {
namespace {

std::string_view title_of(int status) {
  switch (status) {
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 409: return "Conflict";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
  }
  return "Error";
}

}  // namespace

// Three keys from the gateway, two from the service behind it, each in its own order [wire] [doc].
// The older operations of IAM have a number for a code and answer as OpenStack does [doc].
Json huawei_error_body(const Fault& fault, const std::string& request_id) {
  const std::string code(fault.error->code);
  if (is_digits(code)) {
    const int status = fault.error->status;
    return {{"error", {{"code", status}, {"message", fault.text()}, {"title", title_of(status)}}}};
  }
  if (code.starts_with("APIGW.") || code.starts_with("VIRGA."))
    return {{"error_msg", fault.text()}, {"error_code", code}, {"request_id", request_id}};
  return {{"error_code", code}, {"error_msg", fault.text()}};
}

}  // namespace virga
