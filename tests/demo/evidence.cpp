#include "tests/demo/evidence.h"

#include <fmt/core.h>

#include <chrono>
#include <fstream>
#include <stdexcept>

namespace demo {

Evidence::Evidence(std::filesystem::path folder) : folder_(std::filesystem::absolute(folder)) {
  if (std::filesystem::exists(folder_) && !std::filesystem::is_empty(folder_)) {
    throw std::runtime_error(
        folder_.string() +
        " holds files already; it is left as it is. Name an empty or new folder.");
  }
  std::filesystem::create_directories(folder_);
  report_ = {{"steps", nlohmann::json::array()}};
}

void Evidence::step(const std::string& name, const std::function<std::string()>& work) {
  fmt::print("-- {} … ", name);
  std::fflush(stdout);
  const auto start = std::chrono::steady_clock::now();
  const auto seconds = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  try {
    const std::string detail = work();
    report_["steps"].push_back(
        {{"name", name}, {"ok", true}, {"seconds", seconds()}, {"detail", detail}});
    fmt::print("ok ({:.1f} s) {}\n", seconds(), detail);
    write();
  } catch (const std::exception& error) {
    report_["steps"].push_back(
        {{"name", name}, {"ok", false}, {"seconds", seconds()}, {"detail", error.what()}});
    fmt::print("FAILED ({:.1f} s)\n{}\n", seconds(), error.what());
    write();
    throw;
  }
}

void Evidence::ports(const rig::Ports& ports) {
  report_["ports"] = {{"console", ports.console}, {"devices", ports.devices}, {"link", ports.link}};
}

std::size_t Evidence::gather(const rig::Centre& centre) const {
  std::ofstream(folder_ / "devices.json")
      << centre.ctl({"device", "list", "--limit", "500"}).dump(1) << "\n";
  std::ofstream plays(folder_ / "plays.jsonl");
  std::size_t count = 0;
  std::string cursor;
  do {
    std::vector<std::string> ask{"plays", "--limit", "500"};
    if (!cursor.empty()) ask.insert(ask.end(), {"--cursor", cursor});
    const nlohmann::json page = centre.ctl(std::move(ask));
    for (const auto& play : page.at("items")) plays << play.dump() << "\n";
    count += page.at("items").size();
    cursor = page.at("next").get<std::string>();
  } while (!cursor.empty());
  centre.ctl({"documents", "export", (folder_ / "documents").string()});
  return count;
}

void Evidence::keep_log(const std::filesystem::path& log, const std::string& name) const {
  std::filesystem::create_directories(folder_ / "logs");
  std::error_code missing;
  std::filesystem::copy_file(log, folder_ / "logs" / (name + ".log"), missing);
}

void Evidence::write() const {
  std::ofstream(folder_ / "report.json") << report_.dump(1) << "\n";
}

}  // namespace demo
