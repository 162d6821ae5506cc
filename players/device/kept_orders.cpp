#include "players/device/kept_orders.h"

#include "protocols/io/durable_file.h"
#include "protocols/io/log.h"
#include "protocols/io/storage_error.h"

namespace players {

namespace io = protocols::io;
using playlists::OrderId;

namespace {

constexpr auto waits = ".jws";
constexpr auto has_begun = ".begun";

/// Does it, or says why not: an order is worth more than its copy on the disk.
template <class Work>
void attempt(const char* what, const OrderId& order, Work&& work) {
  try {
    work();
  } catch (const io::StorageError& error) {
    io::log::warning(what, {{"order", order.text()}, {"cause", error.what()}});
  }
}

}  // namespace

std::filesystem::path KeptOrders::file(const OrderId& order, const char* extension) const {
  return folder_ / (order.text() + extension);
}

std::vector<KeptOrders::Kept> KeptOrders::load() const {
  std::vector<Kept> all;
  std::error_code none_yet;
  for (const auto& entry : std::filesystem::directory_iterator(folder_, none_yet)) {
    const auto id = OrderId::parse(entry.path().stem().string());
    const auto extension = entry.path().extension();
    if (!id || (extension != waits && extension != has_begun)) continue;
    attempt("orders: cannot be read", *id, [&] {
      all.push_back({*id, io::read_file(entry.path()), extension == has_begun});
    });
  }
  return all;
}

void KeptOrders::keep(const OrderId& order, const std::string& dispatch) const {
  attempt("orders: held in memory only", order, [&] {
    io::make_folder(folder_);
    io::write_durably(file(order, waits), dispatch);
  });
}

void KeptOrders::begun(const OrderId& order) const {
  std::error_code error;
  if (!std::filesystem::exists(file(order, waits), error)) return;  // held in memory only
  attempt("orders: its beginning is not kept", order,
          [&] { io::rename_durably(file(order, waits), file(order, has_begun)); });
}

void KeptOrders::forget(const OrderId& order) const {
  attempt("orders: cannot be removed", order, [&] {
    io::remove_durably(file(order, waits));
    io::remove_durably(file(order, has_begun));
  });
}

}  // namespace players
