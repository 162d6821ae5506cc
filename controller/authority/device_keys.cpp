#include "controller/authority/device_keys.h"

#include <fmt/format.h>
#include <unicode/coll.h>

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <vector>

#include "controller/authority/search_text.h"
#include "playlists/orders/placement_json.h"
#include "protocols/io/encoding.h"
#include "protocols/io/log.h"

namespace controller {

namespace {

constexpr std::int32_t longest_key = 200;  // bytes; names that differ only behind it go by their id

std::unique_ptr<icu::Collator> make_collator() {
  UErrorCode error = U_ZERO_ERROR;
  std::unique_ptr<icu::Collator> made(icu::Collator::createInstance(icu::Locale("vi"), error));
  if (U_FAILURE(error) != 0) throw std::runtime_error(u_errorName(error));
  made->setAttribute(UCOL_NUMERIC_COLLATION, UCOL_ON, error);
  return made;
}

const icu::Collator& collator() {
  static const std::unique_ptr<icu::Collator> one = make_collator();
  return *one;
}

// Keys of two versions of ICU do not compare.
std::string computation() {
  UVersionInfo version{};
  collator().getVersion(version);
  return fmt::format("1/{}.{}.{}.{}", version[0], version[1], version[2], version[3]);
}

std::string lines(const std::vector<std::string>& texts) {
  std::string out = "\n";
  for (const auto& text : texts) out += text + "\n";
  return out;
}

DeviceRow with_keys(DeviceRow row) {
  const auto plan = playlists::parse_placement(row.plan);
  if (plan) row.keys = device_keys(*plan);
  row.keys.by = computation();  // a damaged plan is told where it is used
  return row;
}

}  // namespace

std::string vietnamese_order(std::string_view name) {
  const auto text =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int>(name.size())));
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(longest_key));
  const std::int32_t size = collator().getSortKey(text, bytes.data(), longest_key);
  if (size > longest_key) {  // what is in the buffer then is not promised
    bytes.resize(static_cast<std::size_t>(size));
    collator().getSortKey(text, bytes.data(), size);
  }
  const auto kept = static_cast<std::size_t>(std::min(size, longest_key));
  std::string out;
  for (std::size_t i = 0; i < kept; ++i) out += fmt::format("{:02x}", bytes[i]);
  return out;
}

DeviceKeys device_keys(const playlists::Placement& plan) {
  const std::string search =
      lines({plan.device.text(), plan.name, plan.site.id.text(), plan.site.name});
  return {vietnamese_order(plan.name), search_text(search), plan.profile.name, lines(plan.tags),
          computation()};
}

void refresh_device_keys(Store& store) {
  const std::string now = computation();
  const auto stale = store.read([&](Session& s) { return DeviceTable(s).not_keyed_by(now); });
  if (stale.empty()) return;
  std::vector<DeviceRow> fresh;
  for (const auto& row : stale) fresh.push_back(with_keys(row));
  store
      .write([&fresh](Session& s) {
        for (const auto& row : fresh) DeviceTable(s).set_plan(row);
      })
      .get();
  protocols::io::log::info("authority: devices made ready for lists", {{"devices", fresh.size()}});
}

}  // namespace controller
