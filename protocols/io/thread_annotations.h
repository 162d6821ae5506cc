#pragma once

/// Clang's thread-safety attributes (https://clang.llvm.org/docs/ThreadSafetyAnalysis.html);
/// nothing with other compilers. The `tidy` preset turns broken promises into errors.
#if defined(__clang__)
#define VANG_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define VANG_THREAD_ATTRIBUTE(x)
#endif

#define VANG_CAPABILITY(name) VANG_THREAD_ATTRIBUTE(capability(name))
#define VANG_SCOPED_CAPABILITY VANG_THREAD_ATTRIBUTE(scoped_lockable)
#define VANG_GUARDED_BY(mutex) VANG_THREAD_ATTRIBUTE(guarded_by(mutex))
#define VANG_REQUIRES(...) VANG_THREAD_ATTRIBUTE(requires_capability(__VA_ARGS__))
#define VANG_ACQUIRE(...) VANG_THREAD_ATTRIBUTE(acquire_capability(__VA_ARGS__))
#define VANG_RELEASE(...) VANG_THREAD_ATTRIBUTE(release_capability(__VA_ARGS__))
#define VANG_EXCLUDES(...) VANG_THREAD_ATTRIBUTE(locks_excluded(__VA_ARGS__))
