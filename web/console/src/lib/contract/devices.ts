// The register of devices: where they stand and what they have.
import type { DeviceNow } from './now';
import type { OutputKind } from './values';

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
  zone?: string;
}
