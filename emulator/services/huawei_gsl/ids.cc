#include "services/huawei_gsl/ids.h"

namespace virga::gsl {
namespace {

constexpr std::int64_t kBeforeFirst = 5400000000000000;  // as long as the ids of the real service

}  // namespace

std::int64_t fresh_id(Store& store, const Kind& kind) {
  for (;;) {  // fixtures may hold ids of the series
    const std::int64_t id = kBeforeFirst + store.next("gsl.id");
    if (!store.find(kind, id)) return id;
  }
}

}  // namespace virga::gsl
