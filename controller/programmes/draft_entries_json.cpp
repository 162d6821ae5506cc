#include "controller/programmes/draft_entries_json.h"

#include <nlohmann/json.hpp>

#include "playlists/programme/programme_json.h"

namespace controller {

namespace {

using nlohmann::ordered_json;

constexpr std::size_t most_entries = 500;

api::Detail not_a_list() {
  return {"/entries", 0, "wrong_type", "Các mục lịch phải là một danh sách, tối đa 500 mục.",
          "The entries must be a list of at most 500."};
}

}  // namespace

DraftEntries read_draft_entries(std::string_view text, const std::function<std::string()>& new_id) {
  auto json = ordered_json::parse(text, nullptr, false);
  if (!json.is_array() || json.size() > most_entries) return {{}, {not_a_list()}};
  DraftEntries out;
  for (std::size_t i = 0; i < json.size(); ++i) {
    if (json[i].is_object() && !json[i].contains("id")) json[i]["id"] = new_id();
    auto entry = playlists::parse_entry(json[i].dump());
    for (const auto& problem : entry.problems) {
      out.mistakes.push_back(
          {"/entries/" + std::to_string(i), 0, problem.code, problem.vi, problem.en});
    }
    if (entry) out.entries.push_back(*std::move(entry));
  }
  return out;
}

std::string entries_to_json(const std::vector<playlists::Entry>& entries) {
  std::string out = "[";
  for (const auto& entry : entries) {
    if (out.size() > 1) out += ",";
    out += playlists::entry_to_json(entry);
  }
  return out + "]";
}

}  // namespace controller
