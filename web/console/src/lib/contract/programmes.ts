// What plays when.
import type { OutputKind } from './values';

/** Exactly one of `times`, `window` and `daypart`. */
export interface When {
  /** RRULE of RFC 5545; absent = once, on `from`. */
  rule?: string;
  /** Civil start times hh:mm:ss in the programme's zone. */
  times?: string[];
  window?: { start: string; end: string };
  daypart?: string;
  every_s?: number;
  most?: number;
  /** One of both. */
  share?: { plays?: number; percent?: number };
  from?: string;
  until?: string;
  /** Days, or local starts as 2026-12-01T05:00:00. */
  except?: string[];
  also?: string[];
  only?: string[];
  never?: string[];
}

/** Matches a device if each list that is not empty holds something of it. */
export interface Selector {
  areas?: string[];
  below?: boolean;
  sites?: string[];
  profiles?: string[];
  tags?: string[];
}

export interface Target {
  include?: Selector[];
  exclude?: Selector[];
}

export interface CutFrom {
  entry: string;
  start: string;
  following?: boolean;
}

export interface Entry {
  id?: string;
  title: string;
  class: 'background' | 'routine' | 'priority';
  messages: string[];
  cycle?: 'all' | 'one';
  when: When;
  repeat?: number;
  volume_db?: number;
  outputs?: OutputKind[];
  where?: Target;
  start?: 'soft' | 'prompt' | 'hard';
  late_s?: number;
  lose?: 'resume' | 'rejoin' | 'restart' | 'skip' | 'postpone';
  postpone_to?: string;
  beyond?: string[];
  cut_from?: CutFrom;
}

export interface Offline {
  /** 0 = the programme goes on without the link. */
  days: number;
  filler?: string;
}

export interface Occurrence {
  entry: string;
  start_ms: number;
  end_ms: number;
  loops: boolean;
}

export interface Occurrences {
  occurrences: Occurrence[];
}

export interface ProgrammeDraft {
  area: string;
  revision: string;
  /** Newest published version; 0 = none. */
  published: number;
  differs: boolean;
  entries: Entry[];
  valid_from_ms: number;
  valid_until_ms: number;
  offline: Offline;
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
  zone_data: string;
  valid_from_ms: number;
  valid_until_ms: number;
  offline: Offline;
  published_by: string;
  entries: Entry[];
  devices: number;
}
