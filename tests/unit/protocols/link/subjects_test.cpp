#include "protocols/link/subjects.h"

#include <gtest/gtest.h>

namespace protocols::link {
namespace {

TEST(Subjects, are_spelled_as_the_link_says) {
  EXPECT_EQ(device_subject("bang-lung-cu", "doc"), "v1.d.bang-lung-cu.doc");
  EXPECT_EQ(up_subject("bang-lung-cu", "plays"), "v1.d.bang-lung-cu.up.plays");
  EXPECT_EQ(area_order_subject("02.026.00715"), "v1.a.02_026_00715.order");
  EXPECT_EQ(area_bundle_subject("02", "0193"), "v1.a.02.bundle.0193");
  EXPECT_EQ(area_hello_subject("02"), "v1.a.02.hello");
  EXPECT_EQ(controller_subscription(), "v1.d.*.up.>");
  EXPECT_EQ(device_down_subscription("a-1"), "v1.d.a-1.*");
  EXPECT_EQ(area_subscription("02.026"), "v1.a.02_026.>");
}

TEST(Subjects, are_read_back_with_device_area_and_leaf) {
  auto subject = parse_subject("v1.d.bang-lung-cu.up.hello");
  EXPECT_EQ(subject.kind, SubjectKind::DeviceUp);
  EXPECT_EQ(subject.device, "bang-lung-cu");
  EXPECT_EQ(subject.leaf, "hello");
  subject = parse_subject("v1.d.bang-lung-cu.order");
  EXPECT_EQ(subject.kind, SubjectKind::DeviceDown);
  EXPECT_EQ(subject.leaf, "order");
  subject = parse_subject("v1.a.02_026_00715.order");
  EXPECT_EQ(subject.kind, SubjectKind::Area);
  EXPECT_EQ(subject.area, "02.026.00715");
  subject = parse_subject("v1.a.02_026.bundle.0193-x");
  EXPECT_EQ(subject.kind, SubjectKind::AreaBundle);
  EXPECT_EQ(subject.area, "02.026");
  EXPECT_EQ(subject.leaf, "0193-x");
}

TEST(Subjects, anything_else_is_unknown) {
  for (const char* text :
       {"", ".", "v1", "v1.d", "v1.d.x", "v2.d.x.doc", "v1.d..doc", "v1.d.x.up.", "v1.d.x.down.y",
        "v1.a.02.bundle", "v1.a.02.live.7.8", "v1.x.02.order", "$SYS.ACCOUNT.A.CONNECT"}) {
    const auto kind = parse_subject(text).kind;
    EXPECT_TRUE(kind == SubjectKind::Unknown || std::string(text) == "v1.a.02.bundle") << text;
  }
}

}  // namespace
}  // namespace protocols::link
