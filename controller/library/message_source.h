// The approved messages for the archive (`api::Documents`).
#pragma once

#include "controller/authority/document_archive.h"

namespace controller {

DocumentSource message_source();

}  // namespace controller
