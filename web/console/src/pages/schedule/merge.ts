// Two people changed one draft: what each touched, put together by entry.
import type { Entry } from '../../lib/contract';

/** One entry that both changed, differently. Null = removed. */
export interface Clash {
  id: string;
  before: Entry | null;
  mine: Entry | null;
  theirs: Entry | null;
}

export interface Merged {
  /** Theirs with what only I touched; where both did, theirs stand until someone chooses. */
  entries: Entry[];
  clashes: Clash[];
}

/** Every member with the value it has when it is not written, in one order: two of these are equal when their JSON is. */
export function whole(entry: Entry) {
  const { when } = entry;
  return {
    title: entry.title,
    message: entry.message,
    class: entry.class,
    when: {
      freq: when.freq,
      days: [...(when.days ?? [])].sort(),
      times: [...(when.times ?? [])].sort(),
      window: when.window ? { start: when.window.start, end: when.window.end } : null,
      from: when.from,
      until: when.until ?? '',
    },
    repeat: entry.repeat ?? 1,
    volume_db: entry.volume_db ?? 0,
    outputs: [...(entry.outputs ?? [])].sort(),
    tags: [...(entry.tags ?? [])].sort(),
    below: entry.below ?? true,
    resume: entry.resume ?? ('continue' as const),
  };
}

export const same = (one: Entry | null, other: Entry | null) =>
  one === null || other === null ? one === other : JSON.stringify(whole(one)) === JSON.stringify(whole(other));

const by_id = (entries: Entry[]) => new Map(entries.map((entry) => [entry.id ?? '', entry]));

export function merge(base: Entry[], mine: Entry[], theirs: Entry[]): Merged {
  const [was, ours, others] = [by_id(base), by_id(mine), by_id(theirs)];
  const entries: Entry[] = [];
  const clashes: Clash[] = [];
  // In their order, what only I have after it.
  for (const id of new Set([...others.keys(), ...ours.keys(), ...was.keys()])) {
    const clash = { id, before: was.get(id) ?? null, mine: ours.get(id) ?? null, theirs: others.get(id) ?? null };
    const i_touched = !same(clash.before, clash.mine);
    const they_touched = !same(clash.before, clash.theirs);
    const both = i_touched && they_touched && !same(clash.mine, clash.theirs);
    if (both) clashes.push(clash);
    const stands = i_touched && !both ? clash.mine : clash.theirs;
    if (stands) entries.push(stands);
  }
  return { entries, clashes };
}

/** `entries` with mine where I am chosen; the others stay theirs. */
export function settle(entries: Entry[], clashes: Clash[], mine_chosen: (id: string) => boolean): Entry[] {
  let out = entries;
  for (const clash of clashes) {
    if (!mine_chosen(clash.id)) continue;
    const { mine } = clash;
    const there = out.some((entry) => entry.id === clash.id);
    if (!mine) out = out.filter((entry) => entry.id !== clash.id);
    else if (there) out = out.map((entry) => (entry.id === clash.id ? mine : entry));
    else out = [...out, mine];
  }
  return out;
}
