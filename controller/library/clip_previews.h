// Previews of clips for browsers: made when first asked for, kept in the media store.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "controller/api/clips.h"
#include "controller/api/problem.h"
#include "controller/library/media_store.h"
#include "controller/library/voice.h"
#include "controller/store/store.h"
#include "protocols/io/guarded.h"

namespace controller {

/// What is made survives a restart; what was only asked for is asked for again. Thread-safe; the
/// making itself is left to whoever calls make_next.
class ClipPreviews {
 public:
  /// Both outlive it. `voice`: with which the clips' sounds were given out.
  ClipPreviews(Store& store, MediaStore& media, Voice voice = Voice())
      : store_(store), media_(media), voice_(std::move(voice)) {}

  /// The file if it is made. Otherwise it is wanted from now on and 503 `being_made` is thrown; a
  /// clip that was refused is 409 `clip_refused`. Why the last making failed (507 no_space, 404
  /// no_preview) is thrown once; asking again tries again.
  api::Blob of(const api::Clip& clip);
  bool wanted() const;
  /// Makes what was asked for the longest, on the caller's thread. When `go_on` turns false it
  /// stays wanted, before all others. Throws nothing: failures are logged and told by of().
  void make_next(const std::function<bool()>& go_on);

 private:
  struct Asked {
    std::deque<std::string> wanted;              // clips
    std::map<std::string, api::Problem> failed;  // by clip
  };
  std::optional<api::Blob> find(const std::string& clip) const;
  bool make(const std::string& clip, const std::function<bool()>& go_on);
  void give_up(const std::string& clip, const api::Problem& why);

  Store& store_;
  MediaStore& media_;
  const Voice voice_;
  protocols::io::Guarded<Asked> asked_;
};

}  // namespace controller
