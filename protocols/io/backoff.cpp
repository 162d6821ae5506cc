#include "protocols/io/backoff.h"

#include <algorithm>
#include <utility>

#include "protocols/io/random.h"

namespace protocols::io {

Backoff::Backoff(Milliseconds first, Milliseconds maximum, Unit unit)
    : first_(first), maximum_(maximum), unit_(unit ? std::move(unit) : Unit(random_unit)) {}

Backoff::Milliseconds Backoff::next() {
  auto range = first_;
  for (int i = 0; i < attempts_ && range < maximum_; ++i) range *= 2;
  range = std::min(range, maximum_);
  ++attempts_;
  return Milliseconds{static_cast<Milliseconds::rep>(unit_() * static_cast<double>(range.count()))};
}

}  // namespace protocols::io
