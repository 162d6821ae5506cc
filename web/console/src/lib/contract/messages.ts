// What is written, looked at and approved.
import type { Rendition } from './clips';
import type { Class, Detail } from './values';

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
