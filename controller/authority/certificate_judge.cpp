#include "controller/authority/certificate_judge.h"

#include <vector>

#include "controller/authority/detail.h"
#include "controller/authority/x509_text.h"
#include "protocols/io/pem.h"

namespace controller {

namespace {

using Chain = std::vector<x509::Certificate>;

api::Problem of_chain(const char* code, const char* vi, const char* en) {
  return mistake("/chain_pem", code, vi, en);
}

// Not weak: browsers do not offer it for server certificates (Mozilla: cabforum/servercert issue
// 451; Chrome: golang/go issue 47681), so that nobody could open the console any more.
void check_kinds(const Chain& chain, const x509::Key& key) {
  bool edwards = x509::edwards(key.get());
  for (const auto& one : chain) edwards = edwards || x509::edwards(one.get());
  if (!edwards) return;
  throw mistake("/key_pem", "unsupported_key",
                "Trình duyệt chưa nhận chứng thư máy chủ có khóa hoặc chữ ký Ed25519: hãy xin lại "
                "với RSA từ 2048 bit, P-256 hoặc P-384.",
                "Browsers do not accept server certificates with Ed25519 keys or signatures: ask "
                "again with RSA of 2048 bits or more, P-256 or P-384.");
}

void check_keys(const Chain& chain, const x509::Key& key) {
  bool strong = x509::good_key(key.get());
  for (const auto& one : chain) strong = strong && x509::strong(one.get());
  if (!strong) {
    throw mistake("/key_pem", "weak_key",
                  "Khóa hoặc chữ ký trong chuỗi quá yếu: cần RSA từ 2048 bit, P-256 hoặc "
                  "P-384, không SHA-1.",
                  "A key or signature of the chain is too weak: RSA of 2048 bits or more, P-256 "
                  "or P-384, and no SHA-1.");
  }
  if (X509_check_private_key(chain.front().get(), key.get()) != 1) {
    throw mistake("/key_pem", "key_mismatch", "Khóa này không phải của chứng thư đầu tiên.",
                  "This is not the key of the first certificate.");
  }
}

void check_dates(const Chain& chain, protocols::io::WallTime now) {
  for (const auto& one : chain) {
    if (x509::not_after(one.get()) <= now) {
      throw of_chain("expired", "Một chứng thư trong chuỗi đã hết hạn.",
                     "A certificate of the chain has expired.");
    }
    if (x509::not_before(one.get()) > now) {
      throw of_chain("not_yet_valid", "Một chứng thư trong chuỗi chưa đến ngày có hiệu lực.",
                     "A certificate of the chain is not valid yet.");
    }
  }
}

void check_use(const Chain& chain) {
  if (!x509::for_servers(chain.front().get())) {
    throw of_chain("not_for_servers", "Chứng thư đầu tiên không dùng cho máy chủ web.",
                   "The first certificate is not one for servers.");
  }
  for (std::size_t i = 0; i + 1 < chain.size(); ++i) {
    if (x509::issued_by(chain[i].get(), chain[i + 1].get())) continue;
    throw of_chain("broken_chain",
                   "Chuỗi không liền: mỗi chứng thư phải do chứng thư đứng sau nó cấp.",
                   "The chain is broken: each certificate must be issued by the one after it.");
  }
  if (x509::hosts(chain.front().get()).empty()) {
    throw of_chain("no_names", "Chứng thư không ghi tên máy chủ nào (subjectAltName).",
                   "The certificate names no host (subjectAltName).");
  }
}

}  // namespace

void require_good_certificate(const api::CertificateAsk& ask, protocols::io::WallTime now) {
  const Chain chain = protocols::io::certificates_in(ask.chain_pem);
  if (chain.empty()) {
    throw of_chain("bad_pem", "Đây không phải chuỗi chứng thư PEM.",
                   "This is not a chain of certificates in PEM.");
  }
  const x509::Key key = protocols::io::private_key_in(ask.key_pem);
  if (key == nullptr) {
    throw mistake("/key_pem", "bad_pem", "Đây không phải khóa PEM không có mật khẩu.",
                  "This is not a key in PEM without a passphrase.");
  }
  check_kinds(chain, key);
  check_keys(chain, key);
  check_dates(chain, now);
  check_use(chain);
}

}  // namespace controller
