#include "web/server/static_files.h"

#include <array>

#include "controller/api/problem.h"

namespace web {

namespace {

struct Kind {
  std::string_view ending;
  std::string_view media;
};

constexpr std::array kinds{Kind{".html", "text/html; charset=utf-8"},
                           Kind{".js", "text/javascript; charset=utf-8"},
                           Kind{".css", "text/css; charset=utf-8"},
                           Kind{".json", "application/json"},
                           Kind{".webmanifest", "application/manifest+json"},
                           Kind{".svg", "image/svg+xml"},
                           Kind{".png", "image/png"},
                           Kind{".ico", "image/x-icon"},
                           Kind{".woff2", "font/woff2"},
                           Kind{".wasm", "application/wasm"},
                           Kind{".txt", "text/plain; charset=utf-8"}};

std::string media_of(const std::filesystem::path& file) {
  const auto ending = file.extension().string();
  for (const auto& kind : kinds) {
    if (ending == kind.ending) return std::string(kind.media);
  }
  return "application/octet-stream";
}

controller::api::Problem no_such_page() {
  return controller::api::not_found("Không có trang này.", "There is no such page.");
}

std::string validator(const std::filesystem::path& file, std::uint64_t bytes) {
  const auto changed = std::filesystem::last_write_time(file).time_since_epoch().count();
  return std::to_string(changed) + "-" + std::to_string(bytes);
}

bool accepts(const Ask& ask, std::string_view coding) {
  const auto header = ask.header("Accept-Encoding");
  const auto at = header.find(coding);
  return at != std::string_view::npos && !header.substr(at + coding.size()).starts_with(";q=0");
}

bool is_file(const std::filesystem::path& file) {
  std::error_code ignored;
  return std::filesystem::is_regular_file(file, ignored);
}

}  // namespace

StaticFiles::StaticFiles(std::filesystem::path folder) {
  std::error_code missing;
  folder_ = folder.empty() ? folder : std::filesystem::canonical(folder, missing);
}

std::filesystem::path StaticFiles::inside(const std::string& path) const {
  if (folder_.empty()) throw no_such_page();
  const bool page = path.find('.') == std::string::npos;
  const auto wanted = folder_ / (page ? "index.html" : path.substr(1));
  std::error_code missing;
  const auto real = std::filesystem::canonical(wanted, missing);
  const auto relative = real.lexically_relative(folder_);
  if (missing || relative.empty() || *relative.begin() == ".." || !is_file(real)) {
    throw no_such_page();
  }
  return real;
}

Answer StaticFiles::serve(const Ask& ask) const {
  auto file = inside(ask.path);
  const bool immutable = ask.path.starts_with("/assets/");
  Answer answer;
  answer.media = media_of(file);
  answer.headers.emplace_back("Vary", "Accept-Encoding");
  for (const auto& [coding, ending] : {std::pair{"br", ".br"}, std::pair{"gzip", ".gz"}}) {
    const std::filesystem::path twin = file.string() + ending;
    if (!accepts(ask, coding) || !is_file(twin)) continue;
    file = twin;
    answer.headers.emplace_back("Content-Encoding", coding);
    break;
  }
  const auto bytes = std::filesystem::file_size(file);
  answer.etag = validator(file, bytes);
  answer.cache = immutable ? "public, max-age=31536000, immutable" : "no-cache";
  answer.blob = controller::api::Blob{file, bytes, answer.media, answer.etag};
  return answer;
}

}  // namespace web
