#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "controller/api/problem.h"
#include "controller/api/services.h"

// Values of controller/api → the JSON texts of web/openapi.yaml. Total (bad UTF-8 becomes U+FFFD);
// Thread-safe.
namespace web {

namespace api = controller::api;

// RFC 9457; `english` chooses the language of `title`.
std::string problem_text(const api::Problem& problem, bool english);

std::string healthz_text(const api::ServiceState& state);
std::string service_text(const api::ServiceState& state, bool details);
std::string text_of(const api::Certificate& certificate);
// token or csrf may be empty: absent.
std::string signed_in_text(const api::SignedIn& signed_in, bool browser);
std::string me_text(const api::Person& me, std::string_view csrf);
std::string text_of(const std::vector<api::OpenSession>& sessions);
std::string text_of(const api::PersonKey& key);
std::string text_of(const api::Person& person);
std::string text_of(const api::AreaLine& line);
std::string text_of(const api::ImportReport& report);
std::string text_of(const std::vector<api::Profile>& profiles);
std::string text_of(const api::Device& device);
std::string token_text(const api::Token& token, std::string_view qr_svg);
std::string text_of(const api::Clip& clip);
std::string text_of(const api::PreparedMessage& prepared);
std::string text_of(const api::Message& message);
std::string text_of(const api::ProgrammeDraft& draft);
std::string text_of(const api::Published& published);
std::string text_of(const api::ProgrammeChanges& changes);
std::string text_of(const std::vector<api::Occurrence>& occurrences);
std::string text_of(const api::PreparedOrder& prepared);
std::string text_of(const api::Scope& scope);
std::string text_of(const api::Order& order);
std::string text_of(const api::OrderDetail& detail);
std::string text_of(const api::DeviceNow& now);
std::string snapshot_text(const std::vector<api::DeviceNow>& devices, api::Instant now);
std::string jwk_set_text(const std::vector<api::SignerKey>& keys);

std::string text_of(const api::Page<api::Person>& page);
std::string text_of(const api::Page<api::Area>& page);
std::string text_of(const api::Page<api::Device>& page);
// With what each of them does now; `now` may lack some.
std::string text_of(const api::Page<api::Device>& page, const std::vector<api::DeviceNow>& now);
std::string text_of(const api::Page<api::Clip>& page);
std::string text_of(const api::Page<api::Message>& page);
std::string text_of(const api::Page<api::Order>& page);
std::string text_of(const api::Page<api::Play>& page);
std::string text_of(const api::Page<api::AuditEntry>& page);
std::string text_of(const api::Page<api::SignedDocument>& page);

// Events of the push socket.
std::string push_snapshot(const std::vector<api::DeviceNow>& devices, std::size_t first,
                          std::size_t count, api::Instant now);
std::string push_device(const api::DeviceNow& device);
std::string push_level(const api::LevelNow& level);
std::string push_picture(const api::PictureNow& picture);
std::string push_order(const api::OrderProgress& progress);
std::string push_tick(api::Instant now, const std::optional<api::StateCounts>& states);

// The devices' door.
std::string text_of(const api::EnrolAnswer& answer);
std::string text_of(const api::DeviceSession& session);
std::string nonce_text(const std::string& nonce);

}  // namespace web
