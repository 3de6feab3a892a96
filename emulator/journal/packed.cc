#include "journal/packed.h"

#include <bit>

namespace virga {
namespace {

// One order of the members, for both directions.
template <typename Way, typename Entry>
void walk(Way& way, Entry& entry) {
  way.each(entry.time, entry.world, entry.service, entry.operation, entry.callback, entry.account,
           entry.access_key, entry.proof, entry.request.method, entry.request.target,
           entry.request.headers, entry.request.body, entry.reply.status, entry.reply.headers,
           entry.reply.body, entry.reply.delivery, entry.request_id, entry.error, entry.why,
           entry.notes, entry.rule, entry.verdicts, entry.committed, entry.queued, entry.took,
           entry.handler);
}

template <typename Way, typename Delivery>
void walk_delivery(Way& way, Delivery& delivery) {
  way.each(delivery.delay, delivery.head, delivery.body, delivery.cut_head, delivery.cut_body,
           delivery.ending, delivery.patience);
}

template <typename Way, typename Verdict>
void walk_verdict(Way& way, Verdict& verdict) {
  way.each(verdict.scenario, verdict.rule, verdict.count_key, verdict.ordinal, verdict.draw,
           verdict.acted, verdict.missed);
}

//   number = 1*byte, seven bits each, the lowest first, the high bit set in all but the last;
//            the sign is the lowest bit
//   text   = number bytes
//   list   = number *element
class Packer {
 public:
  explicit Packer(std::string& out) : out_(out) {}

  template <typename... Members>
  void each(const Members&... members) {
    (put(members), ...);
  }

 private:
  void put(std::int64_t value) {
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (; rest >= 0x80; rest >>= 7) out_ += static_cast<char>(rest | 0x80);
    out_ += static_cast<char>(rest);
  }
  void put(int value) { put(std::int64_t{value}); }
  void put(bool value) { put(std::int64_t{value}); }
  void put(Ending value) { put(static_cast<std::int64_t>(value)); }
  void put(std::chrono::milliseconds value) { put(std::int64_t{value.count()}); }
  void put(std::chrono::microseconds value) { put(std::int64_t{value.count()}); }
  void put(std::chrono::sys_time<std::chrono::milliseconds> value) {
    put(value.time_since_epoch());
  }
  void put(const std::string& text) {
    put(static_cast<std::int64_t>(text.size()));
    out_ += text;
  }
  void put(const std::pair<std::string, std::string>& pair) { each(pair.first, pair.second); }
  void put(double value) { put(std::bit_cast<std::int64_t>(value)); }
  void put(std::size_t value) { put(static_cast<std::int64_t>(value)); }
  void put(const Pace& pace) { each(pace.bytes, pace.every); }
  void put(const Delivery& delivery) { walk_delivery(*this, delivery); }
  template <typename Value>
  void put(const std::optional<Value>& value) {
    put(value.has_value());
    if (value) put(*value);
  }
  void put(const Verdict& verdict) { walk_verdict(*this, verdict); }
  template <typename Element>
  void put(const std::vector<Element>& list) {
    put(static_cast<std::int64_t>(list.size()));
    for (const Element& element : list) put(element);
  }

  std::string& out_;
};

class Unpacker {
 public:
  explicit Unpacker(std::string_view packed) : rest_(packed) {}

  template <typename... Members>
  void each(Members&... members) {
    (take(members), ...);
  }

 private:
  std::int64_t number() {
    std::uint64_t value = 0;
    for (int shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) break;
    }
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
  }
  void take(std::int64_t& value) { value = number(); }
  void take(int& value) { value = static_cast<int>(number()); }
  void take(bool& value) { value = number() != 0; }
  void take(Ending& value) { value = static_cast<Ending>(number()); }
  void take(std::chrono::milliseconds& value) { value = std::chrono::milliseconds(number()); }
  void take(std::chrono::microseconds& value) { value = std::chrono::microseconds(number()); }
  void take(std::chrono::sys_time<std::chrono::milliseconds>& value) {
    value = std::chrono::sys_time<std::chrono::milliseconds>(std::chrono::milliseconds(number()));
  }
  void take(std::string& text) {
    const auto size = static_cast<std::size_t>(number());
    text = rest_.substr(0, size);
    rest_.remove_prefix(size);
  }
  void take(std::pair<std::string, std::string>& pair) { each(pair.first, pair.second); }
  void take(double& value) { value = std::bit_cast<double>(number()); }
  void take(std::size_t& value) { value = static_cast<std::size_t>(number()); }
  void take(Pace& pace) { each(pace.bytes, pace.every); }
  void take(Delivery& delivery) { walk_delivery(*this, delivery); }
  template <typename Value>
  void take(std::optional<Value>& value) {
    if (number() != 0) take(value.emplace());
  }
  void take(Verdict& verdict) { walk_verdict(*this, verdict); }
  template <typename Element>
  void take(std::vector<Element>& list) {
    list.resize(static_cast<std::size_t>(number()));
    for (Element& element : list) take(element);
  }

  std::string_view rest_;
};

}  // namespace

std::string pack(const Entry& entry) {
  std::string packed;
  packed.reserve(512 + entry.request.target.size() + entry.request.body.size() +
                 entry.reply.body.size());
  Packer packer(packed);
  walk(packer, entry);
  packed.shrink_to_fit();  // it is kept for long
  return packed;
}

Entry unpack(std::string_view packed) {
  Entry entry;
  Unpacker unpacker(packed);
  walk(unpacker, entry);
  return entry;
}

}  // namespace virga
