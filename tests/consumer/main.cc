#include <virga/emulator.h>

#include <iostream>

int main() {
  virga::Emulator cloud;
  const virga::Reply reply =
      cloud.handle({.method = "GET", .target = "/v1/sim-cards/158123456/real-named"});
  if (reply.status != 200) {
    std::cerr << "status " << reply.status << ": " << reply.body << "\n";
    return 1;
  }
  std::cout << "OK\n";
}
