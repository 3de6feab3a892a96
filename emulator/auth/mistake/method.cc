#include "auth/mistake/mistake.h"
#include "base/text.h"

namespace virga::doctor {

void wrong_method(const Case& of, const Reading& habit, Search& search) {
  for (const std::string& method :
       {std::string("GET"), std::string("POST"), std::string("PUT"), std::string("DELETE"),
        std::string("PATCH"), std::string("HEAD"), std::string("OPTIONS"),
        lower(of.request.method)}) {
    Reading reading = habit;
    reading.method = method;
    search.tries(Component::kMethod, "the client signed the method " + method, reading);
  }
}

}  // namespace virga::doctor
