// The files in the broker's folder (<data>/broker) and what they tell about an earlier life:
// *.seed (keys), operator.jwt and system.jwt (made once, so that the configuration stays the same),
// nats-<hash>.conf, nats-server.pid and .log (written by nats-server), accounts/ (its resolver),
// revocations. Functions without state; errors name the file.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <string>

#include "controller/broker/broker_keys.h"
#include "controller/broker/broker_settings.h"

namespace controller {

// Makes the folder (0700) and gives it back.
const std::filesystem::path& prepared_folder(const BrokerSettings& settings);

// Writes the configuration under a name that holds its hash, and gives that name. The name on a
// process' command line therefore says exactly what it runs with.
std::filesystem::path write_configuration(const BrokerSettings& settings, const BrokerKeys& keys,
                                          std::chrono::sys_seconds now);
void remove_other_configurations(const BrokerSettings& settings, const std::filesystem::path& keep);

// The number in nats-server's pid file; 0 if there is none.
pid_t pid_written(const BrokerSettings& settings);
// The configuration a running nats-server of this folder was started with; empty if `pid` is
// anything else: its number may long belong to another program.
std::filesystem::path configuration_of(const BrokerSettings& settings, pid_t pid);

// Absolute path of the program; throws in both languages when it is not installed.
std::string program_path(const BrokerSettings& settings);
// Throws in both languages when somebody else listens there.
void require_free_port(const BrokerSettings& settings);
// One attempt to connect; true when somebody accepts.
bool accepts_connections(const BrokerSettings& settings);
// The end of nats-server's log, for an error message.
std::string end_of_log(const BrokerSettings& settings);

}  // namespace controller
