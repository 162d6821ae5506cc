#pragma once

#include "controller/api/repeats.h"
#include "web/server/request.h"

namespace web {

struct Route;

// Calls a route that needs an Idempotency-Key: the same request again gets the first answer again.
// Problems of the client (4xx) are not kept: nothing was done, and the key is free for the
// corrected request. Thread-safe.
Answer call_once(controller::api::Repeats& repeats, const Route& route, const Ask& ask);

}  // namespace web
