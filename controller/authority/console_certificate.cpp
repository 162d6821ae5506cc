#include "controller/authority/console_certificate.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>

#include "controller/api/problem.h"
#include "controller/authority/certificate_judge.h"
#include "controller/authority/x509_text.h"
#include "protocols/io/digest.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/log.h"
#include "protocols/io/pem.h"

namespace controller {

namespace {

// A certificate may be valid from before 1970; the API counts from there.
api::Instant instant(protocols::io::WallTime time) {
  return std::max(api::Instant{}, std::chrono::time_point_cast<std::chrono::milliseconds>(time));
}

std::string reason(const api::Problem& problem) {
  return problem.details().empty() ? problem.code() : problem.details().front().code;
}

// Without what stood around it: a key's file may hold the certificates too, and in one file with
// the chain they would come first.
api::Identity as_understood(const api::CertificateAsk& ask) {
  api::Identity out;
  for (const auto& one : protocols::io::certificates_in(ask.chain_pem))
    out.chain_pem += x509::pem(one.get());
  out.key_pem = x509::pem(protocols::io::private_key_in(ask.key_pem).get());
  return out;
}

// Beside the file until the import is noted.
std::filesystem::path waiting_for(std::filesystem::path file) {
  return file += ".new";
}

}  // namespace

ConsoleCertificate::ConsoleCertificate(Store& store, const Rights& rights,
                                       const controller::Certificates& own,
                                       const protocols::io::Clock& clock)
    : store_(store), rights_(rights), own_(own), clock_(clock) {
  // Of an import that was cut off; it holds a key.
  protocols::io::remove_durably(waiting_for(own_.files().imported));
  in_use_.set(at_start());
}

ConsoleCertificate::InUse ConsoleCertificate::own_identity() const {
  const auto& files = own_.files();
  return {{protocols::io::read_file(files.console), protocols::io::read_file(files.console_key)},
          true,
          ""};
}

ConsoleCertificate::InUse ConsoleCertificate::at_start() const {
  const auto kept = protocols::io::read_if_present(own_.files().imported);
  if (!kept) return own_identity();
  try {
    // One text holds both: each reader passes over what is the other's.
    require_good_certificate({*kept, *kept}, clock_.wall());
    return {{*kept, *kept}, false, ""};
  } catch (const api::Problem& problem) {
    protocols::io::log::error("authority: the imported certificate is not used",
                              {{"file", own_.files().imported.string()}, {"why", reason(problem)}});
    auto own = own_identity();
    own.refused = reason(problem);
    return own;
  }
}

api::Identity ConsoleCertificate::identity() {
  return in_use_.copy().identity;
}

std::string ConsoleCertificate::ca_der() {
  return x509::der(protocols::io::certificates_in(own_.ca_pem()).front().get());
}

api::Certificate ConsoleCertificate::view(const InUse& now) const {
  const auto chain = protocols::io::certificates_in(now.identity.chain_pem);
  X509* const one = chain.front().get();
  const auto ca = protocols::io::certificates_in(own_.ca_pem());
  api::Certificate out;
  out.own_ca = now.own_ca;
  out.subject = x509::subject(one);
  out.issuer = x509::issuer(one);
  out.names = x509::hosts(one);
  out.not_before = instant(x509::not_before(one));
  out.not_after = instant(x509::not_after(one));
  out.sha256 = protocols::io::sha256_hex(x509::der(one));
  out.ca_sha256 = protocols::io::sha256_hex(x509::der(ca.front().get()));
  return out;
}

api::Certificate ConsoleCertificate::show(const api::Caller& caller) {
  rights_.require(caller, Act::Govern, "*");
  return view(in_use_.copy());
}

api::Certificate ConsoleCertificate::use(const api::Caller& caller, const api::CertificateAsk& ask,
                                         const api::TryOn& try_on) {
  rights_.require(caller, Act::Govern, "*");
  require_good_certificate(ask, clock_.wall());
  const InUse with{as_understood(ask), false, ""};
  try_on(with.identity);
  const auto shown = view(with);
  const auto& file = own_.files().imported;
  const protocols::io::MutexLock lock(changing_);
  // A disk that is full fails here, before anything says that it was imported; a rename needs none.
  const auto waiting = waiting_for(file);
  protocols::io::write_durably(waiting, with.identity.key_pem + with.identity.chain_pem, 0600);
  try {
    note(caller, shown, "certificate.import");
    protocols::io::rename_durably(waiting, file);
  } catch (...) {
    std::error_code ignored;
    std::filesystem::remove(waiting, ignored);
    throw;
  }
  in_use_.set(with);
  return shown;
}

api::Certificate ConsoleCertificate::drop(const api::Caller& caller) {
  rights_.require(caller, Act::Govern, "*");
  const auto own = own_identity();
  const auto shown = view(own);
  const protocols::io::MutexLock lock(changing_);
  if (!std::filesystem::exists(own_.files().imported)) return shown;
  note(caller, shown, "certificate.drop");
  protocols::io::remove_durably(own_.files().imported);
  in_use_.set(own);
  return shown;
}

void ConsoleCertificate::note(const api::Caller& caller, const api::Certificate& shown,
                              const std::string& act) {
  const auto entry = deed(caller, clock_.wall(), act, "*", shown.sha256, shown.subject);
  store_.write([entry](Session& s) { AuditTable(s).append(entry); }).get();
}

api::PartState ConsoleCertificate::part() const {
  const auto now = in_use_.copy();
  const auto shown = view(now);
  const bool expired = shown.not_after <= clock_.wall();
  const auto end = std::chrono::floor<std::chrono::seconds>(shown.not_after);
  std::string detail = fmt::format("{} until {:%Y-%m-%d}", now.own_ca ? "own CA's" : "imported",
                                   fmt::gmtime(end.time_since_epoch().count()));
  if (!now.refused.empty()) detail += fmt::format("; the imported one is {}", now.refused);
  return {"certificate", now.refused.empty() && !expired, detail, false};
}

}  // namespace controller
