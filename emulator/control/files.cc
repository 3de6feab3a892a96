// /_virga/uploads and /_virga/recordings: where the addresses in answers lead, files that clients
// bring and fetch.
#include <algorithm>

#include "base/digest.h"
#include "base/text.h"
#include "control/route.h"

namespace virga::control {
namespace {

constexpr std::size_t kHead = 64;        // bytes of a file that tell its format
constexpr std::size_t kRate = 8000;      // of a recording: samples a second, a byte each
constexpr std::int64_t kLongest = 3600;  // s of a recording that is served

const Kind& kind_of(const Ask& ask, std::string_view name) {
  const Kind* kind = ask.catalog.kind("vms", name);
  if (kind == nullptr) throw std::logic_error("the voice service has lost a kind");
  return *kind;
}

void append_number(std::string& bytes, std::size_t value, int count) {
  for (int i = 0; i < count; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xFF);
}

// A WAV file of silence.
std::string silence(std::size_t seconds) {
  const std::size_t size = seconds * kRate;
  std::string file = "RIFF";
  append_number(file, 36 + size, 4);
  file += "WAVEfmt ";
  append_number(file, 16, 4);
  append_number(file, 1, 2);  // PCM
  append_number(file, 1, 2);  // one channel
  append_number(file, kRate, 4);
  append_number(file, kRate, 4);
  append_number(file, 1, 2);
  append_number(file, 8, 2);
  file += "data";
  append_number(file, size, 4);
  return file + std::string(size, '\x80');
}

void check_age(const Ask& ask) {
  const std::int64_t expires = ask.number("x-expires", 0, 0);
  const auto now = std::chrono::floor<std::chrono::seconds>(ask.world.clock.now());
  if (expires <= now.time_since_epoch().count())
    throw Refused{403, "expired", "the address was good until x-expires"};
}

// CALLID.wav, CALLID_l.wav, CALLID_r.wav
std::string call_of(const std::string& file) {
  std::string id = file.substr(0, file.find('.'));
  for (const char* side : {"_l", "_r"})
    if (id.ends_with(side)) id.resize(id.size() - 2);
  return id;
}

}  // namespace

// The address is one that GetResourceUploadUrl gave, ten minutes ago at most.
Reply put_upload(const Ask& ask) {
  const Kind& kind = kind_of(ask, "uploads");
  check_age(ask);
  const std::string& body = ask.request.body;
  const auto done = ask.world.store.transact<bool>([&]() -> Result<bool> {
    auto upload = ask.world.store.find(kind, ask.path[0]);
    if (!upload) return false;
    (*upload)["Size"] = body.size();
    (*upload)["Head"] = to_hex(std::string_view(body).substr(0, kHead));
    ask.world.store.put(kind, *upload);
    return true;
  });
  if (!*done) throw Refused{404, "not_found", "no address was given for this file"};
  return Reply{};
}

// As long as the call was, and silent; a transcript of silence has no words.
Reply get_recording(const Ask& ask) {
  check_age(ask);
  const auto call = ask.world.store.find(kind_of(ask, "calls"), call_of(ask.path[0]));
  if (!call || call->at("Recorded") != true)
    throw Refused{404, "not_found", "there is no such recording"};
  if (ask.path[0].ends_with(".json"))
    return json_reply({{"CallId", call->at("CallId")}, {"Sentences", Json::array()}});
  const std::int64_t length = call->at("Record").value("CallDuration", std::int64_t{0});
  Reply reply;
  reply.headers = {{"Content-Type", "audio/wav"}};
  reply.body = silence(static_cast<std::size_t>(std::clamp<std::int64_t>(length, 0, kLongest)));
  return reply;
}

}  // namespace virga::control
