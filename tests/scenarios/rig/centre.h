#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "tests/scenarios/rig/program.h"

namespace rig {

using Json = nlohmann::json;

/// Where the built programs and the repository's files are.
struct Built {
  std::filesystem::path bin;
  std::filesystem::path root;
};

struct Ports {
  std::uint16_t console = 0;
  std::uint16_t devices = 0;
  std::uint16_t link = 0;
};

/// A `vangd` of this run, and the administrator's shell: everything is done with `vangctl`, as its
/// user would. Confined to its owner.
class Centre {
 public:
  /// `ports` 0 = free ones; `options` are more of vangd's own. Nothing runs before start().
  Centre(Built built, std::filesystem::path folder, Ports ports = {},
         std::vector<std::string> options = {});

  /// Starts vangd on the data folder (made at the first start) and waits until it answers.
  /// Throws with the log's tail when it does not within a minute.
  void start();
  /// Signs the first administrator in and makes and enrols the person key that signs here.
  void sign_in();
  int stop() { return program_.stop(); }
  void kill9() { program_.kill9(); }
  bool running() { return program_.running(); }
  pid_t pid() const { return program_.pid(); }

  /// One `vangctl` command; its --json answer. Throws with its words when it fails.
  Json ctl(std::vector<std::string> arguments) const;
  /// The same without judging: exit code, output, errors.
  struct Said {
    int code = 0;
    std::string output;
    std::string errors;
  };
  Said try_ctl(std::vector<std::string> arguments) const;

  const Ports& ports() const { return ports_; }
  std::filesystem::path data() const { return folder_ / "vangd"; }
  std::filesystem::path key() const { return folder_ / "administrator.jwk"; }
  std::filesystem::path folder() const { return folder_; }
  const Built& built() const { return built_; }
  std::string password() const;
  std::string login() const;
  std::string console_address() const;
  std::string log_tail() const { return program_.tail(); }

 private:
  void read_ports();

  Built built_;
  std::filesystem::path folder_;
  Ports asked_;
  std::vector<std::string> options_;
  Ports ports_;
  Program program_;
};

/// A device of the sample province and its `vang-player`. Confined to its owner.
class Device {
 public:
  struct Spec {
    std::string id;
    std::string name;
    std::string area;
    std::string profile;
    std::string site;
    /// Through these ports (a relay's) instead of the centre's own; 0 = the centre's.
    std::uint16_t devices_port = 0;
    std::uint16_t link_port = 0;
    /// recorder, null, window, alsa
    std::string output = "recorder";
    /// Words before the player's own, e.g. faketime and its arguments.
    std::vector<std::string> wrapper{};
  };
  /// `out` is where its recorders write; its data is kept beside the centre's.
  Device(const Centre& centre, Spec spec, std::filesystem::path out);

  /// Gets a token for it: the centre knows it from then on. Returns the enrolment string.
  std::string ask_token() const;
  /// Gets a token for it, redeems it at the first start, plays until stop().
  void enrol_and_start();
  /// Starts it again with what it already has.
  void start();
  int stop() { return program_.stop(); }
  void kill9() { program_.kill9(); }
  bool running() { return program_.running(); }
  pid_t pid() const { return program_.pid(); }
  bool is_board() const { return spec_.profile.starts_with("led-"); }
  const Spec& spec() const { return spec_; }
  const std::filesystem::path& out() const { return out_; }
  std::filesystem::path data() const;
  /// Play records in its journal that the controller has not yet said are committed.
  std::int64_t undelivered() const;
  std::string log_tail() const { return program_.tail(); }

 private:
  std::vector<std::string> command() const;

  const Centre* centre_;
  Spec spec_;
  std::filesystem::path out_;
  Program program_;
};

}  // namespace rig
