#include "controller/dispatch/device_paper.h"

#include <utility>

#include "protocols/io/log.h"

namespace controller {

namespace trust = protocols::trust;

std::optional<trust::Verified> judged(const DevicePointer& device, trust::DocumentType type,
                                      std::string_view jws) {
  if (!device) return std::nullopt;
  const auto key = trust::PublicKey::from_x(device->row.x);
  if (!key) return std::nullopt;
  trust::Expectation expectation;
  expectation.type = type;
  expectation.device = device->row.id;
  auto checked = trust::Verifier::verify_by_device(jws, *key, expectation);
  if (checked) return std::move(checked).value();
  protocols::io::log::warning("dispatch: paper refused", {{"device", device->row.id},
                                                          {"typ", trust::typ(type)},
                                                          {"reason", trust::code(checked.reason())},
                                                          {"detail", checked.refusal().detail}});
  return std::nullopt;
}

}  // namespace controller
