// The drill world beside a live one, with the real programs: neither starts as the other, what a
// drill announces says that it is one, and a live device is deaf to it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "protocols/io/child_process.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/encoding.h"
#include "protocols/io/http_client.h"
#include "protocols/link/subjects.h"
#include "protocols/trust/jws.h"
#include "tests/fakes/temp_dir.h"
#include "tests/places.h"
#include "tests/scenarios/rig/province.h"
#include "tests/scenarios/rig/wait.h"
#include "tests/unit/controller/broker/broker_rig.h"

namespace {

using namespace std::chrono_literals;
using rig::Json;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr auto area = "02.026.00715";
constexpr auto text = "Lũ quét đang về. Bà con rời khu vực ven suối ngay.";

// A loudspeaker and a board of Lũng Cú.
void add_devices(rig::Province& province) {
  province.add("loa-lung-cu", area, "loa-48k");
  province.add("bang-lung-cu", area, "led-192x96");
  province.wait_online();
}

std::vector<std::string> announcing(const rig::Centre& centre,
                                    const std::vector<std::string>& how) {
  std::vector<std::string> words{"announce",
                                 "--text",
                                 text,
                                 "--title",
                                 "Lũ quét",
                                 "--area",
                                 area,
                                 "--class",
                                 "emergency",
                                 "--key",
                                 centre.key().string()};
  words.insert(words.end(), how.begin(), how.end());
  return words;
}

Json announce(const rig::Centre& centre, const std::vector<std::string>& how) {
  return centre.ctl(announcing(centre, how));
}

// What sounds outlasts the window in which another of its rank may start.
void expect_busy(const rig::Centre& centre) {
  const auto sounding = announce(centre, {"--repeat", "20"}).at("id").get<std::string>();
  const auto late = centre.try_ctl(announcing(centre, {"--start-within", "1"}));
  ASSERT_EQ(late.code, 0) << late.errors;
  EXPECT_THAT(late.errors, HasSubstr("busy: 2 thiết bị"));
  EXPECT_THAT(centre.try_ctl(announcing(centre, {"--only-prepare"})).errors,
              AllOf(HasSubstr("phát sau 1 lệnh"), Not(HasSubstr("busy"))));
  const auto id = Json::parse(late.output).at("id").get<std::string>();
  const auto shown = [&] { return centre.ctl({"order", "show", id}); };
  rig::expect_soon(
      "both devices refuse it", [&] { return shown().at("counts").at("refused") == 2; }, 30s,
      [&] { return shown().dump(1); });
  const Json refused = shown();
  for (const auto& device : refused.at("devices")) {
    EXPECT_EQ(device.at("reason"), "busy");
    EXPECT_EQ(device.at("started_ms"), 0);
  }
  centre.ctl({"stop", sounding, "--area", area, "--key", centre.key().string()});
}

// Name, size and time of change of everything below.
std::set<std::string> state_of(const std::filesystem::path& folder) {
  std::set<std::string> all;
  for (const auto& one : std::filesystem::recursive_directory_iterator(folder)) {
    const auto size = one.is_regular_file() ? one.file_size() : 0;
    all.insert(one.path().string() + " " + std::to_string(size) + " " +
               std::to_string(one.last_write_time().time_since_epoch().count()));
  }
  return all;
}

// The page on which a phone comes to trust that centre.
std::string trust_page(const rig::Centre& centre) {
  protocols::io::HttpClient client(
      protocols::io::HttpTrust::pinned(protocols::io::read_file(centre.data() / "trust/ca.pem")));
  protocols::io::HttpRequest request;
  request.method = "GET";
  request.url = centre.console_address() + "/ca";
  return client.send(request).body;
}

class Drill : public testing::Test {
 protected:
  static protocols::io::Captured start(const rig::Centre& centre,
                                       const std::vector<std::string>& options) {
    std::vector<std::string> argv{tests::bin_dir() + "/vangd", "--data", centre.data().string()};
    argv.insert(argv.end(), options.begin(), options.end());
    return protocols::io::run_and_capture(argv, {}, 60s);
  }

  const rig::Built built_{tests::bin_dir(), tests::root()};
  const fakes::TempDir folder_;
  rig::Province live_{built_, folder_ / "live"};
  rig::Province drill_{built_, folder_ / "drill", {"--drill"}};
};

TEST_F(Drill, and_live_never_start_on_each_others_data_and_change_nothing_there) {
  EXPECT_EQ(live_.centre().ctl({"health"}).at("world"), "live");
  EXPECT_EQ(drill_.centre().ctl({"health"}).at("world"), "drill");
  const auto root = [](const rig::Province& province) {
    return protocols::io::read_file(province.folder() / "vangd/trust/root.jwk");
  };
  EXPECT_NE(root(live_), root(drill_));
  EXPECT_THAT(trust_page(drill_.centre()),
              AllOf(HasSubstr("<title>DIỄN TẬP"), HasSubstr("<b>DIỄN TẬP</b>")));
  EXPECT_THAT(trust_page(live_.centre()),
              AllOf(HasSubstr("Dấu vân tay"), Not(HasSubstr("DIỄN TẬP"))));
  const std::tuple<rig::Province*, std::vector<std::string>, std::string, std::string> cases[] = {
      {&live_, {"--drill"}, "dùng để phát thật", "is a live one"},
      {&drill_, {}, "chỉ dùng để diễn tập", "start it with --drill"}};
  for (const auto& [province, options, vi, en] : cases) {
    auto& centre = province->centre();
    ASSERT_EQ(centre.stop(), 0) << centre.log_tail();
    const auto before = state_of(centre.data());
    const auto said = start(centre, options);
    EXPECT_EQ(said.exit.code, 2);
    EXPECT_THAT(said.errors, HasSubstr(vi));
    EXPECT_THAT(said.errors, HasSubstr(en));
    EXPECT_EQ(state_of(centre.data()), before);
    centre.start();
  }
}

TEST_F(Drill, says_so_before_and_after_every_announcement_and_on_every_board) {
  add_devices(drill_);
  auto& centre = drill_.centre();
  const Json real = announce(live_.centre(), {"--only-prepare"});
  const Json drill = announce(centre, {"--only-prepare"});
  const auto own = real.at("spoken").get<std::string>();
  EXPECT_THAT(own, StartsWith("Lũ quét"));
  EXPECT_EQ(drill.at("spoken"), "Đây là diễn tập. " + own + " Đây là diễn tập.");
  EXPECT_GT(drill.at("duration_ms").get<int>(), real.at("duration_ms").get<int>() + 3000);
  const Json signing =
      Json::parse(*protocols::io::from_base64url(drill.at("payload").get<std::string>()));
  EXPECT_EQ(signing.at("title"), "DIỄN TẬP: Lũ quét");
  EXPECT_EQ(signing.at("card").at("title"), "DIỄN TẬP: Lũ quét");

  const Json over = announce(centre, {"--wait"});
  EXPECT_EQ(over.at("counts").at("finished"), 2) << over.dump(1);
  const auto id = over.at("id").get<std::string>();
  EXPECT_THAT(protocols::io::read_file(drill_.out("loa-lung-cu") / "output.csv"), HasSubstr(id));
  EXPECT_THAT(protocols::io::read_file(drill_.out("bang-lung-cu") / "frames.csv"), HasSubstr(id));
  // The devices have read it in their own placement.
  for (const auto* device : {"loa-lung-cu", "bang-lung-cu"}) {
    EXPECT_EQ(centre.ctl({"now", "--device", device}).at("health").at("world"), "drill");
  }
  expect_busy(centre);
}

// As if somebody had taken over the live centre's broker and held a drill's signed order.
class Intruder {
 public:
  explicit Intruder(const rig::Centre& live)
      : keys_(live.data() / "broker"), client_(options(live)) {}

  void send(const std::string& subject, const std::string& payload) {
    ASSERT_TRUE(client_.wait_connected());
    ASSERT_TRUE(client_.link().publish(subject, payload));
    ASSERT_TRUE(client_.link().flush(20s));
  }

 private:
  protocols::link::LinkOptions options(const rig::Centre& live) const {
    protocols::link::LinkOptions options;
    options.servers = {"tls://127.0.0.1:" + std::to_string(live.ports().link)};
    options.name = "intruder";
    options.ca_file = live.data() / "trust/ca.pem";
    options.credentials = [this] {
      return keys_.controller_login(
          std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()));
    };
    return options;
  }

  const controller::BrokerKeys keys_;
  broker_rig::Client client_;
};

// The envelope in which a centre sent that order.
std::string dispatch_of(const rig::Centre& centre, const std::filesystem::path& to) {
  centre.ctl({"documents", "export", to.string()});
  for (const auto& file : std::filesystem::directory_iterator(to)) {
    if (file.path().extension() != ".jws") continue;
    const auto jws = protocols::io::read_file(file.path());
    const auto parts = protocols::trust::parse_compact(jws);
    if (parts && parts->typ == "vang-dispatch") return jws;
  }
  throw std::runtime_error("no dispatch among the exported documents");
}

TEST_F(Drill, orders_are_nothing_to_a_live_device_whoever_brings_them) {
  add_devices(live_);
  auto& loudspeaker = *live_.devices().front();
  const auto id = announce(drill_.centre(), {}).at("id").get<std::string>();
  const auto dispatch = dispatch_of(drill_.centre(), folder_ / "documents");
  Intruder(live_.centre()).send(protocols::link::area_order_subject(area), dispatch);
  rig::expect_soon(
      "the live loudspeaker refuses it",
      [&] { return loudspeaker.log_tail().find("unknown_key") != std::string::npos; }, 30s,
      [&] { return loudspeaker.log_tail(); });

  // It hears its own world as before, and has put out nothing else.
  const Json own = announce(live_.centre(), {"--wait"});
  EXPECT_EQ(own.at("counts").at("finished"), 2) << own.dump(1);
  const auto put_out = protocols::io::read_file(live_.out("loa-lung-cu") / "output.csv");
  EXPECT_THAT(put_out, HasSubstr(own.at("id").get<std::string>()));
  EXPECT_THAT(put_out, Not(HasSubstr(id)));
}

TEST_F(Drill, looks_like_one_on_every_page_and_an_emergency_like_itself) {
  add_devices(live_);
  add_devices(drill_);
  const auto& drill = drill_.centre();
  const auto& live = live_.centre();
  const auto ran = protocols::io::run_and_capture(
      {"env", "VANG_ADDRESS=" + drill.console_address(), "VANG_LOGIN=" + drill.login(),
       "VANG_PASSWORD=" + drill.password(), "VANG_LIVE_ADDRESS=" + live.console_address(),
       "VANG_LIVE_LOGIN=" + live.login(), "VANG_LIVE_PASSWORD=" + live.password(),
       "VANG_SHOTS=" + tests::bin_dir() + "/../screenshots", "node",
       tests::root() + "/tests/browser/drill.mjs"},
      {}, 300s);
  EXPECT_TRUE(ran.ok()) << ran.output << ran.errors << drill.log_tail();
}

}  // namespace
