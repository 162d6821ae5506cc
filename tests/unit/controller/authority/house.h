#pragma once

#include <map>
#include <string>
#include <vector>

#include "controller/api/problem.h"
#include "controller/authority/authority.h"
#include "controller/authority/device_door.h"
#include "controller/authority/device_register.h"
#include "protocols/trust/keys.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/temp_dir.h"

/// The rooms of authority over a real store, with three areas of Hà Giang, an administrator and a
/// commune's staff; passes are texts, media and messages come from maps. Confined to its owner.
struct House {
  House();

  fakes::TempDir folder;
  fakes::FakeClock clock;
  controller::Store store{folder / "vang.db"};
  controller::Authority authority{store, prepared_trust(), {"vang.test", "192.0.2.1"}, clock};
  std::vector<std::string> revoked;  // nkeys
  controller::Addresses addresses = controller::Addresses::of({"vang.test"}, 8444, 4222);
  controller::DeviceRegister devices{store, authority.rights, authority.placements, clock,
                                     register_parts()};
  controller::DeviceDoor door{store, authority.signing, authority.keyring, authority.placements,
                              clock, door_parts()};
  std::vector<controller::DocumentChange> told;

  controller::api::Caller administrator;
  controller::api::Caller staff;  // of Lũng Cú

  /// Signs in with the password of first-administrator.txt.
  controller::api::SignedIn sign_in(const std::string& login, const std::string& password);
  std::string first_password() const;
  std::string revision_of(const std::string& device);
  /// As a removal leaves it for who judged by the area map just before: gone from the store alone.
  void remove_area_unseen(const std::string& code);
  controller::api::KeyAsk key_ask(const protocols::trust::SigningKey& key,
                                  const std::string& person) const;
  controller::api::TokenAsk board_ask() const;
  /// The token inside an enrolment string.
  std::string token_in(const controller::api::Token& token) const;
  controller::api::EnrolAsk enrol_ask(const protocols::trust::SigningKey& key,
                                      const std::string& token) const;

 private:
  std::filesystem::path prepared_trust() const;
  controller::RegisterParts register_parts();
  controller::DoorParts door_parts();
};

/// The code of the Problem that `work` throws; "" if none.
template <class Work>
std::string problem_of(Work work) {
  try {
    work();
    return "";
  } catch (const controller::api::Problem& problem) {
    return problem.details().empty() ? problem.code() : problem.details().front().code;
  }
}
