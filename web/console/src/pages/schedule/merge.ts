// Two people changed one draft: what each touched, put together by entry.
import type { Entry, Selector, When } from '../../lib/contract';

export const usual_late_s = 600;

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

const in_order = (list: string[] | undefined) => [...(list ?? [])].sort();

function whole_selector({ areas, below, sites, profiles, tags }: Selector) {
  return { areas: in_order(areas), below: below ?? true, sites: in_order(sites), profiles: in_order(profiles), tags: in_order(tags) };
}

function whole_when(when: When) {
  return {
    rule: when.rule ?? '',
    times: in_order(when.times),
    window: when.window ? { start: when.window.start, end: when.window.end } : null,
    daypart: when.daypart ?? '',
    every_s: when.every_s ?? 0,
    most: when.most ?? 0,
    share: when.share ? { plays: when.share.plays ?? 0, percent: when.share.percent ?? 0 } : null,
    from: when.from ?? '',
    until: when.until ?? '',
    except: in_order(when.except),
    also: in_order(when.also),
    only: in_order(when.only),
    never: in_order(when.never),
  };
}

/** Every member with the value it has when it is not written, in one order: two of these are equal when their JSON is. */
export function whole(entry: Entry) {
  return {
    title: entry.title,
    messages: [...entry.messages],
    cycle: entry.cycle ?? ('all' as const),
    class: entry.class,
    when: whole_when(entry.when),
    repeat: entry.repeat ?? 1,
    volume_db: entry.volume_db ?? 0,
    outputs: [...(entry.outputs ?? [])].sort(),
    where: { include: (entry.where?.include ?? []).map(whole_selector), exclude: (entry.where?.exclude ?? []).map(whole_selector) },
    start: entry.start ?? ('prompt' as const),
    late_s: entry.late_s ?? usual_late_s,
    lose: entry.lose ?? ('resume' as const),
    postpone_to: entry.postpone_to ?? '',
    beyond: in_order(entry.beyond),
    cut_from: entry.cut_from ? { entry: entry.cut_from.entry, start: entry.cut_from.start, following: entry.cut_from.following ?? false } : null,
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
