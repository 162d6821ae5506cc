// Values of the REST contract (web/openapi.yaml) as far as this console uses them. Instants are ms since 1970 (UTC), 0 = none.

export type OutputKind = 'picture' | 'sound';
export type Class = 'background' | 'routine' | 'priority' | 'emergency';
export type Role = 'administrator' | 'staff';
export type World = 'live' | 'drill';

/** One thing that is wrong, and where. */
export interface Detail {
  pointer?: string;
  line?: number;
  code: string;
  vi: string;
  en: string;
}

export interface Page<T> {
  items: T[];
  /** Cursor of the next page; empty on the last. */
  next: string;
}

export interface PersonKey {
  kid: string;
  x: string;
  name: string;
  enrolled_ms: number;
  revoked_ms: number;
}

export interface Person {
  id: string;
  login: string;
  name: string;
  role: Role;
  /** Code; * = everywhere. */
  area: string;
  disabled: boolean;
  must_change_password?: boolean;
  created_ms: number;
  keys: PersonKey[];
}

export interface PersonAsk {
  login: string;
  name: string;
  password: string;
  role: Role;
  area: string;
}

export interface PersonChange {
  name?: string;
  role?: Role;
  area?: string;
  disabled?: boolean;
  /** A new first password: the person has to choose their own with it. */
  password?: string;
}

/** Where somebody is signed in. */
export interface SignedInAt {
  id: string;
  agent: string;
  created_ms: number;
  expires_ms: number;
  /** The one that asks. */
  this: boolean;
}

export interface Area {
  code: string;
  parent: string;
  name: string;
  level: string;
  /** How many areas stand directly below. */
  children: number;
}

export interface AreaLine extends Area {
  /** Own parent first, root last. */
  chain: Area[];
}

export interface ImportReport {
  dry_run: boolean;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
}

export interface Output {
  kind: OutputKind;
  width?: number;
  height?: number;
  fps?: number;
  rate?: number;
  channels?: number;
}

export interface Profile {
  name: string;
  outputs: Output[];
}

export interface PlayItem {
  kind: 'entry' | 'order';
  id: string;
  area: string;
  message: string;
  title: string;
  class: Class;
}

export interface OutputNow extends Output {
  state: 'playing' | 'idle' | 'error' | 'unknown';
  item?: PlayItem | null;
  since_ms: number;
  frames: number;
  level_dbfs?: number | null;
}

export interface Versions {
  keyring: number;
  placement: number;
  programmes: Record<string, number>;
  messages: number;
  media_have: number;
  media_want: number;
}

export interface DeviceHealth {
  at_ms: number;
  clock: 'trusted' | 'untrusted';
  clock_error_ms: number;
  software: string;
  boot: number;
  uptime_s: number;
  storage: { free_bytes: number; total_bytes: number; cache_bytes: number; state: 'ok' | 'full' };
  held: Versions;
  plays_waiting: number;
}

export interface DeviceNow {
  device: string;
  name: string;
  area: string;
  site: { id: string; name: string };
  profile: string;
  link: 'online' | 'offline' | 'never';
  since_ms: number;
  outputs: OutputNow[];
  health: DeviceHealth | null;
  wanted: Versions;
  has_picture: boolean;
}

export type DeviceState = 'error' | 'offline' | 'never' | 'playing' | 'idle';
export type StateCounts = Record<DeviceState, number>;

export interface Device {
  id: string;
  name: string;
  site: { id: string; name: string };
  area: string;
  /** Own area first, root last. */
  chain: string[];
  tags: string[];
  zone: string;
  profile: Profile;
  kid: string;
  placement_version: number;
  created_ms: number;
  enrolled_ms: number;
  retired_ms: number;
  now?: DeviceNow;
}

export interface DeviceTokenAsk {
  id: string;
  name: string;
  area: string;
  profile: string;
  site: { id: string; name: string };
  tags?: string[];
  zone?: string;
  addresses?: string[];
}

export interface DeviceToken {
  device: string;
  enrolment: string;
  qr_svg: string;
  expires_ms: number;
}

export interface PlacementChange {
  name?: string;
  site?: { id: string; name: string };
  area?: string;
  profile?: string;
  tags?: string[];
}

export interface Rendition {
  for: string;
  lang: string;
  sha256: string;
  bytes: number;
  media: string;
  duration_ms: number;
  frames: number;
  lufs?: number;
  peak_dbtp?: number;
}

export interface Clip {
  sha256: string;
  name: string;
  bytes: number;
  media: string;
  state: 'queued' | 'working' | 'ready' | 'refused';
  /** 0 to 1. */
  progress: number;
  refusal?: Detail;
  duration_ms: number;
  width: number;
  height: number;
  has_picture: boolean;
  has_sound: boolean;
  added_ms: number;
  added_by: string;
  loudness?: {
    measured_lufs: number | null;
    gain_db: number;
    limited_db: number;
    lufs: number | null;
    peak_dbtp: number | null;
    short_lu: number;
    silent: boolean;
  };
  renditions: Rendition[];
}

export interface Card {
  template: 'install-card' | 'notice' | 'emergency';
  title: string;
  lines?: string[];
  steps?: string[];
  url?: string;
  footer?: string;
}

export interface Variant {
  lang: string;
  speech?: string;
  card?: Card;
}

export type MessageKind = 'clip' | 'install-card' | 'notice' | 'emergency';

export interface MessageAsk {
  kind: MessageKind;
  title: string;
  variants?: Variant[];
  clip?: string;
  duration_ms?: number;
  highest_class: Class;
  areas: string[];
  valid_from_ms?: number;
  valid_until_ms?: number;
}

export interface Preview {
  profile: string;
  url: string;
}

export interface PreparedMessage {
  /** base64url of the exact bytes to sign with typ vang-message. */
  payload: string;
  hash: string;
  notes: Detail[];
  renditions: Rendition[];
  previews: Preview[];
}

export interface Message {
  hash: string;
  id: string;
  kind: MessageKind;
  title: string;
  clip: string;
  clip_name: string;
  highest_class: Class;
  areas: string[];
  langs: string[];
  duration_ms: number;
  valid_from_ms: number;
  valid_until_ms: number;
  approved_ms: number;
  approved_by: string;
  kid: string;
  renditions: Rendition[];
  previews: Preview[];
  payload: { variants?: Variant[] };
}

export type Weekday = 'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa' | 'su';

export interface When {
  freq: 'once' | 'daily' | 'weekly';
  days?: Weekday[];
  /** Civil start times hh:mm:ss in the area's zone. */
  times?: string[];
  from: string;
  until?: string;
  window?: { start: string; end: string };
}

export interface Entry {
  id?: string;
  title: string;
  class: 'background' | 'routine' | 'priority';
  message: string;
  when: When;
  repeat?: number;
  volume_db?: number;
  outputs?: OutputKind[];
  tags?: string[];
  below?: boolean;
  resume?: 'continue' | 'restart' | 'drop';
}

export interface ProgrammeDraft {
  area: string;
  revision: string;
  /** Newest published version; 0 = none. */
  published: number;
  differs: boolean;
  entries: Entry[];
  valid_until_ms: number;
  changed_ms: number;
  changed_by: string;
}

export interface ProgrammeChanges {
  area: string;
  revision: string;
  version: number;
  devices: number;
  added: Entry[];
  changed: { before: Entry; after: Entry }[];
  removed: Entry[];
}

export interface Published {
  area: string;
  version: number;
  hash: string;
  issued_ms: number;
  published_by: string;
  entries: Entry[];
  devices: number;
}

export interface OrderAsk {
  kind: 'announce' | 'stop';
  class?: 'priority' | 'emergency';
  title?: string;
  lang?: string;
  text?: string;
  clip?: string;
  areas: string[];
  below?: boolean;
  outputs?: OutputKind[];
  tags?: string[];
  speech?: boolean;
  chime?: boolean;
  repeat?: number;
  volume_db?: number;
  stops?: string[];
}

export interface Interruption {
  device: string;
  device_name: string;
  output: OutputKind;
  title: string;
  class: Class;
  resumes_ms: number;
  resume: 'continue' | 'restart' | 'drop';
}

export interface Scope {
  devices: number;
  reachable: number;
  pictures: number;
  sounds: number;
  unreachable: string[];
  interrupts: Interruption[];
  interrupts_total: number;
  waits_behind: string[];
  too_late: number;
}

export interface PreparedOrder {
  payload: string;
  hash: string;
  id: string;
  spoken: string;
  duration_ms: number;
  scope: Scope;
  notes: Detail[];
  previews: Preview[];
}

export interface OrderCounts {
  devices: number;
  received: number;
  started: number;
  finished: number;
  refused: number;
  silent: number;
}

export type OrderState = 'sent' | 'running' | 'finished' | 'stopped' | 'expired';

export interface Order {
  id: string;
  hash: string;
  kind: 'announce' | 'stop';
  class: Class;
  title: string;
  text: string;
  areas: string[];
  state: OrderState;
  by: string;
  kid: string;
  sent_ms: number;
  expires_ms: number;
  duration_ms: number;
  stops: string[];
  counts: OrderCounts;
}

export interface OrderDevice {
  device: string;
  name: string;
  area: string;
  online: boolean;
  stage: 'silent' | 'received' | 'started' | 'finished' | 'refused';
  reason: string;
  received_ms: number;
  started_ms: number;
  finished_ms: number;
  late_ms: number;
}

export interface OrderDetail extends Order {
  devices: OrderDevice[];
}

export interface Play {
  device: string;
  output: OutputKind;
  item: PlayItem;
  start_ms: number;
  end_ms: number;
  clock: 'trusted' | 'untrusted';
  amount: number;
  level_dbfs: number | null;
  outcome: string;
  reason: string;
}

export interface Service {
  version: string;
  province: string;
  now_ms: number;
  parts: { name: string; ok: boolean; detail: string }[];
}

export interface Certificate {
  own_ca: boolean;
  subject: string;
  issuer: string;
  names: string[];
  not_before_ms: number;
  not_after_ms: number;
  sha256: string;
  ca_sha256: string;
}
