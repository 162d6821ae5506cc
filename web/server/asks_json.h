#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "controller/api/services.h"

// Request bodies → values of controller/api. Every function throws Problem 400 or 422 as
// read_object does, with a JSON pointer for each mistake of form; what needs the store to judge is
// the controller's. Thread-safe.
namespace web {

struct SignInBody {
  std::string login;
  std::string password;
  bool browser = true;
};
struct PasswordBody {
  std::string old_password;
  std::string new_password;
};

SignInBody parse_sign_in(std::string_view body);
PasswordBody parse_password_change(std::string_view body);
controller::api::CertificateAsk parse_certificate_ask(std::string_view body);
controller::api::KeyAsk parse_key_ask(std::string_view body);
controller::api::PersonAsk parse_person_ask(std::string_view body);
controller::api::PersonChange parse_person_change(std::string_view body);
controller::api::TokenAsk parse_token_ask(std::string_view body);
controller::api::PlacementChange parse_placement_change(std::string_view body);
controller::api::MessageAsk parse_message_ask(std::string_view body);
controller::api::OrderAsk parse_order_ask(std::string_view body);
controller::api::DraftChange parse_draft_change(std::string_view body);
// An entry that nobody has saved, and which of its occurrences are wanted.
struct NextAsk {
  std::string entry;  // JSON object
  controller::api::Instant from{};
  int each = 1;
};
NextAsk parse_next_ask(std::string_view body);
std::string parse_signed(std::string_view body);  // {"jws"}: the compact JWS, not yet believed

// What a push socket is to tell: what of the devices and orders, and with each tick the counts of
// states in the watch's area.
struct PushAsk {
  controller::api::WatchAsk watch;
  bool states = false;
};
PushAsk parse_push_ask(std::string_view body);

// The devices' door (docs/link.md).
struct SessionBody {
  std::string device;
  std::string nonce;
  std::string proof;
};
controller::api::EnrolAsk parse_enrol(std::string_view body);
std::string parse_nonce_ask(std::string_view body);  // the device
SessionBody parse_session(std::string_view body);
std::string parse_time_ask(std::string_view body);  // the nonce

}  // namespace web
