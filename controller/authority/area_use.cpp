#include "controller/authority/area_use.h"

#include <utility>

#include "controller/store/areas.h"
#include "controller/store/devices.h"
#include "controller/store/documents.h"
#include "controller/store/people.h"
#include "playlists/programme/programme_json.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace {

using Details = std::vector<api::Detail>;

void add(Details& uses, std::string code, std::string vi, std::string en) {
  uses.push_back({"", 0, std::move(code), std::move(vi), std::move(en)});
}

void add_children(Session& session, const std::string& code, Details& uses) {
  for (const auto& child : AreaTable(session).children(code)) {
    const auto name = child.name + " (" + child.code + ")";
    add(uses, "child_area", "Địa bàn bên dưới: " + name, "An area below it: " + name);
  }
}

void add_devices(Session& session, const std::string& code, Details& uses) {
  for (const auto& device : DeviceTable(session).in_area(code, false)) {
    if (device.retired_ms != 0) continue;
    const auto name = device.name + " (" + device.id + ")";
    add(uses, "device_here", "Thiết bị đang dùng: " + name, "A device in use: " + name);
  }
}

void add_people(Session& session, const std::string& code, Details& uses) {
  for (const auto& person : PeopleTable(session).all()) {
    if (person.area != code || person.closed_ms != 0) continue;
    const auto name = person.name + " (" + person.login + ")";
    add(uses, "person_here", "Người phụ trách: " + name, "A person of this area: " + name);
  }
}

void add_programme(Session& session, const std::string& code, Details& uses) {
  const auto newest = DocumentTable(session, DocumentTable::Kind::Programme).latest(code);
  const auto parts =
      newest ? std::optional(protocols::trust::parse_compact(newest->jws)) : std::nullopt;
  if (!parts) return;
  const auto programme =
      *parts ? playlists::parse_programme((*parts)->payload).value : std::nullopt;
  if (programme && programme->entries.empty()) return;
  const auto version = std::to_string(newest->version);
  add(uses, "programme_published",
      "Chương trình đã công bố còn mục lịch: phiên bản " + version + "; hãy công bố bản trống.",
      "A published programme with entries: version " + version + "; publish an empty one.");
}

}  // namespace

Details uses_of_area(Session& session, const std::string& code, std::size_t most) {
  Details uses;
  add_children(session, code, uses);
  add_devices(session, code, uses);
  add_people(session, code, uses);
  add_programme(session, code, uses);
  if (uses.size() > most) uses.resize(most);
  return uses;
}

}  // namespace controller
