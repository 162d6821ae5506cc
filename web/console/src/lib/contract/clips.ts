// Media as brought and as made ready.
import type { Detail } from './values';

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
    measured_lufs: number;
    measured_peak_dbtp: number;
    gain_db: number;
    limited_db: number;
    lufs: number;
    peak_dbtp: number;
    short_lu: number;
    silent: boolean;
  };
  renditions: Rendition[];
}
