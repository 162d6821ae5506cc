#include "tests/demo/sample_province.h"

#include <fstream>
#include <stdexcept>

namespace demo {

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

void SampleProvince::start_devices(const std::string& picture_output,
                                   const std::string& sound_output) {
  relay_devices_ = std::make_unique<fakes::CuttableRelay>(0, "127.0.0.1", centre_.ports().devices);
  relay_link_ = std::make_unique<fakes::CuttableRelay>(0, "127.0.0.1", centre_.ports().link);
  using Spec = rig::Device::Spec;
  const std::vector<Spec> specs{
      Spec{"bang-lung-cu", "Bảng UBND xã Lũng Cú", "02.026.00715", "led-192x96", "ubnd-lung-cu", 0,
           0, picture_output},
      Spec{"bang-dong-van", "Bảng chợ Đồng Văn", "02.026.00721", "led-320x160", "cho-dong-van", 0,
           0, picture_output},
      Spec{"loa-lung-cu", "Cụm loa thôn Lô Lô Chải", "02.026.00715", "loa-48k", "lo-lo-chai", 0, 0,
           sound_output},
      Spec{"loa-pho-bang", "Cụm loa thị trấn Phó Bảng", "02.026.00712", "loa-48k", "pho-bang",
           relay_devices_->port(), relay_link_->port(), sound_output}};
  for (const auto& spec : specs) {
    devices_.push_back(std::make_unique<rig::Device>(centre_, spec, out_ / spec.id));
    devices_.back()->enrol_and_start();
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

}  // namespace demo
