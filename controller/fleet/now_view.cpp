#include "controller/fleet/now_view.h"

#include <algorithm>
#include <cassert>
#include <utility>

#include "controller/api/problem.h"

namespace controller {

namespace io = protocols::io;

std::string area_seen_by(const api::Caller& caller) {
  switch (caller.role) {
    case api::Role::Administrator:
      return {};
    case api::Role::Staff:
      return caller.area;
    case api::Role::None:
      break;
  }
  throw api::forbidden("Bạn không có quyền xem thiết bị", "You may not see devices");
}

namespace {

bool has(const std::vector<std::string>& devices, const std::string& device) {
  return std::ranges::find(devices, device) != devices.end();
}

int& count_of(api::StateCounts& counts, api::DeviceState state) {
  switch (state) {
    case api::DeviceState::Error:
      return counts.error;
    case api::DeviceState::Offline:
      return counts.offline;
    case api::DeviceState::Playing:
      return counts.playing;
    case api::DeviceState::Idle:
      return counts.idle;
    case api::DeviceState::Never:
    case api::DeviceState::None:
      break;
  }
  return counts.never;
}

}  // namespace

bool NowView::Look::sees(const KnownDevice& device) const {
  if (!device.within(caller_area)) return false;
  return ask.ids.empty() ? device.within(ask.area) : ask.ids.contains(device.row.id);
}

// Ends the looking on the loop, where every call to the listener is made: none is in progress then.
class NowView::Ticket final : public api::Watch {
 public:
  Ticket(NowView& view, std::uint64_t number) : view_(view), number_(number) {}
  ~Ticket() override {
    io::run_on(view_.loop_, [this] { view_.stop_looking(number_); });
  }

 private:
  NowView& view_;
  const std::uint64_t number_;
};

NowView::NowView(io::EventLoop& loop, const Directory& directory, FleetStates& fleet)
    : loop_(loop), directory_(directory), fleet_(fleet) {}

std::vector<api::DeviceNow> NowView::snapshot(const api::Caller& caller, const std::string& area) {
  const std::string root = area_seen_by(caller);
  return io::run_on(loop_, [&] {
    std::vector<api::DeviceNow> all;
    for (const auto& device : directory_.all()) {
      if (device->within(root) && device->within(area)) all.push_back(fleet_.now_of(*device));
    }
    return all;
  });
}

std::vector<api::DeviceNow> NowView::of(const api::Caller& caller,
                                        const std::vector<std::string>& devices) {
  const std::string root = area_seen_by(caller);
  return io::run_on(loop_, [&] {
    std::vector<api::DeviceNow> found;
    for (const auto& id : devices) {
      const DevicePointer device = directory_.find(id);
      if (device && device->within(root)) found.push_back(fleet_.now_of(*device));
    }
    return found;
  });
}

std::vector<std::string> NowView::in_state(const api::Caller& caller, api::DeviceState state,
                                           const std::string& area) {
  const std::string root = area_seen_by(caller);
  const auto all = directory_.all();
  return io::run_on(loop_, [&] {
    std::vector<std::string> found;
    for (const auto& device : all) {
      if (fleet_.state_of(*device) != state) continue;
      if (device->within(root) && device->within(area)) found.push_back(device->row.id);
    }
    return found;
  });
}

api::StateCounts NowView::states(const api::Caller& caller, const std::string& area) {
  const std::string root = area_seen_by(caller);
  const auto all = directory_.all();
  return io::run_on(loop_, [&] {
    api::StateCounts counts;
    for (const auto& device : all) {
      if (device->within(root) && device->within(area)) {
        ++count_of(counts, fleet_.state_of(*device));
      }
    }
    return counts;
  });
}

api::DeviceNow NowView::one(const api::Caller& caller, const std::string& device) {
  const DevicePointer known = visible(caller, device);
  return io::run_on(loop_, [&] { return fleet_.now_of(*known); });
}

api::Picture NowView::picture(const api::Caller& caller, const std::string& device) {
  const DevicePointer known = visible(caller, device);
  api::Picture picture = io::run_on(loop_, [&] {
    fleet_.look(known->row.id, true, false);
    return fleet_.picture_of(known->row.id);
  });
  if (picture.png.empty()) {
    throw api::Problem(404, "no_picture", "Chưa có hình nào từ thiết bị này",
                       "No picture of this device yet");
  }
  return picture;
}

std::unique_ptr<api::Watch> NowView::watch(const api::Caller& caller, const api::WatchAsk& ask,
                                           api::NowListener& listener) {
  const Look look{area_seen_by(caller), ask, &listener};
  return io::run_on(loop_, [&]() -> std::unique_ptr<api::Watch> {
    const std::uint64_t number = next_look_++;
    looks_[number] = look;
    take_leases(look);
    return std::make_unique<Ticket>(*this, number);
  });
}

void NowView::changed(const KnownDevice& device) {
  if (looks_.empty()) return;
  const api::DeviceNow now = fleet_.now_of(device);
  tell(device, [&](api::NowListener& listener) { listener.device(now); });
}

void NowView::level(const KnownDevice& device, const api::LevelNow& level) {
  for (const auto& [number, look] : looks_) {
    if (look.sees(device) && has(look.ask.levels, device.row.id)) {
      look.listener->level(level);
    }
  }
}

void NowView::picture(const KnownDevice& device, const api::Picture& picture) {
  for (const auto& [number, look] : looks_) {
    if (look.sees(device) && has(look.ask.pictures, device.row.id)) {
      look.listener->picture({device.row.id, picture});
    }
  }
}

void NowView::order(const api::OrderProgress& progress, const std::set<std::string>& areas) {
  const auto touches = [&](const std::string& area) {
    return area.empty() || areas.contains(area);
  };
  for (const auto& [number, look] : looks_) {
    if (look.ask.orders && touches(look.caller_area) && touches(look.ask.area)) {
      look.listener->order(progress);
    }
  }
}

void NowView::renew_leases() {
  for (const auto& [number, look] : looks_) take_leases(look);
}

void NowView::take_leases(const Look& look) {
  std::set<std::string> wanted(look.ask.levels.begin(), look.ask.levels.end());
  wanted.insert(look.ask.pictures.begin(), look.ask.pictures.end());
  for (const auto& id : wanted) {
    const DevicePointer device = directory_.find(id);
    if (!device || !look.sees(*device)) continue;
    fleet_.look(id, has(look.ask.pictures, id), has(look.ask.levels, id));
  }
}

DevicePointer NowView::visible(const api::Caller& caller, const std::string& device) const {
  const std::string root = area_seen_by(caller);
  DevicePointer known = directory_.find(device);
  if (!known || !known->within(root)) {
    throw api::not_found("Không có thiết bị này", "There is no such device");
  }
  return known;
}

void NowView::stop_looking(std::uint64_t number) {
  assert(loop_.inside());
  looks_.erase(number);
}

void NowView::tell(const KnownDevice& device, const TellLook& call) {
  for (const auto& [number, look] : looks_) {
    if (look.ask.devices && look.sees(device)) call(*look.listener);
  }
}

}  // namespace controller
