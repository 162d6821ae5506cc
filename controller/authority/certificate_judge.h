#pragma once

#include "controller/api/certificate.h"
#include "protocols/io/clock.h"

namespace controller {

/// Would browsers take this certificate with this key? Throws Problem 422 with one detail
/// (/chain_pem or /key_pem): bad_pem, unsupported_key, weak_key, key_mismatch, expired,
/// not_yet_valid, not_for_servers, broken_chain, no_names. Whether they trust its root is theirs to
/// say. Thread-safe.
void require_good_certificate(const api::CertificateAsk& ask, protocols::io::WallTime now);

}  // namespace controller
