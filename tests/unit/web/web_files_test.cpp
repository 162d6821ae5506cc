#include <gtest/gtest.h>

#include <fstream>

#include "tests/unit/web/web_house.h"
#include "web/server/range.h"

using protocols::io::HttpHeaders;

namespace {

void put(const std::filesystem::path& file, const std::string& text) {
  std::ofstream(file, std::ios::binary) << text;
}

const std::string clip_path = "/clips/" + scripted::hash + "/content";

void give_clip(WebHouse& house, const std::string& bytes) {
  put(house.folder / "clip", bytes);
  house.controller.clips.blob.set(
      {house.folder / "clip", bytes.size(), "video/mp4", scripted::hash});
}

}  // namespace

TEST(ByteRange, is_read_as_rfc_9110_says) {
  using Kind = web::ByteRange::Kind;
  const auto part = web::parse_range("bytes=2-5", 10);
  EXPECT_EQ(part.kind, Kind::Part);
  EXPECT_EQ(part.first, 2U);
  EXPECT_EQ(part.last, 5U);
  EXPECT_EQ(web::parse_range("bytes=2-", 10).last, 9U);
  EXPECT_EQ(web::parse_range("bytes=2-99", 10).last, 9U);
  EXPECT_EQ(web::parse_range("bytes=-3", 10).first, 7U);
  EXPECT_EQ(web::parse_range("bytes=-30", 10).first, 0U);
  EXPECT_EQ(web::parse_range("bytes=10-", 10).kind, Kind::NotSatisfiable);
  EXPECT_EQ(web::parse_range("bytes=-0", 10).kind, Kind::NotSatisfiable);
  EXPECT_EQ(web::parse_range("bytes=0-", 0).kind, Kind::NotSatisfiable);
  for (const auto* nonsense :
       {"", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-2", "chunks=1-2", "bytes=1-2,4-5",
        "bytes=99999999999999999999-", "bytes=+1-2", "bytes=1--2"}) {
    EXPECT_EQ(web::parse_range(nonsense, 10).kind, Kind::Whole) << nonsense;
  }
}

TEST(WebFiles, content_is_served_whole_in_parts_and_not_past_its_end) {
  WebHouse house;
  give_clip(house, "0123456789");
  const auto whole = house.ask("GET", clip_path);
  EXPECT_EQ(whole.status, 200);
  EXPECT_EQ(whole.body, "0123456789");
  EXPECT_EQ(whole.header("accept-ranges"), "bytes");
  EXPECT_EQ(whole.header("content-type"), "video/mp4");
  const auto part = house.ask("GET", clip_path, "", {{"Range", "bytes=3-5"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "345");
  EXPECT_EQ(part.header("content-range"), "bytes 3-5/10");
  const auto past = house.ask("GET", clip_path, "", {{"Range", "bytes=10-"}});
  EXPECT_EQ(past.status, 416);
  EXPECT_EQ(past.header("content-range"), "bytes */10");
}

TEST(WebFiles, a_range_of_another_version_gets_the_whole) {
  WebHouse house;
  give_clip(house, "0123456789");
  EXPECT_EQ(
      house.ask("GET", clip_path, "", {{"Range", "bytes=3-5"}, {"If-Range", "\"other\""}}).status,
      200);
  EXPECT_EQ(house
                .ask("GET", clip_path, "",
                     {{"Range", "bytes=3-5"}, {"If-Range", '"' + scripted::hash + '"'}})
                .status,
            206);
  EXPECT_EQ(house.ask("GET", clip_path, "", {{"If-None-Match", '"' + scripted::hash + '"'}}).status,
            304);
}

TEST(WebFiles, sounds_to_hear_before_signing_are_served_whole_and_in_parts) {
  WebHouse house;
  put(house.folder / "sound", "RIFF456789");
  const controller::api::Blob wav{house.folder / "sound", 10, "audio/wav", scripted::hash};
  house.controller.orders.blob.set(wav);
  house.controller.messages.blob.set(wav);
  for (const std::string of : {"/orders/", "/messages/"}) {
    const auto path = of + scripted::hash + "/preview/sound.wav";
    const auto whole = house.ask("GET", path);
    EXPECT_EQ(whole.status, 200) << of;
    EXPECT_EQ(whole.header("content-type"), "audio/wav");
    EXPECT_EQ(whole.header("accept-ranges"), "bytes");
    const auto part = house.ask("GET", path, "", {{"Range", "bytes=0-3"}});
    EXPECT_EQ(part.status, 206);
    EXPECT_EQ(part.body, "RIFF");
    EXPECT_EQ(part.header("content-range"), "bytes 0-3/10");
    EXPECT_EQ(house.ask("GET", path, "", {{"Range", "bytes=10-"}}).status, 416);
    EXPECT_EQ(house.ask("GET", path, "", {{"Range", "bytes=x"}}).status, 200);
    EXPECT_EQ(house.ask("GET", path, "", {{"If-None-Match", whole.header("etag")}}).status, 304);
    EXPECT_EQ(house.ask("GET", of + "nonsense/preview/sound.wav").status, 404);
  }
}

TEST(WebFiles, a_clips_preview_says_when_to_ask_again_until_it_is_made) {
  WebHouse house;
  const auto path = "/clips/" + scripted::hash + "/preview.mp4";
  house.controller.clips.refuse.set(controller::api::unavailable(
      "being_made", "Đang chuẩn bị.", "Being made.", std::chrono::seconds(2)));
  const auto early = house.ask("GET", path);
  EXPECT_EQ(early.status, 503);
  EXPECT_EQ(early.code(), "being_made");
  EXPECT_EQ(early.header("retry-after"), "2");
  house.controller.clips.refuse.set(std::nullopt);
  give_clip(house, "0123456789");
  EXPECT_EQ(house.ask("GET", path).header("content-type"), "video/mp4");
  const auto part = house.ask("GET", path, "", {{"Range", "bytes=-3"}});
  EXPECT_EQ(part.status, 206);
  EXPECT_EQ(part.body, "789");
  EXPECT_EQ(house.ask("GET", path, "", {{"Range", "bytes=99-"}}).status, 416);
  EXPECT_EQ(house.ask("GET", "/clips/nonsense/preview.mp4").status, 404);
}

TEST(WebFiles, the_language_of_a_sound_reaches_the_library_and_silence_is_told) {
  WebHouse house;
  put(house.folder / "sound", "RIFF");
  house.controller.messages.blob.set({house.folder / "sound", 4, "audio/wav", scripted::hash});
  const auto path = "/messages/" + scripted::hash + "/preview/sound.wav";
  house.ask("GET", path);
  EXPECT_EQ(house.controller.messages.lang.copy(), "vi");
  EXPECT_EQ(house.ask("GET", path + "?lang=hmn").code(), "no_sound");
  EXPECT_EQ(house.ask("GET", path + "?lang=" + std::string(36, 'x')).status, 422);
  house.controller.orders.refuse.set(
      controller::api::Problem(404, "no_sound", "Không có tiếng.", "No sound."));
  EXPECT_EQ(house.ask("GET", "/orders/" + scripted::hash + "/preview/sound.wav").code(),
            "no_sound");
}

TEST(WebFiles, head_has_the_length_and_no_body) {
  WebHouse house;
  give_clip(house, "0123456789");
  const auto reply =
      house.raw("HEAD", "/api/v1" + clip_path, "", {{"Authorization", "Bearer good-token"}});
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("content-length"), "10");
  EXPECT_EQ(reply.body, "");
}

TEST(WebFiles, what_people_brought_never_runs_in_a_browser) {
  WebHouse house;
  give_clip(house, "<script>alert(1)</script>");
  house.controller.clips.blob.with([](auto& blob) { blob.media = "text/html"; });
  const auto reply = house.ask("GET", clip_path);
  EXPECT_EQ(reply.header("content-type"), "application/octet-stream");
  EXPECT_EQ(reply.header("x-content-type-options"), "nosniff");
  EXPECT_NE(reply.header("content-security-policy").find("sandbox"), std::string::npos);
}

TEST(WebFiles, an_upload_is_streamed_and_handed_over_whole) {
  WebHouse house;
  const std::string bytes(3U << 20, 'v');
  const auto reply = house.ask("POST", "/clips?name=C:%5CPhim%5Cphim%20m%E1%BB%9Bi.mp4", bytes,
                               {{"Content-Type", "application/octet-stream"}});
  EXPECT_EQ(reply.status, 201);
  EXPECT_EQ(house.controller.clips.taken.copy().name, "phim mới.mp4");
  EXPECT_EQ(house.controller.clips.content_taken.copy(), bytes);
  EXPECT_TRUE(std::filesystem::is_empty(house.folder / "uploads"));
}

TEST(WebFiles, an_upload_that_is_too_large_unnamed_or_without_room_is_refused_and_leaves_nothing) {
  WebHouse house;
  const HttpHeaders type{{"Content-Type", "application/octet-stream"}};
  EXPECT_EQ(house.ask("POST", "/clips?name=a.mp4", std::string((8U << 20) + 1, 'v'), type).code(),
            "body_too_large");
  EXPECT_EQ(house.ask("POST", "/clips", "bytes", type).status, 422);
  house.controller.clips.refuse.set(controller::api::Problem(507, "no_space", "Hết chỗ.", "Full."));
  EXPECT_EQ(house.ask("POST", "/clips?name=a.mp4", "bytes", type).status, 507);
  EXPECT_TRUE(std::filesystem::is_empty(house.folder / "uploads"));
}

TEST(WebFiles, the_console_is_served_with_a_strict_policy_and_its_assets_for_ever) {
  WebHouse house;
  put(house.folder / "static/index.html", "<!doctype html>");
  put(house.folder / "static/assets/app-1a2b.js", "plain");
  put(house.folder / "static/assets/app-1a2b.js.gz", "zipped");
  for (const auto* page : {"/", "/lich", "/thiet-bi/bang-1"}) {
    const auto reply = house.raw("GET", page);
    EXPECT_EQ(reply.status, 200) << page;
    EXPECT_EQ(reply.body, "<!doctype html>");
    EXPECT_EQ(reply.header("cache-control"), "no-cache");
    const auto policy = reply.header("content-security-policy");
    EXPECT_NE(policy.find("default-src 'none'"), std::string::npos);
    EXPECT_EQ(policy.find("unsafe"), std::string::npos);
    EXPECT_EQ(house.raw("GET", page, "", {{"If-None-Match", reply.header("etag")}}).status, 304);
  }
  const auto script = house.raw("GET", "/assets/app-1a2b.js");
  EXPECT_EQ(script.body, "plain");
  EXPECT_NE(script.header("cache-control").find("immutable"), std::string::npos);
  const auto zipped =
      house.raw("GET", "/assets/app-1a2b.js", "", {{"Accept-Encoding", "gzip, br"}});
  EXPECT_EQ(zipped.body, "zipped");
  EXPECT_EQ(zipped.header("content-encoding"), "gzip");
  EXPECT_EQ(zipped.header("content-type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(zipped.header("vary"), "Accept-Encoding");
}

TEST(WebFiles, no_path_leads_out_of_the_console_folder) {
  WebHouse house;
  put(house.folder / "secret.txt", "secret");
  put(house.folder / "static/index.html", "page");
  std::filesystem::create_symlink(house.folder / "secret.txt", house.folder / "static/link.txt");
  for (const auto* path :
       {"/../secret.txt", "/%2e%2e/secret.txt", "/assets/../../secret.txt", "/..%2fsecret.txt",
        "/..%5csecret.txt", "/link.txt", "//secret.txt", "/assets", "/%00secret.txt"}) {
    const auto reply = house.raw("GET", path);
    EXPECT_EQ(reply.body.find("secret\n"), std::string::npos) << path;
    EXPECT_NE(reply.body, "secret") << path;
  }
  EXPECT_EQ(house.raw("GET", "/missing.js").status, 404);
  EXPECT_EQ(house.raw("POST", "/", "x").status, 405);
}
