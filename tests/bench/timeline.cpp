// Benchmark `timeline`: the next 24 hours of 20,000 loudspeakers in 2,000 villages, 50 entries
// each, on one core, from programmes that are held and parsed. What devices share is resolved once:
// beside it the cost of one device alone, and of twice the devices and twice the villages.
#include <chrono>
#include <iostream>

#include "playlists/timetable/timelines.h"
#include "tests/bench/bench_json.h"
#include "tests/bench/timeline_world.h"

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using playlists::OutputKind;

constexpr int runs = 5;
constexpr int single_runs = 200;

double seconds(Clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

struct Whole {
  double seconds = 0;
  std::size_t plans = 0;
  std::size_t stretches = 0;
};

Whole resolve(const bench::World& world) {
  const auto begin = Clock::now();
  playlists::Timelines timelines{world.shelf, world.midnight, world.midnight + 24h};
  Whole whole;
  for (const auto& device : world.devices) {
    whole.stretches += timelines.plan(device, OutputKind::Sound)->stretches().size();
  }
  whole.seconds = seconds(Clock::now() - begin);
  whole.plans = timelines.distinct();
  return whole;
}

// What one device holds: nobody else's documents.
playlists::Shelf shelf_of(const bench::World& world, const playlists::Placement& device) {
  playlists::Shelf shelf;
  for (const auto& area : device.areas) {
    const auto& programme = world.shelf.programmes().at(area.code);
    shelf.set_programme(programme);
    for (const auto& hash : playlists::messages_of(programme->programme)) {
      shelf.hold_message(hash, *world.shelf.message(hash));
    }
  }
  for (const auto& [area, rules] : world.shelf.rules()) shelf.set_rules(rules, {area});
  return shelf;
}

// One device that shares nothing with anybody, in microseconds.
bench::Figures alone(const bench::World& world) {
  bench::Figures figures;
  for (int i = 0; i < single_runs; ++i) {
    const auto& device = world.devices[static_cast<std::size_t>(i) * 97 % world.devices.size()];
    const playlists::Shelf shelf = shelf_of(world, device);
    const auto begin = Clock::now();
    playlists::Timelines timelines{shelf, world.midnight, world.midnight + 24h};
    timelines.plan(device, OutputKind::Sound);
    figures.values.push_back(seconds(Clock::now() - begin) * 1e6);
  }
  return figures;
}

}  // namespace

int main() {
  const bench::WorldShape shape;
  const bench::World world = bench::make_world(shape);
  bench::WorldShape more_devices = shape;
  more_devices.devices_in_village *= 2;
  bench::WorldShape more_villages = shape;
  more_villages.villages *= 2;
  const bench::World crowded = bench::make_world(more_devices);
  const bench::World wide = bench::make_world(more_villages);
  bench::Figures figures, twice_devices, twice_villages;
  Whole whole;
  for (int i = 0; i < runs; ++i) {
    whole = resolve(world);
    figures.values.push_back(whole.seconds);
    twice_devices.values.push_back(resolve(crowded).seconds);
    twice_villages.values.push_back(resolve(wide).seconds);
    std::cerr << "timeline: " << whole.seconds << " s, " << whole.plans << " plans\n";
  }
  const bench::Figures one = alone(world);
  nlohmann::json json{{"name", "timeline"},   {"runs", figures.values.size()},
                      {"unit", "s"},          {"median", figures.median()},
                      {"min", figures.min()}, {"max", figures.max()},
                      {"baseline", nullptr},  {"ratio", nullptr}};
  json["devices"] = world.devices.size();
  json["entries_a_device"] = shape.province_entries + shape.commune_entries + shape.village_entries;
  json["chains"] = whole.plans;
  json["stretches"] = whole.stretches;
  json["single_device_us"] = one.median();
  json["single_device_max_us"] = one.max();
  json["twice_the_devices"] = twice_devices.median() / figures.median();
  json["twice_the_chains"] = twice_villages.median() / figures.median();
  std::cout << json.dump() << "\n";
  return 0;
}
