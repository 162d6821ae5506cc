#include "web/server/ca_page.h"

#include <algorithm>

#include "controller/api/problem.h"
#include "protocols/io/digest.h"
#include "protocols/io/encoding.h"
#include "web/server/ca_page_texts.h"
#include "web/server/qr_svg.h"

namespace web {

using controller::api::Problem;

namespace {

std::string filled(std::string_view text, const Words& words) {
  std::string out(text);
  for (const auto& [name, value] : words) {
    const std::string mark = "@" + name + "@";
    for (auto at = out.find(mark); at != std::string::npos; at = out.find(mark, at)) {
      out.replace(at, mark.size(), value);
      at += value.size();
    }
  }
  return out;
}

// host[:port], a host name, IPv4 or [IPv6] (RFC 3986 section 3.2.2): nothing that means something
// in HTML.
bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= 255 && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '-' || c == ':' || c == '[' || c == ']';
  });
}

// A UUID that is the same as long as the CA is: installing the profile again replaces it.
std::string uuid_of(const std::string& hex) {
  return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" + hex.substr(13, 3) + "-8" +
         hex.substr(17, 3) + "-" + hex.substr(20, 12);
}

Answer download(std::string bytes, std::string media, const std::string& name) {
  Answer answer = text(std::move(bytes), std::move(media));
  answer.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + name + "\"");
  return answer;
}

}  // namespace

std::string grouped_fingerprint(const std::string& hex) {
  std::string out;
  for (std::size_t i = 0; i < hex.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += i % 16 == 0 ? '\n' : ' ';
    const char c = hex[i];
    out += c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return out;
}

bool CaPage::owns(const std::string& path) {
  return path == "/ca" || path.starts_with("/ca/");
}

Answer CaPage::serve(const Ask& ask) const {
  if (ask.method != "GET" && ask.method != "HEAD") {
    throw Problem(405, "wrong_method", "Địa chỉ này chỉ nhận: GET", "This address takes only: GET");
  }
  if (ask.path == "/ca" || ask.path == "/ca/") return page(ask);
  if (ask.path == "/ca/page.css") return text(std::string(ca_page_css), "text/css; charset=utf-8");
  if (ask.path == "/ca/vang-ca.crt") {
    return download(certificates_.ca_der(), "application/x-x509-ca-cert", "vang-ca.crt");
  }
  if (ask.path == "/ca/vang-ca.pem") {
    return download(certificates_.ca_pem(), "application/x-pem-file", "vang-ca.pem");
  }
  // Safari takes a profile only if it is not said to be a file.
  if (ask.path == "/ca/vang-ca.mobileconfig") {
    return text(profile(), "application/x-apple-aspen-config");
  }
  throw controller::api::not_found("Không có trang này.", "There is no such page.");
}

Answer CaPage::page(const Ask& ask) const {
  const auto host = ask.header("Host");
  if (!is_host(host)) {
    throw Problem(400, "bad_request", "Yêu cầu HTTP không đúng: Host",
                  "This is not a proper HTTP request: Host");
  }
  const std::string address = "https://" + std::string(host) + "/ca";
  const auto hash = protocols::io::sha256_hex(certificates_.ca_der());
  const bool drill = is_drill();
  return text(filled(ca_page_html, {{"TITLE", drill ? std::string(ca_page_drill) + " – " : ""},
                                    {"DRILL", drill ? std::string(ca_page_band) : ""},
                                    {"ADDRESS", address},
                                    {"QR", qr_svg(address)},
                                    {"FINGERPRINT", grouped_fingerprint(hash)}}),
              "text/html; charset=utf-8");
}

std::string CaPage::profile() const {
  const auto der = certificates_.ca_der();
  return filled(ca_page_profile,
                {{"TITLE", is_drill() ? std::string(ca_page_drill) + " – " : ""},
                 {"DER", protocols::io::to_base64(der)},
                 {"ID", uuid_of(protocols::io::sha256_hex("profile" + der))},
                 {"PAYLOAD", uuid_of(protocols::io::sha256_hex("payload" + der))}});
}

bool CaPage::is_drill() const {
  return service_.state().world == "drill";
}

}  // namespace web
