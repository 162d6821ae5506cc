// Names of the link's subjects (docs/link.md): the only place that spells them, for devices and
// controller alike. Pure functions; an area code travels as one token, its dots written as '_'.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace protocols::link {

// "02.026.00715" -> "02_026_00715" and back. Area codes never contain '_' (docs/documents.md).
std::string area_token(std::string_view area_code);
std::string area_code(std::string_view area_token);

// `leaf` is one or more tokens: "doc", "get", "order", "ack", "watch", "hello".
std::string device_subject(std::string_view device, std::string_view leaf);  // v1.d.<id>.<leaf>
// `leaf`: "hello", "receipt", "plays", "health", "picture", "level".
std::string up_subject(std::string_view device, std::string_view leaf);  // v1.d.<id>.up.<leaf>

std::string area_subject(std::string_view area_code, std::string_view leaf);  // v1.a.<area>.<leaf>
std::string area_order_subject(std::string_view area_code);                   // v1.a.<area>.order
std::string area_hello_subject(std::string_view area_code);                   // v1.a.<area>.hello
std::string area_bundle_subject(std::string_view area_code, std::string_view order_id);

// What the two sides subscribe to.
std::string device_down_subscription(std::string_view device);  // v1.d.<id>.*
std::string area_subscription(std::string_view area_code);      // v1.a.<area>.>
std::string controller_subscription();                          // v1.d.*.up.>
std::string device_inbox_prefix(std::string_view device);       // v1.d.<id>.inbox

enum class SubjectKind {
  Unknown,
  DeviceDown,  // device, leaf
  DeviceUp,    // device, leaf
  Area,        // area (code, with dots), leaf ("order", "hello")
  AreaBundle,  // area (code, with dots), leaf = order id
};

struct Subject {
  SubjectKind kind = SubjectKind::Unknown;
  std::string device;
  std::string area;
  std::string leaf;
};

// Total: whatever is not one of our subjects comes back as Unknown.
Subject parse_subject(std::string_view subject);

}  // namespace protocols::link
