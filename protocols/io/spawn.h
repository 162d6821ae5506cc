#pragma once

#include <sys/types.h>

#include "protocols/io/child_process.h"
#include "protocols/io/unique_fd.h"

namespace protocols::io {

/// A process just started, and our ends of its pipes. Whoever holds it must wait for it.
struct Spawned {
  pid_t pid = -1;
  UniqueFd pidfd;
  UniqueFd input;
  UniqueFd output;
  UniqueFd errors;
};

/// fork and exec; returns when the new program runs. std::runtime_error with the cause if it does
/// not. Thread-safe.
Spawned spawn(const ChildSettings& settings);

/// Waits for a child of ours, however long it takes.
ChildExit wait_for_exit(pid_t pid);

}  // namespace protocols::io
