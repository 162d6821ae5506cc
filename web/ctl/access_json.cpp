#include <fmt/core.h>
#include <termios.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <iostream>
#include <memory>

#include "protocols/io/clock.h"
#include "protocols/io/durable_file.h"
#include "protocols/trust/jws.h"
#include "protocols/trust/keys.h"
#include "web/ctl/commands.h"
#include "web/ctl/failure.h"
#include "web/ctl/print_json.h"
#include "web/ctl/session_json.h"

namespace ctl {

namespace {

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// From the terminal without echo, or the next line of what is piped in.
std::string typed_password(const char* prompt = "Mật khẩu / password: ") {
  std::string password;
  const bool terminal = isatty(STDIN_FILENO) != 0;
  termios before{};
  if (terminal) {
    std::cerr << prompt << std::flush;
    tcgetattr(STDIN_FILENO, &before);
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &silent);
  }
  std::getline(std::cin, password);
  if (terminal) {
    tcsetattr(STDIN_FILENO, TCSANOW, &before);
    std::cerr << "\n";
  }
  return password;
}

std::string password_from(const std::string& file) {
  return file.empty() ? typed_password() : first_line(protocols::io::read_file(file));
}

Json enrol_key(Session& session, const std::string& file, const std::string& name) {
  const auto key = protocols::trust::SigningKey::load(file);
  const Json me = session.get("/me");
  const Json claim{{"v", 1},
                   {"person", me.at("id")},
                   {"x", key.public_key().x()},
                   {"issued_ms", protocols::io::to_ms(protocols::io::SystemClock().wall())}};
  return session.post(
      "/me/keys", {{"x", key.public_key().x()},
                   {"name", name},
                   {"proof", protocols::trust::sign_compact(key, "vang-key-proof", claim.dump())}});
}

void add_login(CLI::App& app, Session& session) {
  struct Ask {
    std::string login, password_file;
  };
  auto ask = std::make_shared<Ask>();
  auto* login = app.add_subcommand("login", "Đăng nhập / sign in");
  login->add_option("--login", ask->login, "tên đăng nhập / login")->required();
  login->add_option("--password-file", ask->password_file,
                    "tệp có mật khẩu ở dòng đầu / file with the password; else asked for");
  login->callback([ask, &session] {
    session.sign_in(ask->login, password_from(ask->password_file));
    const Json me = session.get("/me");
    print_one(session, me,
              me.value("must_change_password", false)
                  ? "Đã đăng nhập; hãy đổi mật khẩu: vangctl password / signed in; change the "
                    "password: vangctl password"
                  : "Đã đăng nhập / signed in");
  });
  app.add_subcommand("logout", "Đăng xuất / sign out")->callback([&session] {
    session.sign_out();
  });
}

void add_password(CLI::App& app, Session& session) {
  struct Ask {
    std::string old_file, new_file;
  };
  auto ask = std::make_shared<Ask>();
  auto* command = app.add_subcommand("password", "Đổi mật khẩu của tôi / change my password");
  command->add_option("--old-file", ask->old_file,
                      "tệp có mật khẩu hiện tại; bỏ trống thì hỏi / file with the present one");
  command->add_option("--new-file", ask->new_file,
                      "tệp có mật khẩu mới, từ 15 ký tự / file with the new one, 15 characters");
  command->callback([ask, &session] {
    const auto from = [](const std::string& file, const char* prompt) {
      return file.empty() ? typed_password(prompt) : password_from(file);
    };
    const auto before = from(ask->old_file, "Mật khẩu hiện tại / present password: ");
    const auto after = from(ask->new_file, "Mật khẩu mới / new password: ");
    const Json answer = session.send("PUT", "/me/password", {{"old", before}, {"new", after}}, {});
    print_one(session, answer, "Đã đổi mật khẩu / changed");
  });
}

void add_sessions(CLI::App& app, Session& session) {
  auto id = std::make_shared<std::string>();
  auto* group = app.add_subcommand("session", "Nơi tôi đang đăng nhập / where I am signed in");
  group->require_subcommand(1);
  group->add_subcommand("list", "Danh sách / list")->callback([&session] {
    print_list(session, session.get("/me/sessions"),
               {{"PHIÊN", "/id"},
                {"TỪ", "/created_ms"},
                {"ĐẾN", "/expires_ms"},
                {"BẰNG", "/agent"},
                {"CHÍNH NÓ", "/this"}});
  });
  auto* end = group->add_subcommand("end", "Đăng xuất ở đó / sign out there");
  end->add_option("id", *id, "mã phiên / session id")->required();
  end->callback([id, &session] {
    session.drop("/me/sessions/" + escaped(*id));
    print_one(session, Json::object(), "Đã kết thúc / ended " + *id);
  });
}

void add_keys(CLI::App& app, Session& session) {
  struct Ask {
    std::string file, name = "vangctl";
  };
  auto ask = std::make_shared<Ask>();
  auto* key = app.add_subcommand("key", "Khóa ký / signing keys");
  key->require_subcommand(1);
  auto* make = key->add_subcommand("new", "Tạo tệp khóa mới / make a key file");
  make->add_option("--out", ask->file, "tệp / file")->required();
  make->callback([ask, &session] {
    if (std::filesystem::exists(ask->file)) {
      throw Failure(
          Exit::refused,
          fmt::format("{0} đã có, không ghi đè\n{0} exists; it is left alone", ask->file));
    }
    const auto made = protocols::trust::SigningKey::generate();
    made.save(ask->file);
    print_one(session, {{"kid", made.kid()}, {"file", ask->file}}, made.kid());
  });
  auto* enrol = key->add_subcommand("enrol", "Ghi danh khóa của tôi / enrol it as mine");
  enrol->add_option("--key", ask->file, "tệp khóa / key file")->required();
  enrol->add_option("--name", ask->name, "tên gọi của khóa / what to call it");
  enrol->callback([ask, &session] {
    const Json enrolled = enrol_key(session, ask->file, ask->name);
    print_one(session, enrolled, "Đã ghi danh / enrolled " + enrolled.at("kid").get<std::string>());
  });
}

void add_people(CLI::App& app, Session& session) {
  struct Ask {
    std::string login, name, role = "staff", area, password_file;
  };
  auto ask = std::make_shared<Ask>();
  auto* person = app.add_subcommand("person", "Người dùng / people");
  person->require_subcommand(1);
  person->add_subcommand("list", "Danh sách / list")->callback([&session] {
    print_list(session, session.get("/people", {{"limit", "500"}}),
               {{"LOGIN", "/login"}, {"TÊN", "/name"}, {"VAI TRÒ", "/role"}, {"ĐỊA BÀN", "/area"}});
  });
  auto* add = person->add_subcommand("add", "Thêm người / add a person");
  add->add_option("--login", ask->login, "tên đăng nhập: a-z 0-9 . _ - / login: a-z 0-9 . _ -")
      ->required();
  add->add_option("--name", ask->name, "họ tên / full name")->required();
  add->add_option("--role", ask->role, "vai trò / role")
      ->check(CLI::IsMember({"administrator", "staff"}));
  add->add_option("--area", ask->area, "mã địa bàn / area code; * = everywhere")->required();
  add->add_option(
      "--password-file", ask->password_file,
      "tệp có mật khẩu ở dòng đầu; bỏ trống thì hỏi / file with the password; else asked for");
  add->callback([ask, &session] {
    const Json added = session.post("/people", {{"login", ask->login},
                                                {"name", ask->name},
                                                {"role", ask->role},
                                                {"area", ask->area},
                                                {"password", password_from(ask->password_file)}});
    print_one(session, added, "Đã thêm / added " + ask->login);
  });
}

}  // namespace

void add_access_commands(CLI::App& app, Session& session) {
  add_login(app, session);
  add_password(app, session);
  add_sessions(app, session);
  add_keys(app, session);
  add_people(app, session);
}

}  // namespace ctl
