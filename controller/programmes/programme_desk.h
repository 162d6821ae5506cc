#pragma once

#include <optional>
#include <string>
#include <vector>

#include "controller/api/programmes.h"
#include "controller/authority/area_map.h"
#include "controller/authority/changes.h"
#include "controller/authority/rights.h"
#include "controller/authority/signing.h"
#include "controller/programmes/due_finder.h"
#include "controller/programmes/entry_judge.h"
#include "controller/store/documents.h"
#include "controller/store/store.h"

namespace controller {

/// `api::Programmes`: one draft an area, published as versions signed with the online key and kept
/// as the exact JWS. What it signs makes no device play anything but approved messages.
/// Thread-safe.
class ProgrammeDesk final : public api::Programmes {
 public:
  ProgrammeDesk(Store& store, const AreaMap& areas, const Rights& rights, const Signing& signing,
                const protocols::io::Clock& clock, FindApproved find_message);

  /// Told after a version was published. Set before use.
  void on_change(OnDocumentChange told) { told_ = std::move(told); }

  api::ProgrammeDraft draft(const api::Caller& caller, const std::string& area) override;
  api::ProgrammeDraft save(const api::Caller& caller, const std::string& area,
                           const std::string& revision, const api::DraftChange& change) override;
  api::Published publish(const api::Caller& caller, const std::string& area,
                         const std::string& revision) override;
  std::optional<api::Published> published(const api::Caller& caller,
                                          const std::string& area) override;
  api::ProgrammeChanges changes(const api::Caller& caller, const std::string& area) override;
  std::vector<api::Occurrence> occurrences(const api::Caller& caller, const std::string& area,
                                           api::ProgrammeOf of, api::Instant from,
                                           api::Instant until) override;
  std::vector<api::Occurrence> next(const api::Caller& caller, const std::string& area,
                                    api::ProgrammeOf of, api::Instant from, int each) override;
  std::vector<api::Occurrence> next_of(const api::Caller& caller, const std::string& area,
                                       const std::string& entry, api::Instant from,
                                       int each) override;

 private:
  void check_area(const api::Caller& caller, Act act, const std::string& area) const;
  api::ProgrammeDraft draft_view(Session& session, const std::string& area) const;
  api::Published published_view(Session& session, const DocumentRow& row) const;
  api::ProgrammeChanges changes_view(Session& session, const std::string& area) const;
  playlists::Programme looked_at(Session& session, const std::string& area,
                                 api::ProgrammeOf of) const;
  DocumentRow sign_draft(Session& session, const std::string& area, const std::string& revision,
                         const std::string& by) const;

  Store& store_;
  const AreaMap& areas_;
  const Rights& rights_;
  const Signing& signing_;
  const protocols::io::Clock& clock_;
  const EntryJudge judge_;
  const DueFinder due_;
  OnDocumentChange told_;
};

}  // namespace controller
