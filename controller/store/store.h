#pragma once

#include <Poco/Data/Session.h>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "controller/store/migrations.h"

namespace controller {

using Poco::Data::Session;

/// What a test or a small machine may want different; the defaults are for production.
struct StoreOptions {
  std::chrono::milliseconds group_time{10};  // a batch is committed after this long at the latest
  std::size_t group_jobs = 1000;             // … or after this many jobs
  std::size_t readers = 4;                   // read-only sessions, opened at once
  std::optional<long> max_pages{};  // upper bound of the file in pages (tests of a full disk)
  std::span<const Migration> list = migrations();
};

/// Figures of the writer since start.
struct StoreFigures {
  std::size_t jobs = 0;     // jobs committed
  std::size_t commits = 0;  // transactions they needed
};

/// The controller's durable memory: one SQLite file (WAL, synchronous=FULL) through Poco::Data.
///
/// Responsible for: one writer, group commit, isolation of failing jobs, a small pool of readers,
/// the schema's migrations. Not for what the tables mean: that is the small classes beside this
/// file (`AreaTable`, `DeviceTable` …), made over the Session that `write` and `read` lend.
///
///   auto done = store.write([=](Session& s) { AreaTable(s).put(area); AuditTable(s).append(e); });
///   done.get();   // returns after the commit; throws what the job threw
///
/// Rules of a job given to `write`: it runs on the writer thread inside one SAVEPOINT, so its rows
/// come together or not at all; it may be **run again** when the batch it was in had to be undone,
/// so it must be callable as const and touch nothing but the session; it never calls the store.
///
/// Errors: what the job throws comes out of its future. A full disk is
/// `protocols::io::StorageFull` there and harms nobody else; the next job after space is back
/// succeeds. Destruction runs every job already queued, then stops.
/// Thread-safe.
class Store {
 public:
  /// Opens or makes `file`, and brings its schema forward. Throws std::runtime_error with the
  /// file's name when it cannot (damaged, made by a newer Vang, not writable).
  explicit Store(const std::filesystem::path& file, StoreOptions options = {});
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  /// Queues a job; the future is ready only when its rows are on disk.
  template <class F>
  auto write(F job) -> std::future<std::invoke_result_t<const F&, Session&>> {
    using R = std::invoke_result_t<const F&, Session&>;
    auto one = std::make_unique<Job<F, R>>(std::move(job), nullptr);
    auto future = one->promise.get_future();
    queue(std::move(one));
    return future;
  }

  /// The same for a loop that must not wait: after the commit (or the failure) `then` gets the
  /// ready future, on the writer thread; it may only post to its own loop.
  template <class F>
  void write_then(F job,
                  std::function<void(std::future<std::invoke_result_t<const F&, Session&>>)> then) {
    using R = std::invoke_result_t<const F&, Session&>;
    queue(std::make_unique<Job<F, R>>(std::move(job), std::move(then)));
  }

  /// Runs `look` now, on the caller's thread, over one consistent snapshot; waits for a free
  /// reader. Keep it short. Sees every write whose future is ready. Never nest. Throws what `look`
  /// throws, and Poco::Data::DataException when no snapshot can be begun; the reader is free again
  /// either way.
  template <class F>
  auto read(F look) -> std::invoke_result_t<F&, Session&> {
    Reader reader(*this);
    return look(reader.session());
  }

  StoreFigures figures() const;

 private:
  /// A queued job with its result kept back until the commit.
  struct AnyJob {
    virtual ~AnyJob() = default;
    virtual void run(Session&) = 0;  // throws what the job throws
    virtual void committed() = 0;
    virtual void failed(std::exception_ptr) = 0;
  };
  template <class F, class R>
  struct Job;
  using Batch = std::vector<std::unique_ptr<AnyJob>>;

  /// A reader taken from the pool for one snapshot.
  class Reader {
   public:
    explicit Reader(Store& store);
    ~Reader();
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    Session& session() { return *session_; }

   private:
    void begin();
    void give_back() noexcept;

    Store& store_;
    std::unique_ptr<Session> session_;
  };

  void queue(std::unique_ptr<AnyJob> job);
  void write_loop();
  enum class Ran { None, Kept, Refused, Undone };
  enum class Idle { None, Wait, GiveUp };
  std::unique_ptr<AnyJob> next(Idle when_idle);
  void run_batch(std::unique_ptr<AnyJob> first);
  bool collect(std::unique_ptr<AnyJob> first, Batch& kept);
  Ran run_isolated(AnyJob& job);
  bool try_sql(const char* sql);
  void run_alone(AnyJob& job);
  void count(std::size_t jobs);
  std::unique_ptr<Session> open(bool writer);

  const std::filesystem::path file_;
  const StoreOptions options_;

  std::unique_ptr<Session> writer_;  // the writer thread's alone after construction

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable wake_;
  std::condition_variable reader_free_;
  std::deque<std::unique_ptr<AnyJob>> jobs_;
  std::vector<std::unique_ptr<Session>> readers_;
  StoreFigures figures_;
  bool stopping_ = false;

  std::thread thread_;
};

template <class F, class R>
struct Store::Job : Store::AnyJob {
  using Then = std::function<void(std::future<R>)>;
  Job(F f, Then t) : job(std::move(f)), then(std::move(t)) {}

  void run(Session& session) override {
    if constexpr (std::is_void_v<R>) {
      std::as_const(job)(session);
    } else {
      result.emplace(std::as_const(job)(session));
    }
  }
  void committed() override {
    if constexpr (std::is_void_v<R>) {
      promise.set_value();
    } else {
      promise.set_value(std::move(*result));
    }
    tell();
  }
  void failed(std::exception_ptr error) override {
    promise.set_exception(std::move(error));
    tell();
  }
  void tell() {
    if (then) then(promise.get_future());
  }

  F job;
  Then then;
  std::promise<R> promise;
  std::optional<std::conditional_t<std::is_void_v<R>, bool, R>> result;
};

}  // namespace controller
