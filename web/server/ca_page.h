#pragma once

#include <string>

#include "controller/api/certificate.h"
#include "controller/api/service.h"
#include "web/server/request.h"

namespace web {

// `/ca`: how a phone or computer comes to trust our own CA, for people without an account. Static
// HTML in Vietnamese and English without a script, its style sheet, and the CA as DER, PEM and iOS
// profile. Says when it is a drill's. Knows no secret. Thread-safe.
class CaPage {
 public:
  CaPage(controller::api::Certificates& certificates, controller::api::Service& service)
      : certificates_(certificates), service_(service) {}

  // Is this path one of ours?
  static bool owns(const std::string& path);
  // Throws Problem 404, 405 and, for a Host that is none, 400.
  Answer serve(const Ask& ask) const;

 private:
  Answer page(const Ask& ask) const;
  std::string profile() const;
  bool is_drill() const;

  controller::api::Certificates& certificates_;
  controller::api::Service& service_;
};

// "AB12 CD34 …": a SHA-256 (64 hex digits) as people read it to one another, four groups a line.
std::string grouped_fingerprint(const std::string& hex);

}  // namespace web
