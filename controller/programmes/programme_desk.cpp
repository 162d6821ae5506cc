#include "controller/programmes/programme_desk.h"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

#include "controller/authority/area_check.h"
#include "controller/programmes/draft_entries_json.h"
#include "controller/store/devices.h"
#include "controller/store/people.h"
#include "playlists/programme/changes.h"
#include "playlists/programme/programme_json.h"
#include "playlists/timetable/civil_time.h"
#include "protocols/io/random.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace {

using playlists::Programme;
using protocols::io::from_ms;
using protocols::io::to_ms;
using Kind = DocumentTable::Kind;

constexpr const char* zone = "Asia/Ho_Chi_Minh";

DraftRow draft_of(Session& session, const std::string& area) {
  if (auto draft = DraftTable(session).find(area)) return *std::move(draft);
  DraftRow fresh;
  fresh.area = area;
  fresh.entries = "[]";
  return fresh;
}

std::string name_of(Session& session, const std::string& person) {
  const auto row = PeopleTable(session).find(person);
  return row ? row->name : "";
}

Programme programme_in(const DocumentRow& row) {
  const auto parts = protocols::trust::parse_compact(row.jws);
  auto programme = parts ? playlists::parse_programme(parts->payload).value : std::nullopt;
  if (!programme)
    throw std::runtime_error("the stored programme of " + row.subject + " is damaged");
  return *std::move(programme);
}

// 0 in the API and in documents = open.
std::int64_t until_ms(const Programme& programme) {
  return programme.valid_until == playlists::open_end ? 0 : to_ms(programme.valid_until);
}

Programme programme_of(const DraftRow& draft) {
  Programme programme;
  programme.area = *playlists::AreaCode::parse(draft.area);
  programme.zone = zone;
  programme.entries = read_draft_entries(draft.entries, [] { return std::string(); }).entries;
  programme.valid_from = from_ms(draft.valid_from_ms);
  programme.valid_until =
      draft.valid_until_ms == 0 ? playlists::open_end : from_ms(draft.valid_until_ms);
  programme.offline.days = draft.offline_days;
  if (!draft.offline_filler.empty()) {
    programme.offline.filler = *playlists::MessageHash::parse(draft.offline_filler);
  }
  return programme;
}

api::Offline offline_view(const Programme& programme) {
  return {programme.offline.days, programme.offline.filler.text()};
}

bool same_content(const Programme& one, const Programme& other) {
  return one.entries == other.entries && one.valid_from == other.valid_from &&
         one.valid_until == other.valid_until && one.offline == other.offline;
}

void check_terms(const api::DraftChange& change) {
  std::vector<api::Detail> mistakes;
  const bool open = to_ms(change.valid_until) == 0;
  if (!open && change.valid_until <= change.valid_from) {
    mistakes.push_back({"/valid_until_ms", 0, "until_before_from",
                        "Lịch hết hiệu lực trước khi bắt đầu.",
                        "The programme ends before it begins."});
  }
  if (!change.offline.filler.empty() && !playlists::MessageHash::parse(change.offline.filler)) {
    mistakes.push_back({"/offline/filler", 0, "bad_value", "Không phải mã bản tin.",
                        "This is no message's hash."});
  }
  if (!mistakes.empty()) throw api::invalid(std::move(mistakes));
}

int devices_following(Session& session, const std::string& area) {
  const auto devices = DeviceTable(session).in_area(area, true);
  return static_cast<int>(std::ranges::count(devices, std::int64_t{0}, &DeviceRow::retired_ms));
}

void check_revision(const DraftRow& draft, const std::string& revision) {
  if (std::to_string(draft.revision) != revision) throw api::changed_meanwhile();
}

}  // namespace

ProgrammeDesk::ProgrammeDesk(Store& store, const AreaMap& areas, const Rights& rights,
                             const Signing& signing, const protocols::io::Clock& clock,
                             FindApproved find_message)
    : store_(store),
      areas_(areas),
      rights_(rights),
      signing_(signing),
      clock_(clock),
      judge_(areas, find_message),
      due_(std::move(find_message)) {}

void ProgrammeDesk::check_area(const api::Caller& caller, Act act, const std::string& area) const {
  if (!areas_.knows(area)) throw no_area();
  rights_.require(caller, act, area);
}

api::ProgrammeDraft ProgrammeDesk::draft_view(Session& session, const std::string& area) const {
  const DraftRow draft = draft_of(session, area);
  const auto newest = DocumentTable(session, Kind::Programme).latest(area);
  api::ProgrammeDraft out;
  out.area = area;
  out.revision = std::to_string(draft.revision);
  out.published = newest ? static_cast<int>(newest->version) : 0;
  out.differs =
      newest ? !same_content(programme_of(draft), programme_in(*newest)) : draft.revision != 0;
  out.entries = draft.entries;
  out.valid_from = from_ms(draft.valid_from_ms);
  out.valid_until = from_ms(draft.valid_until_ms);
  out.offline = {draft.offline_days, draft.offline_filler};
  out.changed = from_ms(draft.changed_ms);
  out.changed_by = name_of(session, draft.changed_by);
  return out;
}

api::Published ProgrammeDesk::published_view(Session& session, const DocumentRow& row) const {
  const Programme programme = programme_in(row);
  return {row.subject,
          static_cast<int>(row.version),
          row.hash,
          from_ms(row.issued_ms),
          programme.zone_data,
          programme.valid_from,
          from_ms(until_ms(programme)),
          offline_view(programme),
          name_of(session, row.by),
          entries_to_json(programme.entries),
          devices_following(session, row.subject)};
}

api::ProgrammeChanges ProgrammeDesk::changes_view(Session& session, const std::string& area) const {
  const DraftRow draft = draft_of(session, area);
  const auto newest = DocumentTable(session, Kind::Programme).latest(area);
  const auto before = newest ? programme_in(*newest).entries : std::vector<playlists::Entry>{};
  const auto found = playlists::changes_between(before, programme_of(draft).entries);
  api::ProgrammeChanges out;
  out.area = area;
  out.revision = std::to_string(draft.revision);
  out.version = newest ? static_cast<int>(newest->version) : 0;
  out.devices = devices_following(session, area);
  out.added = entries_to_json(found.added);
  for (const auto& change : found.changed) {
    out.changed.push_back(
        {playlists::entry_to_json(change.before), playlists::entry_to_json(change.after)});
  }
  out.removed = entries_to_json(found.removed);
  return out;
}

api::ProgrammeChanges ProgrammeDesk::changes(const api::Caller& caller, const std::string& area) {
  check_area(caller, Act::Look, area);
  return store_.read([&](Session& s) { return changes_view(s, area); });
}

api::ProgrammeDraft ProgrammeDesk::draft(const api::Caller& caller, const std::string& area) {
  check_area(caller, Act::Look, area);
  return store_.read([&](Session& s) { return draft_view(s, area); });
}

std::optional<api::Published> ProgrammeDesk::published(const api::Caller& caller,
                                                       const std::string& area) {
  check_area(caller, Act::Follow, area);
  return store_.read([&](Session& s) -> std::optional<api::Published> {
    const auto newest = DocumentTable(s, Kind::Programme).latest(area);
    if (!newest) return std::nullopt;
    return published_view(s, *newest);
  });
}

api::ProgrammeDraft ProgrammeDesk::save(const api::Caller& caller, const std::string& area,
                                        const std::string& revision,
                                        const api::DraftChange& change) {
  check_area(caller, Act::Speak, area);
  const auto now = clock_.wall();
  auto read = read_draft_entries(change.entries, [now] { return protocols::io::uuid7(now); });
  if (!read.mistakes.empty()) throw api::invalid(std::move(read.mistakes));
  check_terms(change);
  DraftRow row;
  row.area = area;
  row.entries = entries_to_json(read.entries);
  row.changed_ms = to_ms(now);
  row.changed_by = caller.person;
  row.valid_until_ms = to_ms(change.valid_until);
  row.valid_from_ms = to_ms(change.valid_from);
  row.offline_days = change.offline.days;
  row.offline_filler = change.offline.filler;
  const auto entry = deed(caller, now, "programme.save", area, area,
                          fmt::format("{} entries", read.entries.size()));
  return store_
      .write([this, row, entry, revision](Session& s) {
        require_area_in(s, row.area, no_area());
        const DraftRow before = draft_of(s, row.area);
        check_revision(before, revision);
        DraftRow next = row;
        next.revision = before.revision + 1;
        DraftTable(s).put(next);
        AuditTable(s).append(entry);
        return draft_view(s, row.area);
      })
      .get();
}

Programme ProgrammeDesk::looked_at(Session& session, const std::string& area,
                                   api::ProgrammeOf of) const {
  if (of != api::ProgrammeOf::Published) return programme_of(draft_of(session, area));
  const auto newest = DocumentTable(session, Kind::Programme).latest(area);
  if (newest) return programme_in(*newest);
  throw api::Problem(404, "not_published", "Địa bàn này chưa công bố chương trình.",
                     "This area has not published a programme yet.");
}

std::vector<api::Occurrence> ProgrammeDesk::occurrences(const api::Caller& caller,
                                                        const std::string& area,
                                                        api::ProgrammeOf of, api::Instant from,
                                                        api::Instant until) {
  check_area(caller, of == api::ProgrammeOf::Published ? Act::Follow : Act::Look, area);
  return store_.read(
      [&](Session& s) { return due_.within(s, looked_at(s, area, of), from, until); });
}

std::vector<api::Occurrence> ProgrammeDesk::next(const api::Caller& caller, const std::string& area,
                                                 api::ProgrammeOf of, api::Instant from, int each) {
  check_area(caller, of == api::ProgrammeOf::Published ? Act::Follow : Act::Look, area);
  const auto many = static_cast<std::size_t>(each);
  return store_.read([&](Session& s) { return due_.next(s, looked_at(s, area, of), from, many); });
}

std::vector<api::Occurrence> ProgrammeDesk::next_of(const api::Caller& caller,
                                                    const std::string& area,
                                                    const std::string& entry, api::Instant from,
                                                    int each) {
  check_area(caller, Act::Look, area);
  const auto now = clock_.wall();
  auto read = read_draft_entries("[" + entry + "]", [now] { return protocols::io::uuid7(now); });
  if (!read.mistakes.empty()) throw api::invalid(std::move(read.mistakes));
  Programme programme;
  programme.zone = zone;
  programme.entries = std::move(read.entries);
  return store_.read(
      [&](Session& s) { return due_.next(s, programme, from, static_cast<std::size_t>(each)); });
}

DocumentRow ProgrammeDesk::sign_draft(Session& session, const std::string& area,
                                      const std::string& revision, const std::string& by) const {
  const DraftRow draft = draft_of(session, area);
  check_revision(draft, revision);
  DocumentTable versions(session, Kind::Programme);
  const auto newest = versions.latest(area);
  Programme programme = programme_of(draft);
  if (newest && same_content(programme, programme_in(*newest))) return *newest;
  const auto now = clock_.wall();
  programme.version = newest ? newest->version + 1 : 1;
  programme.issued = now;
  programme.zone_data = playlists::zone_data_version();
  auto mistakes = judge_.judge(session, programme, now);
  if (!mistakes.empty()) throw api::invalid(std::move(mistakes));
  const auto made = signing_.sign("vang-programme", playlists::programme_to_json(programme));
  DocumentRow row{area, programme.version, to_ms(now), made.hash, made.jws, by};
  versions.insert(row);
  return row;
}

api::Published ProgrammeDesk::publish(const api::Caller& caller, const std::string& area,
                                      const std::string& revision) {
  check_area(caller, Act::Speak, area);
  const auto entry = deed(caller, clock_.wall(), "programme.publish", area, area);
  auto published = store_
                       .write([this, area, revision, entry](Session& s) {
                         require_area_in(s, area, no_area());
                         const auto row = sign_draft(s, area, revision, entry.person);
                         AuditRow done = entry;
                         done.detail = fmt::format("version {}", row.version);
                         AuditTable(s).append(done);
                         return published_view(s, row);
                       })
                       .get();
  if (told_) told_({DocumentChange::Kind::Programme, area});
  return published;
}

}  // namespace controller
