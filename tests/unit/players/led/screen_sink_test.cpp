#include "players/led/screen_sink.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/unit/players/led/led_bench.h"

namespace players {
namespace {

/// An X server without a screen, on a display number of its own choice.
class Xvfb {
 public:
  Xvfb() {
    int ends[2];
    if (pipe(ends) != 0) throw std::runtime_error("no pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 9);
    std::string words[] = {"Xvfb", "-displayfd", "9", "-screen", "0", "1280x800x24"};
    char* pointers[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data(),
                        words[4].data(), words[5].data(), nullptr};
    const int failed = posix_spawnp(&pid_, "Xvfb", &actions, nullptr, pointers, environ);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (failed != 0) throw std::runtime_error("no Xvfb");
    char text[16] = {};
    if (read(ends[0], text, sizeof text - 1) <= 0) throw std::runtime_error("Xvfb does not start");
    close(ends[0]);
    display_ = ":" + std::to_string(std::stoi(text));
  }
  ~Xvfb() {
    kill(pid_, SIGTERM);
    waitpid(pid_, nullptr, 0);
  }
  Xvfb(const Xvfb&) = delete;
  Xvfb& operator=(const Xvfb&) = delete;
  const std::string& display() const { return display_; }

 private:
  pid_t pid_ = 0;
  std::string display_;
};

TEST(Enlarge, every_pixel_becomes_a_square_in_padded_rows) {
  Image image(1, 2);
  image.set(0, 0, {1, 2, 3});
  image.set(0, 1, {4, 5, 6});
  std::vector<std::uint8_t> out(2 * 8 * 2);
  enlarge(image, 2, out);
  EXPECT_EQ(out, (std::vector<std::uint8_t>{1, 2, 3, 1, 2, 3, 0, 0, 1, 2, 3, 1, 2, 3, 0, 0,
                                            4, 5, 6, 4, 5, 6, 0, 0, 4, 5, 6, 4, 5, 6, 0, 0}));
}

TEST_F(BoardTest, a_window_shows_the_board_enlarged) {
  const Xvfb server;
  start(std::make_unique<ScreenSink>("ximagesink display=" + server.display(), 8));
  board->play(page(1, "red", {200, 10, 20}, 1000));
  EXPECT_GT(reports.started(1).mono.count(), 0);
  // What X really shows, read back from the server.
  const auto shot = folder.path / "shot.rgb";
  wait_until([&] {
    run("ffmpeg -v error -y -f x11grab -video_size 1280x800 -i " + server.display() +
        " -frames:v 1 -f rawvideo -pix_fmt rgb24 " + shot.string());
    std::ifstream file(shot, std::ios::binary);
    const std::string pixels(std::istreambuf_iterator<char>(file), {});
    std::size_t red = 0;
    for (std::size_t i = 0; i + 2 < pixels.size(); i += 3)
      if (static_cast<std::uint8_t>(pixels[i]) > 190 &&
          static_cast<std::uint8_t>(pixels[i + 1]) < 30)
        red++;
    return red == 64U * 8 * 32 * 8;
  });
  EXPECT_EQ(board->status().state, OutputState::Playing);
  board.reset();  // before its server: Xlib ends a process that loses it
}

TEST_F(BoardTest, without_a_display_the_board_says_so_and_goes_on) {
  start(std::make_unique<ScreenSink>("ximagesink display=:98765", 4));
  wait_until([&] { return board->status().state == OutputState::Error; });
  EXPECT_NE(board->status().problem.find("ximagesink"), std::string::npos)
      << board->status().problem;
  board->play(page(1, "red", {200, 0, 0}, 5));
  const auto end = reports.finished(1);
  EXPECT_EQ(end.why, PlayEnd::Ended);
  EXPECT_EQ(end.amount, 0U);
}

}  // namespace
}  // namespace players
