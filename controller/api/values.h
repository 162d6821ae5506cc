#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

// Small values that several interfaces of controller/api share. Plain data; confined to their
// owner.
namespace controller::api {

// UTC with milliseconds; the same type as playlists::Instant. The epoch itself means "none" or
// "open".
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;
using Millis = std::chrono::milliseconds;

enum class Role {
  None,
  Administrator,  // everything, everywhere
  Staff           // reads and orders in the subtree of the own area
};

// Who asks. Made by Access from a session; every call takes one, checks `may(person, act, area)`
// itself and throws Problem 403 `forbidden` when it may not.
struct Caller {
  std::string person;  // id, UUIDv7
  std::string name;
  Role role = Role::None;
  std::string area;     // root of what the person may see and do; empty only for None
  std::string session;  // id of the session (not its secret)
  std::string address;  // IP address of the request, for the audit
};

// One screenful of a list. `cursor` is what the previous answer's `next` said; empty = from the
// start.
struct PageAsk {
  std::string cursor;
  int limit = 100;  // 1-500, already checked by the front door
};

template <typename T>
struct Page {
  std::vector<T> items;
  std::string next;  // opaque; empty = this was the last page
};

// A file the front door may stream (with Range): it must stay readable once opened.
struct Blob {
  std::filesystem::path path;
  std::uint64_t bytes = 0;
  std::string media;  // "video/mp4"
  std::string etag;   // without quotes; a SHA-256 where there is one
};

// A drawn picture in memory.
struct Picture {
  std::string png;
  std::string etag;  // without quotes
  Instant at{};      // when the device showed it; the epoch for previews
};

}  // namespace controller::api
