// The papers of orders, receipts and plays for the archive (`api::Documents`).
#pragma once

#include "controller/authority/document_archive.h"

namespace controller {

DocumentSource paper_source();

}  // namespace controller
