#pragma once

#include <memory>
#include <string>

#include "protocols/io/http_client.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/temp_dir.h"
#include "tests/unit/web/contract_json.h"
#include "tests/unit/web/scripted.h"
#include "web/server/console_server.h"
#include "web/server/device_server.h"

// A certificate for 127.0.0.1 and localhost that is its own CA; made once for each test program.
// A self-signed certificate and its key, by openssl. `alternatives` as in subjectAltName.
void make_certificate(const std::filesystem::path& certificate, const std::filesystem::path& key,
                      const std::string& name, const std::string& alternatives);

struct TestCertificate {
  std::filesystem::path certificate;
  std::filesystem::path key;
  std::string pem;
  static const TestCertificate& get();
};

struct Reply {
  int status = 0;
  protocols::io::HttpHeaders headers;
  std::string body;
  std::string header(std::string_view name) const;
  std::string code() const;  // of a problem
};

// The real console server over real TLS in front of a scripted controller. Every answer that passes
// through `ask` is held against web/openapi.yaml; a violation fails the test. Confined to its
// owner.
class WebHouse {
 public:
  explicit WebHouse(unsigned seats = 16, unsigned reserved = 2);

  // `path` below /api/v1, with query. Signed in by bearer unless `headers` carry another
  // Authorization or Cookie.
  Reply ask(const std::string& method, const std::string& path, std::string body = "",
            protocols::io::HttpHeaders headers = {});
  // Without the bearer and without holding it against the contract.
  Reply raw(const std::string& method, const std::string& target, std::string body = "",
            protocols::io::HttpHeaders headers = {});
  std::string url(const std::string& target) const;
  std::uint16_t port() const { return server->port(); }

  fakes::TempDir folder;
  scripted::Controller controller;
  fakes::FakeClock clock;
  std::unique_ptr<web::ConsoleServer> server;
};

const Contract& contract();
