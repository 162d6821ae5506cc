#include "web/server/asks_json.h"
#include "web/server/fields_json.h"

namespace web {

namespace api = controller::api;

namespace {

constexpr Length password_length{1, 1000};

api::Role role_from(const std::string& word) {
  return word == "administrator" ? api::Role::Administrator : api::Role::Staff;
}

}  // namespace

SignInBody parse_sign_in(std::string_view body) {
  SignInBody ask;
  read_object(body, [&](Fields& fields) {
    ask.login = fields.text("login", {1, 100});
    ask.password = fields.text("password", password_length);
    ask.browser = fields.word("client", {"browser", "tool"}) != "tool";
  });
  return ask;
}

PasswordBody parse_password_change(std::string_view body) {
  PasswordBody ask;
  read_object(body, [&](Fields& fields) {
    ask.old_password = fields.text("old", password_length);
    ask.new_password = fields.text("new", password_length);
  });
  return ask;
}

api::KeyAsk parse_key_ask(std::string_view body) {
  api::KeyAsk ask;
  read_object(body, [&](Fields& fields) {
    ask.x = fields.text("x", {43, 43});
    ask.name = fields.text("name", {1, 100});
    ask.proof = fields.text("proof", {1, 4096});
  });
  return ask;
}

api::PersonAsk parse_person_ask(std::string_view body) {
  api::PersonAsk ask;
  read_object(body, [&](Fields& fields) {
    ask.login = fields.text("login", {2, 40});
    ask.name = fields.text("name", {1, 100});
    ask.password = fields.text("password", password_length);
    ask.role = role_from(fields.word("role", {"administrator", "staff"}));
    ask.area = fields.text("area", {1, 40});
  });
  return ask;
}

api::PersonChange parse_person_change(std::string_view body) {
  api::PersonChange change;
  read_object(body, [&](Fields& fields) {
    change.name = fields.text_if("name", {1, 100});
    if (fields.has("role"))
      change.role = role_from(fields.word("role", {"administrator", "staff"}));
    change.area = fields.text_if("area", {1, 40});
    change.disabled = fields.flag_if("disabled");
    change.password = fields.text_if("password", password_length);
  });
  return change;
}

std::string parse_signed(std::string_view body) {
  std::string jws;
  read_object(body, [&](Fields& fields) { jws = fields.text("jws", {1, 1U << 20}); });
  return jws;
}

api::EnrolAsk parse_enrol(std::string_view body) {
  api::EnrolAsk ask;
  read_object(body, [&](Fields& fields) {
    ask.token = fields.text("token", {1, 200});
    if (!fields.object("jwk", [&](Fields& jwk) {
          jwk.word("kty", {"OKP"});
          jwk.word("crv", {"Ed25519"});
          ask.x = jwk.text("x", {43, 43});
        })) {
      fields.wrong("jwk", "missing", "Thiếu khóa của thiết bị.", "The device's key is missing.");
    }
    ask.nkey = fields.text("nkey", {56, 56});
    ask.proof = fields.text("proof", {1, 4096});
  });
  return ask;
}

std::string parse_nonce_ask(std::string_view body) {
  std::string device;
  read_object(body, [&](Fields& fields) { device = fields.text("device", {3, 40}); });
  return device;
}

SessionBody parse_session(std::string_view body) {
  SessionBody ask;
  read_object(body, [&](Fields& fields) {
    ask.device = fields.text("device", {3, 40});
    ask.nonce = fields.text("nonce", {1, 200});
    ask.proof = fields.text("proof", {1, 4096});
  });
  return ask;
}

std::string parse_time_ask(std::string_view body) {
  std::string nonce;
  read_object(body, [&](Fields& fields) { nonce = fields.text("nonce", {1, 200}); });
  return nonce;
}

}  // namespace web
