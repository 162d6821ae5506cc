// Plays as they come in: batches of a device's hash chain, judged by its key, committed record by
// record exactly once, and only then acknowledged up to where the chain is whole.
//
// How a batch meets what is committed (docs/documents.md, plays): records at or below the committed
// seq are passed over if they are the ones we have (the acknowledgement was lost), else set aside
// (a box restored from an image uses its seqs again); the next one must name the hash of the last;
// a gap ends the batch there and the acknowledgement says from where to send again. A record that
// is no record, or whose `prev` is not the last one's hash, is set aside as it came and the chain
// goes on behind it: one bad record must not hold back all that follow. Lives on the fleet loop.
#pragma once

#include <future>
#include <string>
#include <vector>

#include "controller/dispatch/paper_rows.h"
#include "controller/dispatch/play_rows.h"
#include "controller/fleet/directory.h"
#include "controller/fleet/fleet_link.h"
#include "controller/store/store.h"
#include "playlists/orders/play.h"
#include "protocols/io/event_loop.h"

namespace controller {

// Inside the writer's transaction: commits what of `plays` is new; gives the committed seq.
std::int64_t commit_plays(Session& session, const playlists::Plays& plays, playlists::Instant now);

class PlayDesk {
 public:
  PlayDesk(protocols::io::EventLoop& loop, Store& store, const Directory& directory,
           FleetLink& link);

  void take(const std::string& device, const std::string& jws);

 private:
  void kept(const playlists::Plays& plays, std::shared_future<std::int64_t> through);

  protocols::io::EventLoop& loop_;
  Store& store_;
  const Directory& directory_;
  FleetLink& link_;
};

}  // namespace controller
