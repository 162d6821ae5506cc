#pragma once

#include <nlohmann/json.hpp>

#include "controller/api/services.h"

// The pieces that answers are put together from. For *_json.cpp only. Pure
// functions; thread-safe.
namespace web {

namespace api = controller::api;
using Json = nlohmann::json;

std::string text_of(const Json& value);

inline std::int64_t ms(api::Instant at) {
  return at.time_since_epoch().count();
}

// JSON knows no infinity: silence is -150 dB here.
double finite(double decibel);
Json finite_or_null(const std::optional<double>& decibel);

Json json_of(const api::Detail& detail);
Json json_of(const api::Person& person);
Json json_of(const api::OpenSession& session);
Json json_of(const api::PersonKey& key);
Json json_of(const api::Area& area);
Json json_of(const api::Site& site);
Json json_of(const api::Output& output);
Json json_of(const api::Profile& profile);
Json json_of(const api::Device& device);
Json json_of(const api::Rendition& rendition);
Json json_of(const api::Clip& clip);
Json json_of(const api::Message& message);
Json json_of(const api::OrderCounts& counts);
Json json_of(const api::Order& order);
Json json_of(const api::PlayItem& item);
Json json_of(const api::Play& play);
Json json_of(const api::Versions& versions);
Json json_of(const api::DeviceNow& now);
Json json_of(const api::AuditEntry& entry);
Json json_of(const api::SignedDocument& document);

template <typename T>
Json list_of(const std::vector<T>& values) {
  Json list = Json::array();
  for (const auto& value : values) list.push_back(json_of(value));
  return list;
}

template <typename T>
std::string page_text(const api::Page<T>& page) {
  return text_of(Json{{"items", list_of(page.items)}, {"next", page.next}});
}

// Links to the pictures that `what` (messages, orders) with this hash has for these profiles.
Json previews(const char* what, const std::string& hash, const std::vector<std::string>& profiles);

}  // namespace web
