// What of a person the sheet changes, as its form holds it, and what of it differs.
import type { Person, PersonChange, Role } from '../../../lib/contract';

export interface Held {
  name: string;
  role: Role;
  /** One code; none = not chosen yet, and of no meaning for an administrator. */
  area: string[];
}

export const held = ({ name, role, area }: Person): Held => ({ name, role, area: area === '*' ? [] : [area] });

export type Member = keyof Held;
const members: Member[] = ['name', 'role', 'area'];

const asked: { [M in Member]: (form: Held) => Required<PersonChange>[M] } = {
  name: (form) => form.name.trim(),
  role: (form) => form.role,
  area: (form) => (form.role === 'administrator' ? '*' : (form.area[0] ?? '')),
};

export const differing = (a: Held, b: Held): Member[] => members.filter((member) => asked[member](a) !== asked[member](b));

/** Over what somebody else saved meanwhile: what was edited stays, the rest is theirs. */
export const rebased = (before: Held, edited: Held, theirs: Held): Held => ({
  ...theirs,
  ...Object.fromEntries(differing(before, edited).map((member) => [member, edited[member]])),
});

/** Only what was edited: a rename must not give back the rights that somebody else just took away. */
export const change_of = (before: Held, edited: Held): PersonChange =>
  Object.fromEntries(differing(before, edited).map((member) => [member, asked[member](edited)]));
