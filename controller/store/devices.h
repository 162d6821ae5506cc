#pragma once

#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace controller {

/// A place with equipment.
struct SiteRow {
  std::string id;  // "lung-cu-ubnd"
  std::string name;
  std::string area;  // code of the area it stands in
};

/// What lists of devices sort and search by, computed from the plan in one place
/// (authority/device_keys.h).
struct DeviceKeys {
  std::string sort_name;  // the name's place in Vietnamese order: hex, compared byte by byte
  std::string search;     // id, name and site as search_text, one a line
  std::string profile;    // its name
  std::string tags;       // "\ncho\nvung-cao\n"; "\n" = none
  std::string by;         // which computation made them, "" = none yet
};

/// A device, from the moment its token was made. What it obeys is its newest placement
/// (documents.h); the columns here are for finding and listing.
struct DeviceRow {
  std::string id;  // "bang-lung-cu"
  std::string name;
  std::string site;
  std::string area;  // own area
  std::string plan;  // JSON of the unsigned placement, signed at redemption and at each move
  std::string kid;   // RFC 7638 thumbprint of its key, "" until enrolled
  std::string x;     // base64url public key, "" until enrolled
  std::string nkey;  // "U…", "" until enrolled
  std::int64_t created_ms = 0;
  std::int64_t enrolled_ms = 0;  // 0 = token not yet redeemed
  std::int64_t retired_ms = 0;   // 0 = in use
  DeviceKeys keys{};
};

/// A one-use enrolment token; the token itself is never stored.
struct TokenRow {
  std::string token_hash;  // SHA-256 of the token, hex
  std::string device;
  std::string created_by;  // PersonRow::id
  std::string addresses;   // blank-separated https addresses given for this device, "" = our own
  std::int64_t expires_ms = 0;
  std::int64_t redeemed_ms = 0;  // 0 = not yet
  std::string kid;               // key that redeemed it, "" = none yet
};

/// The table `sites`. Confined to its owner.
class SiteTable {
 public:
  explicit SiteTable(Poco::Data::Session& session) : session_(session) {}
  void put(const SiteRow& site);
  std::optional<SiteRow> find(std::string_view id) const;
  std::vector<SiteRow> all() const;

 private:
  Poco::Data::Session& session_;
};

/// The table `devices`. Confined to its owner.
class DeviceTable {
 public:
  explicit DeviceTable(Poco::Data::Session& session) : session_(session) {}

  void insert(const DeviceRow& device);    // throws if there is one of this id
  void set_plan(const DeviceRow& device);  // name, site, area, plan and keys of this id
  /// For many: the look and the change in one statement. False, and nothing is done, if there is
  /// one of this id …
  bool insert_new(const DeviceRow& device);
  /// … if plan, key or retirement are no longer those of `read`.
  bool set_plan_of(const DeviceRow& read, const DeviceRow& device);
  void set_key(std::string_view id, std::string_view kid, std::string_view x, std::string_view nkey,
               std::int64_t enrolled_ms);
  void retire(std::string_view id, std::int64_t at_ms);
  std::optional<DeviceRow> find(std::string_view id) const;
  std::optional<DeviceRow> find_key(std::string_view kid) const;
  std::vector<DeviceRow> all() const;
  /// Those whose keys were made by another computation (DeviceKeys::by).
  std::vector<DeviceRow> not_keyed_by(std::string_view computation) const;
  /// Devices whose own area is `area` or, if `below`, lies in its subtree.
  std::vector<DeviceRow> in_area(std::string_view area, bool below) const;

 private:
  friend class DevicePages;
  // Those that `rest` (WHERE …, with a ? for each of `values`) leaves.
  std::vector<DeviceRow> where(std::string_view rest, const std::vector<std::string>& values) const;

  Poco::Data::Session& session_;
};

/// The table `device_tokens`. Confined to its owner.
class TokenTable {
 public:
  explicit TokenTable(Poco::Data::Session& session) : session_(session) {}

  void insert(const TokenRow& token);
  std::optional<TokenRow> find(std::string_view token_hash) const;
  void redeem(std::string_view token_hash, std::string_view kid, std::int64_t at_ms);

 private:
  Poco::Data::Session& session_;
};

}  // namespace controller
