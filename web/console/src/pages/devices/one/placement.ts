// What of a device people may change, as the form holds it, and what of it differs.
import type { Device, PlacementChange } from '../../../lib/contract';
import { tags_from, tags_text } from '../../../lib/tags';
import { id_from } from '../enrol/suggest';

export interface Placed {
  name: string;
  area: string;
  site: string;
  profile: string;
  tags: string;
}

export const placed = (device: Device): Placed => ({
  name: device.name,
  area: device.area,
  site: device.site.name,
  profile: device.profile.name,
  tags: tags_text(device.tags),
});

export type Member = keyof Placed;
const members: Member[] = ['name', 'area', 'site', 'profile', 'tags'];

const same = (a: Placed, b: Placed, member: Member) => (member === 'tags' ? tags_from(a.tags).join() === tags_from(b.tags).join() : a[member].trim() === b[member].trim());

export const differing = (a: Placed, b: Placed): Member[] => members.filter((member) => !same(a, b, member));

/** Over what somebody else saved meanwhile: what was edited stays, the rest is theirs. */
export function rebased(before: Placed, edited: Placed, theirs: Placed): Placed {
  const mine = differing(before, edited).map((member) => [member, edited[member]]);
  return { ...theirs, ...Object.fromEntries(mine) };
}

/** Only what was edited: what somebody else changed meanwhile in other members stays theirs. */
export function change_of(device: Device, before: Placed, edited: Placed): PlacementChange {
  const change: PlacementChange = {};
  for (const member of differing(before, edited)) {
    if (member === 'tags') change.tags = tags_from(edited.tags);
    // Another name is another place: devices that stay at the old one keep theirs.
    else if (member === 'site') change.site = { id: id_from(edited.site) || device.site.id, name: edited.site.trim() };
    else change[member] = edited[member].trim();
  }
  return change;
}
