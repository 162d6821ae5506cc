#pragma once

#include "controller/api/repeats.h"
#include "web/server/request.h"

namespace web {

struct Route;

// Calls a route that needs an Idempotency-Key: the same request again gets the first answer again.
// Problems of the client (4xx) are not kept: nothing was done, and the key is free for the
// corrected request. What was done is answered as done even when the answer cannot be kept (disk
// full: logged; the same request again then gets 409 still_running). Thread-safe.
Answer call_once(controller::api::Repeats& repeats, const Route& route, const Ask& ask);

}  // namespace web
