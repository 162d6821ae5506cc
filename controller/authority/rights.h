#pragma once

#include <string_view>

#include "controller/api/values.h"
#include "controller/authority/area_map.h"
#include "controller/store/audit.h"
#include "controller/store/store.h"
#include "protocols/io/clock.h"

namespace controller {

/// What a person wants to do, as far as rights go.
enum class Act {
  None,
  Look,    // see areas, devices, plays, messages
  Follow,  // see what is published for an area that the own devices follow: also those above
  Speak,   // approve messages, edit and publish programmes, send orders
  Equip,   // enrol, move and retire devices
  Govern   // people, areas, audit, documents
};

/// The one question of permission on every route: may(person, act, area). Administrators may
/// everything; staff look and speak in the subtree of their own area, and see what those above it
/// publish. Thread-safe.
class Rights {
 public:
  Rights(Store& store, const AreaMap& areas, const protocols::io::Clock& clock)
      : store_(store), areas_(areas), clock_(clock) {}

  /// `area` "" = no single area: staff may Look (the list is narrowed to what they see) and no
  /// more;
  /// "*" = everywhere.
  bool may(const api::Caller& caller, Act act, std::string_view area) const;
  /// Throws Problem 403 `forbidden` and notes the attempt in the audit.
  void require(const api::Caller& caller, Act act, std::string_view area) const;

 private:
  Store& store_;
  const AreaMap& areas_;
  const protocols::io::Clock& clock_;
};

/// The audit row for a deed of `caller`; append it in the transaction of the deed itself.
AuditRow deed(const api::Caller& caller, protocols::io::WallTime at, std::string act,
              std::string area, std::string object, std::string detail = "");

}  // namespace controller
