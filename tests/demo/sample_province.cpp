#include "tests/demo/sample_province.h"

#include <fmt/core.h>

#include <fstream>

#include "tests/fakes/free_port.h"

namespace demo {

namespace {

constexpr const char* usual_clip =
    "/usr/share/forensics-samples/original-files/movie2/movie-hello.mp4";

nlohmann::json every_ten_minutes() {
  auto times = nlohmann::json::array();
  for (int minute = 0; minute < 24 * 60; minute += 10) {
    times.push_back(fmt::format("{:02}:{:02}:00", minute / 60, minute % 60));
  }
  return times;
}

}  // namespace

SampleProvince::SampleProvince(rig::Built built, std::filesystem::path folder,
                               std::filesystem::path out, rig::Ports ports)
    : centre_(std::move(built), std::move(folder), ports), out_(std::move(out)) {}

int SampleProvince::import_areas() {
  const auto file = centre_.folder() / "ha-giang.csv";
  std::ifstream in(centre_.built().root / "tests/data/areas-2021.csv");
  std::ofstream rows(file);
  int communes = 0;
  for (std::string line; std::getline(in, line);) {
    const bool header = line.starts_with("code,");
    const bool ours = line.starts_with("02,") || line.starts_with("02.");
    if (header || ours) rows << line << "\n";
    if (ours && line.find(",commune") != std::string::npos) ++communes;
  }
  rows.close();
  centre_.ctl({"area", "import", file.string()});
  return communes;
}

void SampleProvince::put_relay_in_between() {
  // Not a port the system hands out: while it is cut nobody else may take it.
  relay_devices_ = std::make_unique<fakes::CuttableRelay>(fakes::free_port(), "127.0.0.1",
                                                          centre_.ports().devices);
  relay_link_ =
      std::make_unique<fakes::CuttableRelay>(fakes::free_port(), "127.0.0.1", centre_.ports().link);
}

std::vector<rig::Device::Spec> SampleProvince::specs(const std::string& picture_output,
                                                     const std::string& sound_output) const {
  const auto port = [](const auto& relay) -> std::uint16_t { return relay ? relay->port() : 0; };
  using Spec = rig::Device::Spec;
  return {Spec{"bang-lung-cu", "Bảng UBND xã Lũng Cú", "02.026.00715", "led-192x96", "ubnd-lung-cu",
               0, 0, picture_output},
          Spec{"bang-dong-van", "Bảng chợ Đồng Văn", "02.026.00721", "led-320x160", "cho-dong-van",
               0, 0, picture_output},
          Spec{"loa-lung-cu", "Cụm loa thôn Lô Lô Chải", "02.026.00715", "loa-48k", "lo-lo-chai", 0,
               0, sound_output},
          Spec{"loa-pho-bang", "Cụm loa thị trấn Phó Bảng", "02.026.00712", "loa-48k", "pho-bang",
               port(relay_devices_), port(relay_link_), sound_output}};
}

void SampleProvince::name_devices() {
  for (const auto& spec : specs("null", "null")) {
    rig::Device(centre_, spec, out_ / spec.id).ask_token();
  }
}

void SampleProvince::start_devices(const std::string& picture_output,
                                   const std::string& sound_output,
                                   const std::set<std::string>& only) {
  for (const auto& spec : specs(picture_output, sound_output)) {
    if (!only.empty() && !only.contains(spec.id)) continue;
    devices_.push_back(std::make_unique<rig::Device>(centre_, spec, out_ / spec.id));
    auto& device = *devices_.back();
    std::filesystem::exists(device.data() / "enrolment.json") ? device.start()
                                                              : device.enrol_and_start();
  }
}

void SampleProvince::cut() {
  relay_devices_->cut();
  relay_link_->cut();
}

void SampleProvince::restore() {
  relay_devices_->restore();
  relay_link_->restore();
}

void SampleProvince::play_all_day() {
  const auto messages = (centre_.built().root / "tests/data/messages-vi.json").string();
  const auto clip =
      centre_.ctl({"clip", "add", usual_clip, "--wait"}).at("sha256").get<std::string>();
  const auto key = centre_.key().string();
  const auto hello = centre_.ctl({"message", "add", "--clip", clip, "--title", "Lời chào", "--area",
                                  province_code, "--key", key});
  const auto card = centre_.ctl({"message", "add", "--template", messages, "--id",
                                 "install-bluezone", "--area", province_code, "--key", key});
  nlohmann::json entries = nlohmann::json::array();
  entries.push_back({{"title", "Cài đặt Bluezone"},
                     {"class", "background"},
                     {"messages", {card.at("hash")}},
                     {"when",
                      {{"rule", "FREQ=DAILY"},
                       {"from", "2020-01-01"},
                       {"window", {{"start", "00:00:00"}, {"end", "24:00:00"}}}}}});
  entries.push_back(
      {{"title", "Lời chào"},
       {"class", "routine"},
       {"messages", {hello.at("hash")}},
       {"when", {{"rule", "FREQ=DAILY"}, {"from", "2020-01-01"}, {"times", every_ten_minutes()}}}});
  const auto file = centre_.folder() / "programme.json";
  std::ofstream(file) << nlohmann::json{{"entries", entries}}.dump(1);
  centre_.ctl({"programme", "set", demo_area, file.string()});
  centre_.ctl({"programme", "publish", demo_area});
}

}  // namespace demo
