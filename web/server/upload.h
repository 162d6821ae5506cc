#pragma once

#include "controller/api/clips.h"
#include "web/server/request.h"

namespace web {

// Streams an upload into a temporary file of Clips::upload_dir(), then hands it over: who takes it
// in counts its SHA-256. The file is removed if the upload breaks off or is refused. Blocks until
// all bytes are there. Throws Problem (bad_name, no_space, cut_off …). Thread-safe.
controller::api::Clip take_upload(controller::api::Clips& clips, const Ask& ask);

}  // namespace web
