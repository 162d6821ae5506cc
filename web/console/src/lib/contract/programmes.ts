// What plays when.
import type { OutputKind, Weekday } from './values';

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
  valid_until_ms: number;
  published_by: string;
  entries: Entry[];
  devices: number;
}
