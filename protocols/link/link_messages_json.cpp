#include <algorithm>

#include "protocols/link/link_messages.h"
#include "protocols/link/members_json.h"

namespace protocols::link {

std::string hello_to_json(const Hello& hello) {
  return text_of({{"v", 1},
                  {"device", hello.device},
                  {"software", hello.software},
                  {"boot", hello.boot},
                  {"nonce", hello.nonce},
                  {"keyring", hello.keyring},
                  {"placement", hello.placement},
                  {"programmes", hello.programmes},
                  {"messages", hello.messages},
                  {"epoch", hello.epoch}});
}

std::optional<Hello> parse_hello(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Hello hello;
  in.read("device", hello.device);
  in.read("software", hello.software);
  in.read("boot", hello.boot);
  in.read("nonce", hello.nonce);
  in.read("keyring", hello.keyring);
  in.read("placement", hello.placement);
  in.read("programmes", hello.programmes);
  in.read("messages", hello.messages);
  in.read("epoch", hello.epoch);
  in.also(!hello.device.empty());
  return if_fine(in, std::move(hello));
}

std::string hello_please_to_json(const HelloPlease& please) {
  return text_of({{"spread_ms", please.spread_ms}});
}

std::optional<HelloPlease> parse_hello_please(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  HelloPlease please;
  in.read("spread_ms", please.spread_ms);
  in.also(please.spread_ms >= 0);
  return if_fine(in, please);
}

std::string get_to_json(const Get& get) {
  return text_of({{"document", get.document}});
}

std::optional<Get> parse_get(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Get get;
  in.read("document", get.document);
  in.also(!get.document.empty());
  return if_fine(in, std::move(get));
}

std::string ack_to_json(const Ack& ack) {
  Json json = Json::object();
  if (!ack.receipts.empty()) json["receipts"] = ack.receipts;
  if (!ack.chain.empty()) json["chain"] = ack.chain;
  if (!ack.chain.empty()) json["through_seq"] = ack.through_seq;
  return text_of(json);
}

std::optional<Ack> parse_ack(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Ack ack;
  in.read("receipts", ack.receipts);
  in.read("chain", ack.chain);
  in.read("through_seq", ack.through_seq);
  return if_fine(in, std::move(ack));
}

std::string watch_to_json(const Watch& watch) {
  return text_of({{"picture", watch.picture}, {"level", watch.level}, {"for_s", watch.for_s}});
}

std::optional<Watch> parse_watch(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Watch watch;
  in.read("picture", watch.picture);
  in.read("level", watch.level);
  in.read("for_s", watch.for_s);
  in.also(watch.for_s >= 0);
  return if_fine(in, watch);
}

std::string level_to_json(const Level& level) {
  return text_of({{"output", level.output},
                  {"peak_dbfs", std::max(level.peak_dbfs, kSilence)},
                  {"rms_dbfs", std::max(level.rms_dbfs, kSilence)},
                  {"at_ms", level.at_ms}});
}

std::optional<Level> parse_level(std::string_view json) {
  const Json object = parsed(json);
  Members in(object);
  Level level;
  in.read("output", level.output);
  in.read("peak_dbfs", level.peak_dbfs);
  in.read("rms_dbfs", level.rms_dbfs);
  in.read("at_ms", level.at_ms);
  in.also(!level.output.empty());
  return if_fine(in, std::move(level));
}

}  // namespace protocols::link
