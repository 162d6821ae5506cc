// The only file that is compiled with the folder's name, so that a compiler cache serves every other in any folder.
#include "tests/places.h"

namespace tests {

std::string bin_dir() {
  return VANG_BIN_DIR;
}

std::string root() {
  return VANG_ROOT;
}

std::string data_dir() {
  return VANG_ROOT "/tests/data";
}

}  // namespace tests
