#include "protocols/io/unique_fd.h"

#include <unistd.h>

namespace protocols::io {

void UniqueFd::reset(int fd) {
  // Linux closes the descriptor even when close() reports EINTR, so it is never called twice.
  if (fd_ >= 0) ::close(fd_);
  fd_ = fd;
}

}  // namespace protocols::io
