#include "web/ctl/entry_options_json.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cctype>

#include "web/ctl/failure.h"
#include "web/ctl/playing_options.h"

namespace ctl {

namespace {

template <class T>
void put(Json& json, const char* name, const T& value) {
  if (value != T{}) json[name] = value;
}

// "10m", "45s", "2h", "600" (seconds).
int seconds_of(const std::string& text) {
  std::size_t used = 0;
  int number = -1;
  try {
    number = std::stoi(text, &used);
  } catch (const std::exception&) {
    used = 0;
  }
  const std::string unit = text.substr(used);
  const int factor = unit.empty() || unit == "s" ? 1 : unit == "m" ? 60 : unit == "h" ? 3600 : 0;
  if (number > 0 && number <= 86'400 && factor > 0) return number * factor;
  throw Failure(
      Exit::usage,
      fmt::format("--every {0}: viết 45s, 10m hoặc 2h\n--every {0}: write 45s, 10m or 2h", text));
}

// What is not said otherwise is every day; days make it weekly, --once leaves only --from.
std::string rule_of(const EntryAsk& ask) {
  if (ask.once || !ask.rule.empty()) return ask.rule;
  if (ask.days.empty()) return "FREQ=DAILY";
  std::string days = fmt::format("{}", fmt::join(ask.days, ","));
  for (char& letter : days) letter = static_cast<char>(std::toupper(letter));
  return "FREQ=WEEKLY;BYDAY=" + days;
}

Json when_of(const EntryAsk& ask) {
  Json when = Json::object();
  put(when, "rule", rule_of(ask));
  put(when, "from", ask.from);
  put(when, "until", ask.until);
  put(when, "times", ask.times);
  if (const auto dash = ask.window.find('-'); dash != std::string::npos) {
    when["window"] = {{"start", ask.window.substr(0, dash)}, {"end", ask.window.substr(dash + 1)}};
  }
  if (!ask.every.empty()) when["every_s"] = seconds_of(ask.every);
  put(when, "most", ask.most);
  if (ask.plays > 0) when["share"] = {{"plays", ask.plays}};
  if (ask.percent > 0) when["share"] = {{"percent", ask.percent}};
  put(when, "except", ask.except);
  put(when, "also", ask.also);
  put(when, "only", ask.only);
  put(when, "never", ask.never);
  return when;
}

// Of each kind that is given something must fit.
Json only_of(const EntryAsk& ask) {
  Json selector = Json::object();
  put(selector, "areas", ask.include.areas);
  if (ask.here_only) selector["below"] = false;
  if (ask.here_only && ask.include.areas.empty()) selector["areas"] = {ask.area};
  put(selector, "sites", ask.include.sites);
  put(selector, "profiles", ask.include.profiles);
  put(selector, "tags", ask.include.tags);
  return selector;
}

// Whatever fits one of them is left out: each kind is a selector of its own.
Json not_of(const Where& where) {
  Json list = Json::array();
  if (!where.areas.empty()) list.push_back({{"areas", where.areas}});
  if (!where.sites.empty()) list.push_back({{"sites", where.sites}});
  if (!where.profiles.empty()) list.push_back({{"profiles", where.profiles}});
  if (!where.tags.empty()) list.push_back({{"tags", where.tags}});
  return list;
}

Json where_of(const EntryAsk& ask) {
  Json where = Json::object();
  if (const Json only = only_of(ask); !only.empty()) where["include"] = {only};
  if (const Json left_out = not_of(ask.exclude); !left_out.empty()) where["exclude"] = left_out;
  return where;
}

void add_when_options(CLI::App& command, EntryAsk& ask) {
  command.add_option("--from", ask.from, "ngày đầu / first day: YYYY-MM-DD")->required();
  command.add_option("--until", ask.until, "ngày cuối / last day: YYYY-MM-DD");
  command.add_option("--time", ask.times, "giờ phát / when it starts: HH:MM:SS");
  auto* day = command.add_option("--day", ask.days, "hằng tuần / weekly: mo tu we th fr sa su")
                  ->check(CLI::IsMember({"mo", "tu", "we", "th", "fr", "sa", "su"}));
  auto* once = command.add_flag("--once", ask.once, "chỉ ngày --from / only on --from");
  command
      .add_option(
          "--rule", ask.rule,
          "quy tắc lặp RFC 5545 / RFC 5545 rule: FREQ=MONTHLY;BYDAY=1MO; mặc định hằng ngày "
          "/ every day unless said")
      ->excludes(day)
      ->excludes(once);
  command.add_option("--window", ask.window,
                     "HH:MM:SS-HH:MM:SS: lặp suốt khoảng này / loops all through it");
  auto* every = command.add_option(
      "--every", ask.every, "trong --window: cứ 10m một lần / in --window: a playing every 10m");
  command
      .add_option("--most", ask.most,
                  "với --every: tối đa mỗi khung / with --every: at most so many in each window")
      ->needs(every);
  auto* plays = command.add_option("--plays-per-hour", ask.plays,
                                   "trong --window: số lượt mỗi giờ / in --window: plays an hour");
  auto* percent =
      command.add_option("--percent", ask.percent,
                         "trong --window: phần trăm thời lượng / in --window: percent of its time");
  plays->check(CLI::Range(1, 60))->excludes(every)->excludes(percent);
  percent->check(CLI::Range(1, 100))->excludes(every);
  command.add_option("--except", ask.except,
                     "trừ ngày hoặc lần này / not on this day or start: YYYY-MM-DD[THH:MM:SS]");
  command.add_option("--also", ask.also, "thêm lần này / this start too: YYYY-MM-DDTHH:MM:SS");
  command.add_option("--only", ask.only, "chỉ trong lịch ngày này / only on days of this calendar");
  command.add_option("--never", ask.never,
                     "không phát trong lịch ngày này / not on days of this calendar");
}

void add_where_options(CLI::App& command, EntryAsk& ask) {
  command.add_option("--where-area", ask.include.areas,
                     "chỉ địa bàn này và bên dưới / only this area and below");
  command.add_flag("--where-here-only", ask.here_only,
                   "không gồm địa bàn bên dưới / not the areas below");
  command.add_option("--where-site", ask.include.sites, "chỉ điểm này / only this site");
  command.add_option("--where-profile", ask.include.profiles,
                     "chỉ loại thiết bị này / only this kind of device");
  command.add_option("--where-tag", ask.include.tags,
                     "chỉ thiết bị có nhãn này / only devices with this tag");
  command.add_option("--where-not-area", ask.exclude.areas,
                     "trừ địa bàn này và bên dưới / not this area and below");
  command.add_option("--where-not-site", ask.exclude.sites, "trừ điểm này / not this site");
  command.add_option("--where-not-profile", ask.exclude.profiles,
                     "trừ loại thiết bị này / not this kind of device");
  command.add_option("--where-not-tag", ask.exclude.tags,
                     "trừ thiết bị có nhãn này / not devices with this tag");
}

void add_conduct_options(CLI::App& command, EntryAsk& ask) {
  command
      .add_option("--cycle", ask.cycle,
                  "cả danh sách hay mỗi lần một bản tin / the whole list or one message at a time")
      ->check(CLI::IsMember({"all", "one"}));
  command
      .add_option("--start", ask.start,
                  "soft: chờ phần đang phát xong / waits for a part to end; prompt: cắt mục đang "
                  "lặp / cuts what loops; hard: cắt mọi mục cùng mức / cuts its whole class")
      ->check(CLI::IsMember({"soft", "prompt", "hard"}));
  command
      .add_option("--late", ask.late_min, "phút; phát muộn tối đa / minutes; how late it may begin")
      ->check(CLI::Range(0, 1440));
  auto* lose =
      command
          .add_option(
              "--lose", ask.lose,
              "khi bị ngắt: phát tiếp, phát như đã chạy suốt, từ đầu, bỏ, hoãn / when it is "
              "cut: go on, as if it had run on, again, skip, postpone")
          ->check(CLI::IsMember({"resume", "rejoin", "restart", "skip", "postpone"}));
  command
      .add_option("--postpone-to", ask.postpone_to,
                  "với --lose postpone: giờ phát lại / the time it is due again: HH:MM:SS")
      ->needs(lose);
}

}  // namespace

void add_entry_options(CLI::App& command, EntryAsk& ask) {
  command.add_option("area", ask.area, "mã địa bàn / area code")->required();
  command
      .add_option("--message", ask.messages,
                  "mã bản tin, nhiều thì phát lần lượt / message hash; several play in order")
      ->required();
  command.add_option("--title", ask.title, "tên mục lịch / title")->required();
  command.add_option("--class", ask.cls, "lớp / class")
      ->check(CLI::IsMember({"background", "routine", "priority"}));
  add_when_options(command, ask);
  add_output_options(command, ask);
  add_where_options(command, ask);
  add_conduct_options(command, ask);
}

Json entry_of(const EntryAsk& ask) {
  Json entry{{"title", ask.title},   {"class", ask.cls},           {"messages", ask.messages},
             {"repeat", ask.repeat}, {"volume_db", ask.volume_db}, {"outputs", ask.outputs},
             {"when", when_of(ask)}};
  put(entry, "cycle", ask.cycle);
  put(entry, "start", ask.start);
  put(entry, "lose", ask.lose);
  put(entry, "postpone_to", ask.postpone_to);
  if (ask.late_min) entry["late_s"] = *ask.late_min * 60;
  if (const Json where = where_of(ask); !where.empty()) entry["where"] = where;
  return entry;
}

}  // namespace ctl
