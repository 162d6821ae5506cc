// Who may do what, and where they are signed in.
import type { Role } from './values';

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
  must_change_password: boolean;
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
