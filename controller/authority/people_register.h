#pragma once

#include <filesystem>
#include <string>

#include "controller/api/people.h"
#include "controller/authority/area_map.h"
#include "controller/authority/changes.h"
#include "controller/authority/keyring_book.h"
#include "controller/authority/rights.h"
#include "controller/store/people.h"
#include "controller/store/store.h"

namespace controller {

/// `api::People`: who may sign in and with which role, and the first administrator. Closing
/// somebody ends their sessions and takes their keys out of the keyring at once; a new keyring is
/// made only when a key in it would read otherwise. Thread-safe.
class PeopleRegister final : public api::People {
 public:
  PeopleRegister(Store& store, const AreaMap& areas, const Rights& rights, KeyringBook& keyring,
                 const protocols::io::Clock& clock)
      : store_(store), areas_(areas), rights_(rights), keyring_(keyring), clock_(clock) {}

  /// Told after a new keyring version. Set before use.
  void on_change(OnDocumentChange told) { told_ = std::move(told); }

  /// At the very first start: makes the administrator `admin` with a password of chance and writes
  /// both to `file` (0600). True if it did. The file is written first: nobody is ever locked out.
  bool make_first(const std::filesystem::path& file);

  api::Page<api::Person> list(const api::Caller& caller, const api::PageAsk& page) override;
  api::Person one(const api::Caller& caller, const std::string& id) override;
  api::Person create(const api::Caller& caller, const api::PersonAsk& ask) override;
  api::Person change(const api::Caller& caller, const std::string& id,
                     const api::PersonChange& change) override;

 private:
  void check_place(api::Role role, const std::string& area) const;
  /// `row` with what `change` names, judged.
  PersonRow changed(PersonRow row, const api::PersonChange& change, std::int64_t now_ms) const;
  /// Inside a transaction. True if the keyring was renewed.
  bool store_change(Session& session, const PersonRow& before, const PersonRow& after) const;

  Store& store_;
  const AreaMap& areas_;
  const Rights& rights_;
  KeyringBook& keyring_;
  const protocols::io::Clock& clock_;
  OnDocumentChange told_;
};

}  // namespace controller
