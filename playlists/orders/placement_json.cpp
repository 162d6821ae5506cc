#include "playlists/orders/placement_json.h"

#include "playlists/fields_json.h"
#include "playlists/timetable/civil_time.h"

namespace playlists {
namespace {

Json output_json(const Output& output) {
  Json json{{"kind", output_kind_text(output.kind)}};
  if (output.kind == OutputKind::Picture) {
    json["width"] = output.width;
    json["height"] = output.height;
    json["fps"] = output.fps;
  } else {
    json["rate"] = output.rate;
    json["channels"] = output.channels;
  }
  return json;
}

int small(Fields& fields, const char* name, int least, int most) {
  return static_cast<int>(fields.integer(name, least, most));
}

Output read_output(Fields& fields) {
  Output output;
  output.kind = fields.word("kind", parse_output_kind);
  if (output.kind == OutputKind::Picture) {
    output.width = small(fields, "width", 1, 8192);
    output.height = small(fields, "height", 1, 8192);
    output.fps = small(fields, "fps", 1, 120);
  } else if (output.kind == OutputKind::Sound) {
    output.rate = small(fields, "rate", 8000, 192'000);
    output.channels = small(fields, "channels", 1, 8);
  }
  return output;
}

Profile read_profile(Fields& fields) {
  Profile profile;
  profile.name = fields.text("name", 100);
  fields.require("outputs");
  profile.outputs = fields.objects_or_empty("outputs", 8, read_output);
  for (const Output& output : profile.outputs) {
    if (output_of(profile, output.kind) == &output) continue;
    fields.refuse("outputs", "bad_value", "mỗi loại ngõ ra chỉ được một",
                  "has two outputs of one kind");
  }
  return profile;
}

Json profile_json(const Profile& profile) {
  Json json{{"name", profile.name}, {"outputs", Json::array()}};
  for (const Output& output : profile.outputs) json["outputs"].push_back(output_json(output));
  return json;
}

PlacedArea read_area(Fields& fields) {
  return {fields.id<AreaCode>("code"), fields.instant_or_zero("from_ms")};
}
Site read_site(Fields& fields) {
  return {fields.id<SiteId>("id"), fields.text("name", title_bytes)};
}

Placement read_placement(Fields& fields) {
  Placement placement;
  placement.version = fields.integer("version", 1, max_instant_ms);
  placement.issued = fields.instant("issued_ms");
  placement.device = fields.id<DeviceId>("device");
  placement.key = fields.id<KeyId>("key");
  placement.name = fields.text("name", title_bytes);
  fields.require("site");
  placement.site = fields.object("site", read_site).value_or(Site{});
  placement.areas = fields.objects_or_empty("areas", 20, read_area);
  if (placement.areas.empty())
    fields.refuse("areas", "missing", "cần ít nhất một địa bàn", "needs at least one area");
  placement.tags = fields.texts_or_empty("tags", 100, 100);
  placement.zone = fields.text("zone", 64);
  if (!is_zone(placement.zone))
    fields.refuse("zone", "bad_value", "không có múi giờ này", "is no time zone");
  fields.require("profile");
  placement.profile = fields.object("profile", read_profile).value_or(Profile{});
  if (fields.has("world")) placement.world = fields.word("world", parse_world);
  return placement;
}

}  // namespace

std::string placement_to_json(const Placement& placement) {
  Json json{{"v", 1},
            {"version", placement.version},
            {"issued_ms", to_ms(placement.issued)},
            {"device", placement.device.text()},
            {"key", placement.key.text()},
            {"name", placement.name},
            {"site", {{"id", placement.site.id.text()}, {"name", placement.site.name}}},
            {"areas", Json::array()}};
  for (const PlacedArea& area : placement.areas) {
    json["areas"].push_back({{"code", area.code.text()}, {"from_ms", to_ms(area.from)}});
  }
  json["tags"] = placement.tags;
  json["zone"] = placement.zone;
  json["profile"] = profile_json(placement.profile);
  if (placement.world != World::Live) json["world"] = world_text(placement.world);
  return json_text(json);
}

Parsed<Placement> parse_placement(std::string_view json) {
  return read_document(json, read_placement);
}
std::string profile_to_json(const Profile& profile) {
  return json_text(profile_json(profile));
}
Parsed<Profile> parse_profile(std::string_view json) {
  return read_json(json, read_profile);
}

}  // namespace playlists
