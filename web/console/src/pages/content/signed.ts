import type { Class, MessageKind, Rendition, Variant } from '../../lib/contract';

/** The payload of a message as it is signed (docs/documents.md), as far as a person is told of it. */
export interface SignedMessage {
  kind: MessageKind;
  title: string;
  duration_ms: number;
  variants?: Variant[];
  clip?: { sha256: string; name: string };
  renditions?: Rendition[];
  highest_class: Class;
  areas: string[];
  valid_from_ms: number;
  valid_until_ms: number;
}

/** Reads the very bytes that will be signed, so that what is told is what is signed. */
export function read_payload(base64url: string): SignedMessage {
  const text = atob(base64url.replace(/-/g, '+').replace(/_/g, '/'));
  const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as SignedMessage;
}

export const sounds = (renditions: Rendition[]) => renditions.some((made) => made.for.startsWith('sound:'));
export const shows = (renditions: Rendition[]) => renditions.some((made) => made.for.startsWith('picture:'));
