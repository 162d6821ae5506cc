// The centre itself.
import type { World } from './values';

export interface Service {
  version: string;
  world: World;
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
