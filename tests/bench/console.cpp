// Benchmark `console`: one page of the register of a province with 20,000 devices, as the console
// asks for it from the real vangd over HTTPS on a kept connection, next to the same rows read bare
// with SQLite from the same file. `tap_to_receipt_ms`: in the same centre, from the end of the hold
// in Chromium until the page counts the first receipt of a loudspeaker.
#include <fmt/core.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

#include "controller/authority/area_map.h"
#include "controller/authority/placement_book.h"
#include "controller/authority/signing.h"
#include "controller/fleet/health_table.h"
#include "controller/store/areas.h"
#include "protocols/io/child_process.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/http_client.h"
#include "protocols/io/sqlite_file.h"
#include "tests/bench/bench_json.h"
#include "tests/fakes/temp_dir.h"
#include "tests/scenarios/rig/centre.h"
#include "tests/scenarios/rig/wait.h"

namespace {

using namespace std::chrono_literals;
namespace io = protocols::io;

constexpr int devices = 20'000;
constexpr int districts = 11;
constexpr int communes = 20;  // of each district
constexpr int rounds = 12;    // over all lists
constexpr int pages = 4;      // of each list
constexpr int taps = 7;
// Where the one real loudspeaker stands.
constexpr const char* real_commune = "02.999";

const std::vector<std::string> names{"Loa Lũng Cú", "Bảng Đồng Văn", "Loa Mèo Vạc",  "Bảng Ấm",
                                     "Loa thôn Ỷ",  "Cụm loa chợ",   "Bảng Yên Minh"};

std::string district(int number) {
  return fmt::format("02.{:03}", number % districts);
}

std::string commune(int number) {
  return fmt::format("{}.{:05}", district(number), number / districts % communes);
}

void add_areas(controller::Session& session) {
  controller::AreaTable table(session);
  table.put({"02", "", "Tỉnh Hà Giang", "province", 1, 0});
  for (int d = 0; d < districts; ++d) table.put({district(d), "02", "Huyện", "district", 1, 0});
  for (int c = 0; c < districts * communes; ++c) {
    table.put({commune(c), district(c), "Xã", "commune", 1, 0});
  }
  table.put({real_commune, "02", "Xã Lũng Cú", "commune", 1, 0});
}

controller::api::TokenAsk ask(int number) {
  controller::api::TokenAsk ask;
  ask.id = fmt::format("thiet-bi-{:05}", (number * 7919) % devices);
  ask.name = fmt::format("{} {}", names[static_cast<std::size_t>(number) % names.size()], number);
  ask.area = commune(number);
  ask.profile = number % 3 == 0 ? "led-192x96" : "loa-48k";
  ask.site = {fmt::format("diem-{}", number / 3), fmt::format("Nhà văn hóa thôn {}", number / 3)};
  if (number % 5 == 0) ask.tags = {"cho"};
  return ask;
}

// A register as years make it: two thirds enrolled, some moved, half of them heard of before.
void fill(const std::filesystem::path& data) {
  io::make_folder(data, 0700);
  io::make_folder(data / "trust", 0700);
  controller::Store store(data / "vang.db");
  store.write([](controller::Session& s) { add_areas(s); }).get();
  const controller::AreaMap areas(store);
  const controller::Signing signing(data / "trust");
  const controller::PlacementBook placements(areas, signing);
  store
      .write([&](controller::Session& s) {
        for (int i = 0; i < devices; ++i) {
          auto row = placements.plan(ask(i), 1);
          if (i % 3 != 0) {
            row.kid = fmt::format("{:0>43}", i);
            row.enrolled_ms = 2;
          }
          controller::DeviceTable(s).insert(row);
          if (i % 3 != 0) placements.sign_next(s, row, 2, "");
          if (i % 10 == 1) placements.sign_next(s, row, 3, "");
          if (i % 2 == 0) controller::HealthTable(s).put({row.id, 1'000, "{}"});
        }
      })
      .get();
}

// What the console asks, and the WHERE and ORDER of the same rows for SQLite alone.
struct List {
  std::string query;
  std::string where;
  std::string order;
};

const std::string in_district =
    "area IN (SELECT code FROM areas WHERE code = '02.003' OR parent = '02.003')";

const std::vector<List>& lists() {
  static const std::vector<List> all{
      {"sort=id", "1", "id"},
      {"sort=name&now=true", "1", "sort_name, id"},
      {"sort=-name&now=true", "1", "sort_name DESC, id DESC"},
      {"sort=area&now=true", "1", "area, id"},
      {"sort=name&area=02.003&now=true", in_district, "sort_name, id"},
      {"sort=-area&area=02.003", in_district, "area DESC, id DESC"},
      {"sort=name&text=L%C5%A9ng%20C%C3%BA&now=true", "instr(search, 'lung cu')", "sort_name, id"},
      {"sort=id&text=khong%20co", "instr(search, 'khong co')", "id"},
      {"sort=name&profile=led-192x96&tag=cho&now=true",
       "profile = 'led-192x96' AND instr(tags, char(10) || 'cho' || char(10))", "sort_name, id"},
      {"sort=name&state=never&now=true", "id NOT IN (SELECT device FROM device_health)",
       "sort_name, id"},
      {"sort=id&state=playing", "0", "id"},
  };
  return all;
}

double ms_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
      .count();
}

class Console {
 public:
  explicit Console(const rig::Centre& centre)
      : client_(io::HttpTrust::pinned(io::read_file(centre.data() / "trust/ca.pem"))),
        root_(centre.console_address() + "/api/v1"),
        token_(io::read_file(centre.folder() / "token")) {}

  // One GET; its JSON. `took` gets the milliseconds from asking to the last byte.
  rig::Json get(const std::string& path, double& took) {
    io::HttpRequest request;
    request.method = "GET";
    request.url = root_ + path;
    request.max_answer = std::size_t{64} << 20;
    request.headers.emplace_back("Authorization", "Bearer " + token_);
    const auto start = std::chrono::steady_clock::now();
    const auto answer = client_.send(request);
    took = ms_since(start);
    if (!answer.ok()) throw std::runtime_error(path + ": " + answer.detail + answer.body);
    return rig::Json::parse(answer.body);
  }

 private:
  io::HttpClient client_;
  std::string root_;
  std::string token_;
};

// The same page bare: the rows of the register in this order, and nothing made of them.
double bare(io::Database& file, const List& list, int page) {
  const auto start = std::chrono::steady_clock::now();
  auto statement =
      file.prepare("SELECT * FROM devices WHERE retired_ms = 0 AND " + list.where + " ORDER BY " +
                   list.order + " LIMIT 100 OFFSET " + std::to_string(page * 100));
  std::size_t bytes = 0;
  while (statement.step()) bytes += statement.text(0).size() + statement.text(4).size();
  return bytes == SIZE_MAX ? 0 : ms_since(start);
}

struct Measured {
  bench::Figures ours;
  bench::Figures sqlite;
  std::map<std::string, bench::Figures> of_list;
};

void turn_pages(Console& console, io::Database& file, const List& list, Measured& measured) {
  std::string cursor;
  for (int page = 0; page < pages; ++page) {
    double took = 0;
    const auto got = console.get("/devices?limit=100&" + list.query + cursor, took);
    measured.ours.values.push_back(took);
    measured.of_list[list.query].values.push_back(took);
    measured.sqlite.values.push_back(bare(file, list, page));
    const auto next = got.at("next").get<std::string>();
    if (next.empty()) return;
    cursor = "&cursor=" + next;
  }
}

double percentile(std::vector<double> values, double part) {
  std::ranges::sort(values);
  const auto at =
      static_cast<std::size_t>(std::lround(part * static_cast<double>(values.size() - 1)));
  return values[at];
}

bench::Figures tap_to_receipt(rig::Centre& centre) {
  rig::Device loudspeaker(
      centre, {"loa-that", "Loa thật", real_commune, "loa-48k", "nha-van-hoa", 0, 0, "null"},
      centre.folder() / "out");
  loudspeaker.enrol_and_start();
  rig::expect_soon(
      "the loudspeaker online",
      [&] {
        return centre.ctl({"now", "--device", "loa-that"}).at("link") == "online";
      },
      60s);
  const auto ran = io::run_and_capture(
      {"env", "VANG_ADDRESS=" + centre.console_address(), "VANG_LOGIN=" + centre.login(),
       "VANG_PASSWORD=" + centre.password(), "VANG_SHOTS=" + (centre.folder() / "shots").string(),
       "VANG_ROUNDS=" + std::to_string(taps), "node",
       (centre.built().root / "tests/browser/tap_to_receipt.mjs").string()},
      {}, 300s);
  if (!ran.ok()) throw std::runtime_error(ran.text());
  bench::Figures figures;
  figures.values = rig::Json::parse(ran.output).get<std::vector<double>>();
  return figures;
}

}  // namespace

int main(int argc, char** argv) try {
  const fakes::TempDir folder;
  rig::Centre centre(
      {std::filesystem::canonical("/proc/self/exe").parent_path(), bench::root_of(argc, argv)},
      folder.path());
  std::cerr << fmt::format("making a register of {} devices\n", devices);
  fill(centre.data());
  centre.start();
  centre.sign_in();
  Console console(centre);
  io::Database file(centre.data() / "vang.db");
  Measured measured;
  for (int round = 0; round < rounds; ++round) {
    for (const auto& list : lists()) turn_pages(console, file, list, measured);
  }
  rig::Json of_list;
  for (const auto& [query, figures] : measured.of_list) {
    of_list[query] = {{"median", figures.median()}, {"max", figures.max()}};
    std::cerr << fmt::format("{:55} median {:6.1f} ms, max {:6.1f} ms\n", query, figures.median(),
                             figures.max());
  }
  auto json =
      bench::result("console", "ms", measured.ours,
                    "the same rows read bare with SQLite from the same file", measured.sqlite);
  json["p99_ms"] = percentile(measured.ours.values, 0.99);
  const auto tap = tap_to_receipt(centre);
  json["tap_to_receipt_ms"] = tap.median();
  json["tap_to_receipt_max_ms"] = tap.max();
  json["devices"] = devices;
  json["lists"] = of_list;
  std::cout << json.dump() << "\n";
  return 0;
} catch (const std::exception& error) {
  std::cerr << "bench console: " << error.what() << "\n";
  return 1;
}
