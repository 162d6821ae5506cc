#include "controller/dispatch/order_desk.h"

#include <algorithm>
#include <utility>

#include "controller/authority/area_check.h"
#include "controller/dispatch/announcement_sound.h"
#include "controller/dispatch/order_draft.h"
#include "controller/dispatch/order_view.h"
#include "controller/dispatch/paper_rows.h"
#include "controller/dispatch/receipt_rows.h"
#include "controller/fleet/now_view.h"
#include "playlists/orders/dispatch_json.h"
#include "playlists/orders/order_json.h"
#include "protocols/io/random.h"
#include "protocols/link/link_messages.h"
#include "protocols/trust/jws.h"

namespace controller {

namespace io = protocols::io;
namespace trust = protocols::trust;
using playlists::Order;
using playlists::OrderKind;

namespace {

constexpr std::int64_t kEpoch = 1;
constexpr std::size_t kMostNamed = 200;
constexpr std::size_t kReadAtOnce = 200;

bool wants(const Order& order, playlists::OutputKind kind) {
  return order.outputs.empty() ||
         std::find(order.outputs.begin(), order.outputs.end(), kind) != order.outputs.end();
}

bool names(const Order& stop, const Order& order) {
  return std::find(stop.stops.begin(), stop.stops.end(), order.id) != stop.stops.end();
}

std::vector<std::string> ids_of(const std::vector<DevicePointer>& devices) {
  std::vector<std::string> ids;
  for (const auto& device : devices) ids.push_back(device->row.id);
  return ids;
}

// Twice base64url (order inside dispatch) and two headers with their signatures.
void require_sendable(const std::string& payload) {
  constexpr std::size_t kHeaders = 1'200;
  if (payload.size() * 16 / 9 + kHeaders <= protocols::link::kMaxPayload) return;
  throw api::invalid(
      {{"/text", 0, "text_too_long", "Thông báo quá dài để truyền ngay, hãy rút ngắn",
        "The announcement is too long to be sent live: make it shorter"}});
}

std::string checked_payload(const Order& order) {
  const std::string payload = playlists::order_to_json(order);
  const auto parsed = playlists::parse_order(payload);
  if (!parsed) {
    std::vector<api::Detail> details;
    for (const auto& problem : parsed.problems) {
      details.push_back({"", 0, problem.code, problem.vi, problem.en});
    }
    throw api::invalid(std::move(details));
  }
  require_sendable(payload);
  return payload;
}

// An area may have been removed since the judge looked. A stop goes out all the same.
void require_areas_in(Session& session, const Order& order) {
  if (order.kind == OrderKind::Stop) return;
  for (const auto& area : order.areas) {
    require_area_in(session, area.text(), vanished_area(area.text()));
  }
}

api::Problem unknown_order() {
  return api::not_found("Không có lệnh này", "There is no such order");
}

}  // namespace

OrderDesk::OrderDesk(OrderDeskParts parts)
    : parts_(std::move(parts)),
      judge_(parts_.store, parts_.keyring, parts_.areas, parts_.rights),
      scopes_(parts_.store, parts_.find_message) {}

Order OrderDesk::draft(const api::Caller& caller, const api::OrderAsk& ask) {
  const auto id = playlists::OrderId::parse(io::uuid7(parts_.clock));
  Order order = draft_order(ask, *id, now());
  judge_.require_areas(caller, order, now());
  if (order.kind == OrderKind::Announce) {
    order.title = parts_.voice.titled(order.title);
    if (order.card) order.card->title = parts_.voice.titled(order.card->title);
    const bool sound = wants(order, playlists::OutputKind::Sound);
    if (ask.speech && sound) add_speech(order, ask, parts_.shelf, parts_.clip_file, parts_.voice);
    order.chime = order.chime && sound;
    const bool picture = wants(order, playlists::OutputKind::Picture);
    if (!order.card && picture && !order.title.empty()) order.card = card_of(order);
    order.issued = now();  // the speech engine took its time
  }
  close_order(order);
  return order;
}

api::PreparedOrder OrderDesk::prepare(const api::Caller& caller, const api::OrderAsk& ask) {
  const Order order = draft(caller, ask);
  const auto devices = parts_.directory.addressed(order, now());
  api::PreparedOrder prepared;
  prepared.payload = checked_payload(order);
  prepared.hash = trust::document_hash(prepared.payload);
  prepared.id = order.id.text();
  if (order.speech && ask.clip.empty())
    prepared.spoken = parts_.voice.spoken(order.text, order.lang);
  if (order.kind == OrderKind::Announce) prepared.duration = planned_duration(order);
  prepared.scope = scope_of(order, devices);
  prepared.notes = check_card(order, devices);
  prepared.previews = preview_profiles(order, devices);
  prepared_.keep(prepared.hash, order, now());
  return prepared;
}

api::Scope OrderDesk::scope_of(const Order& order, const std::vector<DevicePointer>& devices) {
  const auto online = parts_.fleet.online_among(devices);
  api::Scope scope = scopes_.find(order, devices, online, now());
  scope.reachable = static_cast<int>(online.size());
  for (const auto& device : devices) {
    if (scope.unreachable.size() == kMostNamed) break;
    if (!online.contains(device->row.id)) scope.unreachable.push_back(device->row.id);
  }
  return scope;
}

api::Scope OrderDesk::scope(const api::Caller& caller, const std::string& hash) {
  const auto order = prepared_.find(hash, now());
  if (!order) throw unknown_order();
  judge_.require_areas(caller, *order, now());
  return scope_of(*order, parts_.directory.addressed(*order, now()));
}

api::Picture OrderDesk::preview(const api::Caller& caller, const std::string& hash,
                                const std::string& profile) {
  const auto order = prepared_.find(hash, now());
  if (!order || !order->card) throw unknown_order();
  judge_.require_areas(caller, *order, now());
  for (const auto& device : parts_.directory.all()) {
    const auto& made = device->placement.profile;
    const auto* output = playlists::output_of(made, playlists::OutputKind::Picture);
    if (made.name == profile && output != nullptr) return draw_preview(*order->card, *output);
  }
  throw api::not_found("Không có loại bảng này", "There is no such profile");
}

// The order of this hash that was sent, whenever that was.
std::optional<Order> OrderDesk::sent(const std::string& hash) const {
  const auto paper =
      parts_.store.read([&](Session& session) { return PaperRows(session).by_hash(hash); });
  if (!paper || paper->typ != "vang-order") return std::nullopt;
  const auto signed_parts = trust::parse_compact(paper->jws);
  if (!signed_parts) return std::nullopt;
  return playlists::parse_order(signed_parts->payload).value;
}

// A sent one is heard by whoever sees it, a prepared one by whoever may send it.
Order OrderDesk::audible(const api::Caller& caller, const std::string& hash) {
  if (auto order = sent(hash)) {
    if (!touches(*order, area_seen_by(caller))) throw unknown_order();
    return *std::move(order);
  }
  auto order = prepared_.find(hash, now());
  if (!order) throw unknown_order();
  judge_.require_areas(caller, *order, now());
  return *std::move(order);
}

api::Blob OrderDesk::sound(const api::Caller& caller, const std::string& hash) {
  const Order order = audible(caller, hash);
  if (!playlists::plays_on(order, playlists::OutputKind::Sound)) throw no_sound();
  return parts_.previews.sound("order-" + hash, [&](WavWriter& wav) {
    write_announcement(order, parts_.voice.world(), parts_.shelf, wav);
  });
}

api::Order OrderDesk::send(const api::Caller& caller, const std::string& jws) {
  if (const auto stored = already_stored(jws)) return shown(*stored);
  const JudgedOrder judged = judge_.judge(caller, jws, now());
  if (judged.order.kind == OrderKind::Announce && !prepared_.find(judged.verified.hash, now())) {
    throw api::Problem(422, "not_prepared", "Nội dung ký không đúng với bản đã chuẩn bị",
                       "What was signed is not what was prepared");
  }
  require_not_given_up(caller, judged.order);
  const StoredOrder accepted = this->accepted(caller, judged, jws);
  store(caller, accepted);
  parts_.stored(accepted);
  return shown(accepted.row);
}

// The same paper again is not another order. Another paper under a known id is refused.
std::optional<OrderRow> OrderDesk::already_stored(const std::string& jws) const {
  const auto parts = trust::parse_compact(jws);
  if (!parts) throw problem_of(parts.refusal());
  const auto order = playlists::parse_order(parts->payload);
  if (!order) return std::nullopt;  // the judge says why
  auto row = parts_.store.read(
      [&](Session& session) { return OrderRows(session).find(order->id.text()); });
  if (!row || row->jws == jws) return row;
  throw api::conflict("id_in_use", "Mã lệnh này đã dùng cho lệnh khác",
                      "This id belongs to another order");
}

// Whoever heard no answer may have given it up since, by stopping what had not arrived yet.
void OrderDesk::require_not_given_up(const api::Caller& caller, const Order& order) const {
  const auto open = parts_.store.read(
      [&](Session& session) { return OrderRows(session).open(io::to_ms(now())); });
  for (const auto& row : open) {
    if (row.person != caller.person) continue;
    const auto stop = playlists::parse_order(row.payload);
    if (!stop || !names(*stop, order) || !covers(*stop, order)) continue;
    throw api::Problem(422, "stopped", "Lệnh này đã bị dừng trước khi tới nơi nên không phát.",
                       "This was stopped before it arrived, so it is not announced.");
  }
}

StoredOrder OrderDesk::accepted(const api::Caller& caller, const JudgedOrder& judged,
                                const std::string& jws) const {
  StoredOrder stored;
  stored.order = judged.order;
  stored.devices = ids_of(parts_.directory.addressed(judged.order, now()));
  if (judged.order.kind == OrderKind::Stop) stored.stopped = stopped_by(judged.order);
  OrderRow& row = stored.row;
  row.id = judged.order.id.text();
  row.hash = judged.verified.hash;
  row.payload = judged.verified.payload;
  row.jws = jws;
  row.dispatch =
      parts_.signing.sign("vang-dispatch", playlists::dispatch_to_json({kEpoch, now(), jws})).jws;
  row.kid = judged.verified.kid;
  row.by = judged.verified.signer;
  row.person = caller.person;
  row.sent_ms = io::to_ms(now());
  row.expires_ms = io::to_ms(judged.order.expires);
  row.duration_ms =
      judged.order.kind == OrderKind::Announce ? planned_duration(judged.order).count() : 0;
  return stored;
}

bool OrderDesk::reaches(const Order& stop, const playlists::AreaCode& area) const {
  return std::ranges::any_of(stop.areas, [&](const auto& outer) {
    return area == outer || parts_.areas.is_within(area.text(), outer.text());
  });
}

// All its areas lie in the stop's, but for those that have been removed since, where nothing can
// sound: it ends everywhere. One that is stopped only in a part of its areas goes on in the others
// and stays open.
bool OrderDesk::covers(const Order& stop, const Order& order) const {
  return std::ranges::all_of(order.areas, [&](const auto& area) {
    return reaches(stop, area) || !parts_.areas.knows(area.text());
  });
}

std::vector<std::string> OrderDesk::stopped_by(const Order& stop) const {
  const auto open =
      parts_.store.read([&](Session& session) { return open_orders(session, now()); });
  const auto reached = [&](const auto& area) { return reaches(stop, area); };
  std::vector<std::string> stopped;
  for (const auto& order : open) {
    const bool named =
        names(stop, order) || (stop.stops_all && std::ranges::any_of(order.areas, reached));
    if (named && covers(stop, order)) stopped.push_back(order.id.text());
  }
  return stopped;
}

void OrderDesk::store(const api::Caller& caller, const StoredOrder& stored) const {
  const auto at = now();
  const AuditRow audit = deed(caller, at, "order.send", stored.order.areas.front().text(),
                              stored.row.id, stored.order.title);
  const auto dispatch = trust::parse_compact(stored.row.dispatch);
  const PaperRow order{
      0, stored.row.hash, "vang-order", stored.row.kid, stored.row.jws, io::to_ms(at)};
  const PaperRow envelope{0,
                          trust::document_hash(dispatch->payload),
                          "vang-dispatch",
                          dispatch->kid,
                          stored.row.dispatch,
                          io::to_ms(at)};
  parts_.store
      .write([stored, audit, order, envelope](Session& session) {
        require_areas_in(session, stored.order);
        OrderRows orders(session);
        orders.insert(stored.row, stored.devices);
        for (const auto& id : stored.stopped) orders.stop(id, stored.row.sent_ms);
        PaperRows(session).put(order);
        PaperRows(session).put(envelope);
        AuditTable(session).append(audit);
      })
      .get();
}

api::Order OrderDesk::shown(const OrderRow& row) const {
  const auto order = playlists::parse_order(row.payload);
  const auto counts = parts_.store.read([&](Session& session) {
    return counted(
        stages(OrderRows(session).devices(row.id), ReceiptRows(session).of_order(row.id)));
  });
  return order_view(row, *order, counts, now());
}

// Whoever sees an area sees what is ordered above it and below it.
bool OrderDesk::touches(const Order& order, const std::string& area) const {
  if (area.empty()) return true;
  return std::any_of(order.areas.begin(), order.areas.end(), [&](const auto& one) {
    return parts_.areas.is_within(one.text(), area) || parts_.areas.is_within(area, one.text());
  });
}

api::Page<api::Order> OrderDesk::list(const api::Caller& caller, const api::OrderFilter& filter,
                                      const api::PageAsk& ask) {
  const std::string root = area_seen_by(caller);
  api::Page<api::Order> page;
  std::string before = ask.cursor;
  const auto limit = static_cast<std::size_t>(ask.limit);
  while (true) {
    const auto rows = parts_.store.read(
        [&](Session& session) { return OrderRows(session).newest(kReadAtOnce, before); });
    for (const auto& row : rows) {
      before = row.id;
      const auto order = playlists::parse_order(row.payload);
      const bool open = row.stopped_ms == 0 && row.expires_ms > io::to_ms(now());
      if (!order || (filter.open && !open)) continue;
      if (!touches(*order, root) || !touches(*order, filter.area)) continue;
      page.items.push_back(shown(row));
      if (page.items.size() == limit) {
        page.next = before;
        return page;
      }
    }
    if (rows.size() < kReadAtOnce) return page;
  }
}

api::OrderDetail OrderDesk::one(const api::Caller& caller, const std::string& id) {
  const std::string root = area_seen_by(caller);
  const auto row = parts_.store.read([&](Session& session) { return OrderRows(session).find(id); });
  const auto order = row ? playlists::parse_order(row->payload)
                         : playlists::Parsed<Order>(std::vector<playlists::Problem>{});
  if (!row || !order || !touches(*order, root)) throw unknown_order();
  const auto devices = parts_.store.read([&](Session& session) {
    return stages(OrderRows(session).devices(id), ReceiptRows(session).of_order(id));
  });
  api::OrderDetail detail{order_view(*row, *order, counted(devices), now()), {}};
  const auto online = parts_.fleet.online_among(parts_.directory.all());
  for (const auto& [name, stage] : devices) {
    const DevicePointer known = parts_.directory.find(name);
    if (known && !known->within(root)) continue;
    detail.devices.push_back(stage);
    auto& device = detail.devices.back();
    device.online = online.contains(name);
    if (known) device.name = known->row.name;
    if (known) device.area = known->row.area;
  }
  std::stable_partition(detail.devices.begin(), detail.devices.end(),
                        [](const auto& device) { return device.stage == "silent"; });
  return detail;
}

}  // namespace controller
