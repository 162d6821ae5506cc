#include "protocols/io/net.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>

#include "tests/fakes/free_port.h"

namespace protocols::io {
namespace {

TEST(ListenProblem, none_for_a_free_port) {
  EXPECT_EQ(listen_problem("127.0.0.1", fakes::free_port()).has_value(), false);
}

TEST(ListenProblem, names_the_port_and_who_holds_it) {
  asio::io_context context;
  const auto port = fakes::free_port();
  asio::ip::tcp::acceptor holder(context, {asio::ip::address_v4::loopback(), port});
  const auto problem = listen_problem("127.0.0.1", port);
  ASSERT_TRUE(problem);
  EXPECT_NE(problem->en.find(std::to_string(port)), std::string::npos);
  EXPECT_NE(problem->en.find(std::to_string(::getpid())), std::string::npos) << problem->en;
  EXPECT_NE(problem->vi.find("đang bị chương trình khác dùng"), std::string::npos);
}

TEST(ListenProblem, an_address_that_is_none_of_ours_is_told_apart) {
  const auto problem = listen_problem("192.0.2.1", 4000);
  ASSERT_TRUE(problem);
  EXPECT_EQ(problem->en.find("in use"), std::string::npos);
  EXPECT_TRUE(listen_problem("nonsense", 4000));
}

TEST(FreePort, never_gives_the_same_twice) {
  EXPECT_NE(fakes::free_port(), fakes::free_port());
}

}  // namespace
}  // namespace protocols::io
