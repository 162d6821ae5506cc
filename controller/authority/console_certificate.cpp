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

namespace controller {

namespace {

// A certificate may be valid from before 1970; the API counts from there.
api::Instant instant(protocols::io::WallTime time) {
  return std::max(api::Instant{}, std::chrono::time_point_cast<std::chrono::milliseconds>(time));
}

std::string reason(const api::Problem& problem) {
  return problem.details().empty() ? problem.code() : problem.details().front().code;
}

}  // namespace

ConsoleCertificate::ConsoleCertificate(Store& store, const Rights& rights,
                                       const controller::Certificates& own,
                                       const protocols::io::Clock& clock)
    : store_(store), rights_(rights), own_(own), clock_(clock) {
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
  return x509::der(x509::parse_chain(own_.ca_pem()).front().get());
}

api::Certificate ConsoleCertificate::view(const InUse& now) const {
  const auto chain = x509::parse_chain(now.identity.chain_pem);
  X509* const one = chain.front().get();
  const auto ca = x509::parse_chain(own_.ca_pem());
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

api::Certificate ConsoleCertificate::use(const api::Caller& caller,
                                         const api::CertificateAsk& ask) {
  rights_.require(caller, Act::Govern, "*");
  require_good_certificate(ask, clock_.wall());
  return replace(caller, {{ask.chain_pem, ask.key_pem}, false, ""}, "certificate.import");
}

api::Certificate ConsoleCertificate::drop(const api::Caller& caller) {
  rights_.require(caller, Act::Govern, "*");
  return replace(caller, own_identity(), "certificate.drop");
}

api::Certificate ConsoleCertificate::replace(const api::Caller& caller, const InUse& with,
                                             const std::string& act) {
  const auto shown = view(with);
  const auto entry = deed(caller, clock_.wall(), act, "*", shown.sha256, shown.subject);
  const protocols::io::MutexLock lock(changing_);
  store_.write([entry](Session& s) { AuditTable(s).append(entry); }).get();
  if (with.own_ca) {
    std::filesystem::remove(own_.files().imported);
  } else {
    protocols::io::write_durably(own_.files().imported,
                                 with.identity.key_pem + "\n" + with.identity.chain_pem, 0600);
  }
  in_use_.set(with);
  return shown;
}

api::PartState ConsoleCertificate::part() const {
  const auto now = in_use_.copy();
  const auto shown = view(now);
  const bool expired = shown.not_after <= clock_.wall();
  const auto end = std::chrono::floor<std::chrono::seconds>(shown.not_after);
  std::string detail = fmt::format("{} until {:%Y-%m-%d}", now.own_ca ? "own CA's" : "imported",
                                   fmt::gmtime(end.time_since_epoch().count()));
  if (!now.refused.empty()) detail += fmt::format("; the imported one is {}", now.refused);
  return {"certificate", now.refused.empty() && !expired, detail};
}

}  // namespace controller
