#pragma once

#include "controller/api/access.h"
#include "controller/api/areas.h"
#include "controller/api/audit.h"
#include "controller/api/certificate.h"
#include "controller/api/clips.h"
#include "controller/api/device_gate.h"
#include "controller/api/devices.h"
#include "controller/api/documents.h"
#include "controller/api/messages.h"
#include "controller/api/now.h"
#include "controller/api/orders.h"
#include "controller/api/people.h"
#include "controller/api/plays.h"
#include "controller/api/programmes.h"
#include "controller/api/repeats.h"
#include "controller/api/service.h"

namespace controller::api {

// Everything the front door may call. The controller's main makes the parts, fills this and hands
// it to web/server; all of them outlive the server. Immutable after construction.
struct Services {
  Access& access;
  People& people;
  Areas& areas;
  Devices& devices;
  DeviceGate& gate;
  Clips& clips;
  Messages& messages;
  Programmes& programmes;
  Orders& orders;
  Plays& plays;
  Now& now;
  Audit& audit;
  Documents& documents;
  Repeats& repeats;
  Service& service;
  Certificates& certificates;
};

}  // namespace controller::api
