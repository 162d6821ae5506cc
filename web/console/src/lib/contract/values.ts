// Words and pieces that several subjects share.
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
