#include "players/led/frame_recorder.h"

#include <pthread.h>

#include <exception>
#include <stdexcept>
#include <utility>

namespace players {

using protocols::io::MutexLock;

FrameRecorder::FrameRecorder(std::filesystem::path folder) : folder_(std::move(folder)) {}

FrameRecorder::~FrameRecorder() {
  if (!thread_.joinable()) return;
  {
    const MutexLock lock(mutex_);
    closing_ = true;
  }
  changed_.wake_all();
  thread_.join();
}

void FrameRecorder::open(const PictureFormat&) {
  if (!recording_) recording_.emplace(folder_);
  if (!thread_.joinable()) {
    thread_ = std::thread([this] { run(); });
    pthread_setname_np(thread_.native_handle(), "frames");
    return;
  }
  const MutexLock lock(mutex_);
  problem_.clear();
  changed_.wake_all();
  // The frame that failed goes first: when it is through, the disk takes frames again.
  const auto waiting = queue_.size();
  while (problem_.empty() && waiting > 0 && queue_.size() == waiting) changed_.wait(mutex_);
  throw_if_failed();
}

void FrameRecorder::show(const ShownFrame& frame) {
  const MutexLock lock(mutex_);
  while (queue_.size() >= kQueue && problem_.empty()) changed_.wait(mutex_);
  throw_if_failed();
  queue_.push_back(frame);
  changed_.wake_all();
}

void FrameRecorder::throw_if_failed() const {
  if (!problem_.empty())
    throw std::runtime_error("cannot record frames in " + folder_.string() + ": " + problem_);
}

void FrameRecorder::run() {
  const MutexLock lock(mutex_);
  while (true) {
    while (!closing_ && (queue_.empty() || !problem_.empty())) changed_.wait(mutex_);
    if (queue_.empty() || !problem_.empty()) return;
    write_front();
  }
}

void FrameRecorder::write_front() {
  const ShownFrame frame = queue_.front();
  std::string problem;
  mutex_.unlock();
  try {
    recording_->append(frame);
  } catch (const std::exception& error) {
    problem = error.what();
  }
  mutex_.lock();
  if (problem.empty())
    queue_.pop_front();
  else
    problem_ = std::move(problem);
  changed_.wake_all();
}

}  // namespace players
