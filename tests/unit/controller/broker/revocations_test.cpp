#include "controller/broker/revocations.h"

#include <gtest/gtest.h>

#include <fstream>
#include <stdexcept>

#include "protocols/link/nkey.h"
#include "tests/fakes/temp_dir.h"

namespace controller {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

const std::string kUser =
    protocols::link::encode_nkey(protocols::link::NkeyKind::User, protocols::link::RawKey{1, 2, 3});

TEST(Revocations, are_still_there_after_a_restart) {
  const fakes::TempDir folder;
  Revocations(folder / "revocations").add(kUser, sys_seconds(seconds(1'700'000'000)));
  const Revocations again(folder / "revocations");
  ASSERT_EQ(again.all().size(), 1U);
  EXPECT_EQ(again.all().at(kUser), sys_seconds(seconds(1'700'000'000)));
}

TEST(Revocations, an_earlier_instant_does_not_soften_a_later_one) {
  const fakes::TempDir folder;
  Revocations revocations(folder / "revocations");
  revocations.add(kUser, sys_seconds(seconds(200)));
  revocations.add(kUser, sys_seconds(seconds(100)));
  EXPECT_EQ(revocations.all().at(kUser), sys_seconds(seconds(200)));
}

TEST(Revocations, a_damaged_file_is_named_with_its_line) {
  const fakes::TempDir folder;
  std::ofstream(folder / "revocations") << kUser << " 100\nnonsense\n";
  try {
    const Revocations revocations(folder / "revocations");
    FAIL() << "a damaged file was read";
  } catch (const std::runtime_error& error) {
    EXPECT_NE(std::string(error.what()).find("line 2"), std::string::npos) << error.what();
  }
}

}  // namespace
}  // namespace controller
