# The two shapes a target has here. Sources and headers are named, never globbed.

# The precompiled header all targets share: standard headers only, so that a missing include of ours still shows.
if(VANG_PCH)
  if(NOT EXISTS ${CMAKE_BINARY_DIR}/pch.cpp)
    file(WRITE ${CMAKE_BINARY_DIR}/pch.cpp "")
  endif()
  add_library(pch OBJECT ${CMAKE_BINARY_DIR}/pch.cpp)
  target_link_libraries(pch PRIVATE warnings Threads::Threads)
  target_precompile_headers(pch PRIVATE <algorithm> <array> <atomic> <chrono> <condition_variable> <cstdint> <filesystem> <functional>
    <map> <memory> <mutex> <optional> <set> <span> <stdexcept> <string> <string_view> <thread> <unordered_map> <utility> <variant> <vector>)
endif()

# vang_find_poco(COMPONENT …): Poco without the macros its targets would push onto us (_FILE_OFFSET_BITS, _XOPEN_SOURCE …): on Linux
# with g++ they change nothing, but a compiler refuses a precompiled header made without them.
macro(vang_find_poco)
  find_package(Poco REQUIRED GLOBAL COMPONENTS ${ARGN})
  set_property(TARGET Poco::Foundation PROPERTY INTERFACE_COMPILE_DEFINITIONS POCO_UNBUNDLED POCO_OS_FAMILY_UNIX POCO_ENABLE_CPP11
    POCO_ENABLE_CPP14 POCO_HAVE_FD_EPOLL)
endmacro()

function(vang_reuse_pch target)
  if(VANG_PCH)
    target_precompile_headers(${target} REUSE_FROM pch)
  endif()
endfunction()

# vang_library(NAME SOURCES a.cpp … HEADERS a.h … [PUBLIC lib …] [PRIVATE lib …])
# A static library whose include root is the repository; every header is compiled alone by the target all_verify_interface_header_sets.
function(vang_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;HEADERS;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_sources(${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${ARG_HEADERS})
  target_link_libraries(${name} PUBLIC ${ARG_PUBLIC} Threads::Threads PRIVATE warnings ${ARG_PRIVATE})
  vang_reuse_pch(${name})
endfunction()

# vang_program(NAME SOURCES … LINK …)
function(vang_program name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE warnings ${ARG_LINK} Threads::Threads)
  vang_reuse_pch(${name})
endfunction()

# vang_test(NAME SOURCES … LINK … [TIMEOUT seconds]): a GoogleTest program, one ctest entry for each TEST.
# Tests find programs and data through tests/places.h.
function(vang_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "SOURCES;LINK" ${ARGN})
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 120)
  endif()
  vang_program(${name} SOURCES ${ARG_SOURCES} LINK ${ARG_LINK} places GTest::gtest GTest::gmock GTest::gtest_main)
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST PROPERTIES TIMEOUT ${ARG_TIMEOUT}
    ENVIRONMENT LSAN_OPTIONS=suppressions=${PROJECT_SOURCE_DIR}/tests/lsan.supp:print_suppressions=0)
endfunction()
