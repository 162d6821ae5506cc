# Who may include whom. Reads every #include "…" of ours and fails with file:line and the rule it breaks.
# Run: cmake -DROOT=. -P tests/layers.cmake
#
# Each rule: a folder (longest prefix wins) and the folders it may include beside itself.
set(rules
  "playlists=playlists"
  "protocols/io=protocols/io"
  "protocols/trust=protocols/io,protocols/trust"
  "protocols/link=protocols/io,protocols/trust,protocols/link"
  "protocols/led=protocols/io"
  "protocols/speaker=protocols/io"
  "protocols/field=protocols/io"
  "protocols/alert=protocols/io,protocols/trust"
  "players/media=playlists,protocols,players/media"
  "players/device=playlists,protocols,players/device,players/media"
  "players/output=playlists,protocols,players/device,players/media,players/output"
  "players/led=playlists,protocols,players/device,players/media,players/output,players/led"
  "players/speaker=playlists,protocols,players/device,players/media,players/output,players/speaker"
  "players/sim=playlists,protocols,players/device,players/sim"
  "players/main.cpp=playlists,protocols,players"
  "players/output_choice=playlists,protocols,players"
  "controller/main.cpp=playlists,protocols,players/media,controller,web/server"
  "controller=playlists,protocols/io,protocols/trust,protocols/link,protocols/alert,players/media,controller"
  "controller/api=playlists,protocols/io,protocols/trust,controller/api"
  "web/server=playlists,protocols/io,protocols/trust,controller/api,web/server"
  "web/ctl=playlists,protocols/io,protocols/trust,web/ctl")

file(GLOB_RECURSE sources RELATIVE ${ROOT} ${ROOT}/playlists/*.h ${ROOT}/playlists/*.cpp ${ROOT}/protocols/*.h ${ROOT}/protocols/*.cpp
  ${ROOT}/players/*.h ${ROOT}/players/*.cpp ${ROOT}/controller/*.h ${ROOT}/controller/*.cpp ${ROOT}/web/server/*.h
  ${ROOT}/web/server/*.cpp ${ROOT}/web/ctl/*.h ${ROOT}/web/ctl/*.cpp)
set(broken 0)
foreach(source IN LISTS sources)
  set(best "")
  set(allowed "")
  foreach(rule IN LISTS rules)
    string(REGEX MATCH "^([^=]+)=(.*)$" _ "${rule}")
    set(folder "${CMAKE_MATCH_1}")
    set(may "${CMAKE_MATCH_2}")
    string(LENGTH "${folder}" length)
    string(LENGTH "${best}" best_length)
    string(FIND "${source}" "${folder}" at)
    if(at EQUAL 0 AND length GREATER best_length)
      set(best "${folder}")
      string(REPLACE "," ";" allowed "${may}")
    endif()
  endforeach()
  if(best STREQUAL "")
    message(SEND_ERROR "${source}: no rule covers this folder")
    set(broken 1)
    continue()
  endif()
  file(STRINGS ${ROOT}/${source} lines REGEX "^#include [\"<]")
  foreach(line IN LISTS lines)
    if(line MATCHES "nlohmann" AND NOT source MATCHES "_json\\.(cpp|h)$")
      message(SEND_ERROR "${source}: ${line}: JSON only in *_json.cpp")
      set(broken 1)
    endif()
    if(NOT line MATCHES "^#include \"([^\"]+)\"")
      continue()
    endif()
    set(target "${CMAKE_MATCH_1}")
    set(fine 0)
    foreach(folder IN LISTS allowed)
      string(FIND "${target}" "${folder}/" at)
      if(at EQUAL 0)
        set(fine 1)
      endif()
    endforeach()
    if(NOT fine)
      message(SEND_ERROR "${source}: includes ${target}, but ${best} may include only: ${allowed}")
      set(broken 1)
    endif()
  endforeach()
endforeach()
if(broken)
  message(FATAL_ERROR "layers: broken (see style: who may include whom)")
endif()
