#include "protocols/trust/claims_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "protocols/io/random.h"
#include "protocols/trust/payload_json.h"

namespace protocols::trust {
namespace {

using Json = nlohmann::json;

bool digit(char c) {
  return c >= '0' && c <= '9';
}
bool lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool upper(char c) {
  return c >= 'A' && c <= 'Z';
}

std::string device_id(PayloadReader& read) {
  auto id = read.text("device");
  if (!is_device_id(id)) read.reject("device");
  return id;
}

void placement(PayloadReader& read, Claims& claims) {
  claims.version = read.integer("version");
  claims.device = device_id(read);
  claims.device_kid = read.text("key");
  const auto* chain = read.array("areas");
  if (chain == nullptr || chain->empty()) return read.reject("areas");
  for (const auto& link : *chain) {
    PayloadReader area(link);
    claims.areas.push_back(area.text("code"));
    if (!is_area_code(claims.areas.back())) read.reject("areas");
  }
}

void areas_of(PayloadReader& read, Claims& claims, bool everywhere_allowed) {
  claims.areas = read.texts("areas");
  const bool fine = std::all_of(claims.areas.begin(), claims.areas.end(), [&](const auto& area) {
    return is_area_code(area) || (everywhere_allowed && area == "*");
  });
  if (claims.areas.empty() || !fine) read.reject("areas");
}

void rank_of(PayloadReader& read, const char* name, Claims& claims) {
  claims.rank = rank_from(read.text(name));
  if (claims.rank == Rank::none) read.reject(name);
}

void message(PayloadReader& read, Claims& claims) {
  claims.id = read.text("id");
  if (!io::is_uuid7(claims.id)) read.reject("id");
  areas_of(read, claims, true);
  rank_of(read, "highest_class", claims);
  claims.until_ms = read.integer_or("valid_until_ms", 0);
}

void programme(PayloadReader& read, Claims& claims) {
  claims.version = read.integer("version");
  claims.areas = {read.text("area")};
  if (!is_area_code(claims.areas.front())) read.reject("area");
  claims.until_ms = read.integer_or("valid_until_ms", 0);
  const auto* entries = read.array("entries");
  if (entries == nullptr) return;
  for (const auto& item : *entries) {
    PayloadReader entry(item);
    const auto rank = rank_from(entry.text("class"));
    if (rank == Rank::none) read.reject("entries");
    claims.rank = std::max(claims.rank, rank);
  }
}

void order(PayloadReader& read, Claims& claims) {
  const auto kind = read.text("kind");
  claims.stops = kind == "stop";
  if (kind != "announce" && kind != "stop") read.reject("kind");
  claims.id = read.text("id");
  if (!io::is_uuid7(claims.id)) read.reject("id");
  if (!claims.stops || read.has("class")) rank_of(read, "class", claims);
  if (claims.stops && read.texts("stops").empty()) read.reject("stops");
  areas_of(read, claims, false);
  claims.below = read.boolean_or("below", true);
  const auto issued_ms = read.integer("issued_ms");
  const auto not_before_ms = read.integer_or("not_before_ms", 0);
  claims.start_ms = not_before_ms == 0 ? issued_ms : not_before_ms;
  claims.start_window_ms =
      claims.stops ? read.integer_or("start_window_ms", 0) : read.integer("start_window_ms");
  claims.until_ms = read.integer("expires_ms");
}

void dispatch(PayloadReader& read, Claims& claims) {
  claims.epoch = read.integer("epoch");
  claims.order = read.text("order");
}

void time(PayloadReader& read, Claims& claims) {
  claims.nonce = read.text("nonce");
  claims.now_ms = read.integer("now_ms");
}

void plays(PayloadReader& read, Claims& claims) {
  claims.device = device_id(read);
  read.text("chain");
  if (read.texts("records").size() > 500) read.reject("records");
}

void receipt(PayloadReader& read, Claims& claims) {
  claims.device = device_id(read);
  read.text("id");
  read.text("order");
  read.text("stage");
}

void session(PayloadReader& read, Claims& claims) {
  claims.device = device_id(read);
  claims.nonce = read.text("nonce");
}

void enrol(PayloadReader& read, Claims&) {
  read.text("token");
}

using Reads = void (*)(PayloadReader&, Claims&);

Reads reader_of(DocumentType type) {
  switch (type) {
    case DocumentType::placement:
      return placement;
    case DocumentType::message:
      return message;
    case DocumentType::programme:
      return programme;
    case DocumentType::order:
      return order;
    case DocumentType::dispatch:
      return dispatch;
    case DocumentType::time:
      return time;
    case DocumentType::plays:
      return plays;
    case DocumentType::receipt:
      return receipt;
    case DocumentType::enrol:
      return enrol;
    case DocumentType::session:
      return session;
    default:
      return nullptr;
  }
}

}  // namespace

Checked<Claims> parse_claims(DocumentType type, std::string_view payload) {
  const auto json = Json::parse(payload, nullptr, false);
  if (const auto reason = check_version(json); reason != Reason::none) {
    return Refusal{reason, "v", {}};
  }
  const auto reads = reader_of(type);
  if (reads == nullptr) return Refusal{Reason::bad_payload, "no such type", {}};
  PayloadReader reader(json);
  Claims claims;
  reads(reader, claims);
  if (!reader.ok()) return Refusal{Reason::bad_payload, reader.missing(), {}};
  return claims;
}

bool is_area_code(std::string_view text) {
  return !text.empty() && text.size() <= 40 && std::all_of(text.begin(), text.end(), [](char c) {
    return digit(c) || lower(c) || upper(c) || c == '.' || c == '-';
  });
}

bool is_device_id(std::string_view text) {
  return text.size() >= 3 && text.size() <= 40 && text.front() != '-' &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return digit(c) || lower(c) || c == '-'; });
}

}  // namespace protocols::trust
