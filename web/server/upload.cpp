#include "web/server/upload.h"

#include <fcntl.h>

#include "controller/api/problem.h"
#include "protocols/io/durable_file.h"
#include "protocols/io/random.h"
#include "protocols/io/storage_error.h"
#include "protocols/io/unique_fd.h"

namespace web {

namespace api = controller::api;

namespace {

// Removes the file unless it was handed over.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::filesystem::path& folder)
      : path_(folder / ("upload-" + protocols::io::random_token(12))),
        fd_(open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
    if (!fd_) throw std::runtime_error("cannot write an upload to " + path_.string());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  ~TemporaryFile() {
    std::error_code gone;  // moved away after success: nothing to remove
    std::filesystem::remove(path_, gone);
  }
  const std::filesystem::path& path() const { return path_; }
  void write(std::string_view bytes) { protocols::io::write_all(fd_.get(), bytes, path_); }

 private:
  std::filesystem::path path_;
  protocols::io::UniqueFd fd_;
};

std::string name_of(const Ask& ask) {
  std::string name(ask.param("name"));
  const auto slash = name.find_last_of("/\\");  // some browsers send a path
  if (slash != std::string::npos) name.erase(0, slash + 1);
  if (!name.empty() && name.size() <= 400) return name;
  throw api::invalid({{"?name", 0, "bad_name", "Thiếu tên tệp, hoặc tên quá dài.",
                       "The file's name is missing or too long."}});
}

}  // namespace

api::Clip take_upload(api::Clips& clips, const Ask& ask) try {
  api::Upload upload;
  upload.name = name_of(ask);
  upload.bytes = ask.content_length.value_or(0);
  clips.check_room(ask.caller(), upload.bytes);
  TemporaryFile file(clips.upload_dir());
  for (auto piece = ask.next_piece(); !piece.empty(); piece = ask.next_piece()) file.write(piece);
  upload.file = file.path();
  return clips.add(ask.caller(), upload);
} catch (const protocols::io::StorageFull&) {
  throw api::Problem(507, "no_space", "Máy chủ hết chỗ chứa; tệp chưa được lưu.",
                     "The server's disk is full; the file was not kept.");
}

}  // namespace web
