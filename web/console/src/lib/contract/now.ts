// What devices do now, as they say themselves.
import type { Output } from './devices';
import type { Class, World } from './values';

export interface PlayItem {
  kind: 'entry' | 'order';
  id: string;
  area: string;
  /** Version. */
  programme: number;
  message: string;
  title: string;
  class: Class;
}

export interface OutputNow extends Output {
  state: 'playing' | 'idle' | 'error' | 'unknown';
  item: PlayItem | null;
  since_ms: number;
  frames: number;
  level_dbfs: number | null;
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
  world: World;
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
