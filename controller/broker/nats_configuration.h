// nats-server's configuration as text. Pure function: the same input gives the same bytes, because
// the broker that outlived us is recognised by their hash.
#pragma once

#include <string>

#include "controller/broker/broker_settings.h"

namespace controller {

struct NatsIdentity {
  std::string operator_jwt;
  std::string system_account;  // "A…"
  std::string system_account_jwt;
  std::string
      certificate_hash;  // SHA-256 of the certificate file: a new one is a new configuration
};

std::string nats_configuration(const BrokerSettings& settings, const NatsIdentity& identity);

}  // namespace controller
