#include "controller/authority/revision.h"

#include <initializer_list>
#include <string_view>

#include "protocols/io/clock.h"
#include "protocols/io/digest.h"

namespace controller {

namespace {

constexpr std::size_t kept = 32;  // hex digits

// Each text with its length before it: no two lists read the same.
class Digested {
 public:
  void add(std::initializer_list<std::string_view> texts) {
    for (const auto text : texts) all_ += std::to_string(text.size()).append(":").append(text);
  }
  void add(protocols::io::WallTime at) { add({std::to_string(protocols::io::to_ms(at))}); }
  void add(const std::vector<std::string>& texts) {
    add({std::to_string(texts.size())});
    for (const auto& text : texts) add({text});
  }
  std::string revision() const { return protocols::io::sha256_hex(all_).substr(0, kept); }

 private:
  std::string all_;
};

}  // namespace

std::string revision_of(const api::Device& device) {
  Digested shown;
  shown.add({device.id, device.name, device.site.id, device.site.name, device.area, device.zone,
             device.profile.name, device.kid, std::to_string(device.placement_version)});
  shown.add(device.chain);
  shown.add(device.tags);
  shown.add(device.enrolled);
  shown.add(device.retired);
  return shown.revision();
}

std::string revision_of(const api::Person& person) {
  const auto word = [](bool yes) { return yes ? "1" : "0"; };
  Digested shown;
  shown.add({person.id, person.login, person.name, std::to_string(static_cast<int>(person.role)),
             person.area, word(person.disabled), word(person.must_change_password)});
  for (const auto& key : person.keys) {
    shown.add({key.kid, key.name});
    shown.add(key.revoked);
  }
  return shown.revision();
}

}  // namespace controller
