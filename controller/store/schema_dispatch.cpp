#include "controller/store/schema.h"

namespace controller {

const std::string_view schema_dispatch = R"(
CREATE TABLE orders (
  id          TEXT PRIMARY KEY,
  hash        TEXT NOT NULL,
  payload     TEXT NOT NULL,
  jws         TEXT NOT NULL,
  dispatch    TEXT NOT NULL,
  kid         TEXT NOT NULL,
  signer      TEXT NOT NULL,
  person      TEXT NOT NULL,
  sent_ms     BIGINT NOT NULL,
  expires_ms  BIGINT NOT NULL,
  stopped_ms  BIGINT NOT NULL,
  duration_ms BIGINT NOT NULL
);
CREATE INDEX orders_expires ON orders(expires_ms);
CREATE TABLE order_devices (
  order_id TEXT NOT NULL,
  device   TEXT NOT NULL,
  PRIMARY KEY (order_id, device)
);
CREATE TABLE receipts (
  id            TEXT PRIMARY KEY,
  order_id      TEXT NOT NULL,
  device        TEXT NOT NULL,
  stage         TEXT NOT NULL,
  reason        TEXT NOT NULL,
  at_ms         BIGINT NOT NULL,
  late_ms       BIGINT NOT NULL,
  clock_trusted BIGINT NOT NULL,
  kept_ms       BIGINT NOT NULL
);
CREATE INDEX receipts_order ON receipts(order_id, device);
CREATE TABLE plays (
  row           INTEGER PRIMARY KEY,
  device        TEXT NOT NULL,
  chain         TEXT NOT NULL,
  seq           BIGINT NOT NULL,
  boot          BIGINT NOT NULL,
  output        TEXT NOT NULL,
  item_kind     TEXT NOT NULL,
  item_id       TEXT NOT NULL,
  area          TEXT NOT NULL,
  programme     BIGINT NOT NULL,
  message       TEXT NOT NULL,
  title         TEXT NOT NULL,
  cls           TEXT NOT NULL,
  start_ms      BIGINT NOT NULL,
  end_ms        BIGINT NOT NULL,
  clock_trusted BIGINT NOT NULL,
  amount        BIGINT NOT NULL,
  level_dbfs    DOUBLE PRECISION,
  peak_dbfs     DOUBLE PRECISION,
  outcome       TEXT NOT NULL,
  reason        TEXT NOT NULL,
  record        TEXT NOT NULL,
  UNIQUE (device, chain, seq)
);
CREATE INDEX plays_start ON plays(start_ms);
CREATE INDEX plays_device ON plays(device, start_ms);
CREATE INDEX plays_item ON plays(item_id);
CREATE TABLE play_chains (
  device      TEXT NOT NULL,
  chain       TEXT NOT NULL,
  through_seq BIGINT NOT NULL,
  hash        TEXT NOT NULL,
  PRIMARY KEY (device, chain)
);
CREATE TABLE plays_set_aside (
  row     INTEGER PRIMARY KEY,
  device  TEXT NOT NULL,
  chain   TEXT NOT NULL,
  seq     BIGINT NOT NULL,
  why     TEXT NOT NULL,
  record  TEXT NOT NULL,
  kept_ms BIGINT NOT NULL
);
CREATE TABLE papers (
  row     INTEGER PRIMARY KEY,
  hash    TEXT NOT NULL,
  typ     TEXT NOT NULL,
  kid     TEXT NOT NULL,
  jws     TEXT NOT NULL,
  kept_ms BIGINT NOT NULL,
  UNIQUE (hash, kid)
);
CREATE INDEX papers_typ ON papers(typ, row);
)";

}  // namespace controller
