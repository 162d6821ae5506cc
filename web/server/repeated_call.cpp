#include "web/server/repeated_call.h"

#include <algorithm>
#include <functional>

#include "controller/api/problem.h"
#include "protocols/io/digest.h"
#include "protocols/io/log.h"
#include "web/server/routes.h"

namespace web {

using controller::api::Problem;

namespace {

std::string key_of(const Ask& ask) {
  const auto key = ask.header("Idempotency-Key");
  const bool visible =
      std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7f'; });
  if (!key.empty() && key.size() <= 80 && visible) return std::string(key);
  throw Problem(400, "idempotency_key_missing", "Cần Idempotency-Key (1-80 ký tự ASCII).",
                "Idempotency-Key is needed (1-80 visible ASCII characters).");
}

// What makes two requests the same: what is asked of what, with which body.
std::string fingerprint(const Ask& ask) {
  std::string all = ask.method + '\n' + ask.path + '\n';
  all += std::string(ask.header("If-Match")) + '\n' + ask.body;
  return protocols::io::sha256_hex(all);
}

// What the book of repeats cannot keep (disk full) is logged: it changes nothing about what was
// done, and so nothing about the answer.
void note(const Ask& ask, const std::function<void()>& keep) try {
  keep();
} catch (const std::exception& error) {
  protocols::io::log::error("web: an Idempotency-Key was not kept",
                            {{"path", ask.path}, {"cause", error.what()}});
}

Answer serve_or_abandon(controller::api::Repeats& repeats, const std::string& key,
                        const Route& route, const Ask& ask) try {
  return route.serve(ask);
} catch (...) {
  note(ask, [&] { repeats.abandon(ask.caller(), key); });
  throw;
}

}  // namespace

Answer call_once(controller::api::Repeats& repeats, const Route& route, const Ask& ask) {
  const auto key = key_of(ask);
  if (const auto kept = repeats.begin(ask.caller(), key, fingerprint(ask))) {
    Answer answer = json(kept->body, kept->status);
    answer.headers.emplace_back("Idempotent-Replay", "true");
    return answer;
  }
  Answer answer = serve_or_abandon(repeats, key, route, ask);
  note(ask, [&] { repeats.finish(ask.caller(), key, {answer.status, answer.body}); });
  return answer;
}

}  // namespace web
