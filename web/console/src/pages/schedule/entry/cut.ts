// What is done to one occurrence of an entry, or to it and all after it: the entry without them, and a new entry for them.
import type { CutFrom, Entry, When } from '../../../lib/contract';
import { day_of, day_text, local_start, parse_day, parse_start, parse_time, time_of, time_text } from '../civil';
import { counts } from '../rule';

/** An entry that is made out of another: saving it also takes its occurrences out of that one. */
export interface Cut {
  from: Entry;
  start: string;
  following: boolean;
}

/** Whether there is more than one occurrence to choose from. */
export const recurs = ({ rule, also = [], times = [] }: When) => Boolean(rule) || also.length > 0 || times.length > 1;

/** Whether it can be cut in two: what counts its own occurrences cannot. */
export const can_follow = ({ rule = '' }: When) => rule !== '' && !counts(rule);

/** The start of the set that an occurrence belongs to: its own, or that of the window it lies in. */
export function start_of(when: When, start_ms: number): string {
  const [day, time] = [day_of(start_ms), time_of(start_ms)];
  const opens = parse_time(when.window?.start ?? '');
  if (opens === null) return local_start(day, time);
  return local_start(time < opens ? day - 1 : day, opens);
}

const sorted = (list: string[]) => [...new Set(list)].sort();
const day_text_of = (start: string) => start.slice(0, 10);

function with_when(entry: Entry, change: Partial<When>): Entry {
  const when: When = { ...entry.when, ...change };
  for (const name of ['except', 'also'] as const) if (when[name]?.length === 0) delete when[name];
  return { ...entry, when };
}

/** Without that one. */
export const without = (entry: Entry, start: string) => with_when(entry, { except: sorted([...(entry.when.except ?? []), start]) });

/** With that one again. */
export const again = (entry: Entry, start: string) => with_when(entry, { except: (entry.when.except ?? []).filter((other) => other !== start) });

/** Starts of that day before (or from) that one, where a day has several. */
function same_day(when: When, start: string, before: boolean): string[] {
  const at = parse_start(start);
  const times = (when.times ?? []).map(parse_time).filter((time): time is number => time !== null);
  if (!at) return [];
  return times.filter((time) => (before ? time < at.time : time >= at.time)).map((time) => local_start(at.day, time));
}

/** Ended before that start; null when nothing of it is left. */
export function ended_before(entry: Entry, start: string): Entry | null {
  const { when } = entry;
  const at = parse_start(start);
  if (!at) return entry;
  const shares_day = same_day(when, start, true).length > 0;
  const last = shares_day ? at.day : at.day - 1;
  const first = parse_day(when.from ?? '');
  const also = (when.also ?? []).filter((other) => other < start);
  if (first !== null && last < first && also.length === 0) return null;
  const kept = (when.except ?? []).filter((other) => day_text_of(other) <= day_text(last));
  return with_when(entry, { until: day_text(last), except: sorted([...kept, ...(shares_day ? same_day(when, start, false) : [])]), also });
}

function cut_from(entry: Entry, start: string, following: boolean): CutFrom {
  return { entry: entry.id ?? '', start, following };
}

const of_one = ({ rule: _, from: _1, until: _2, except: _3, also: _4, times, ...when }: When, start: string): When => {
  const time = parse_start(start)?.time ?? 0;
  return { ...when, ...(times ? { times: [time_text(time)] } : {}), from: day_text_of(start) };
};

/** A new entry for that one occurrence. */
export const alone = (entry: Entry, start: string): Entry => {
  const { id: _, ...rest } = entry;
  return { ...rest, when: of_one(entry.when, start), cut_from: cut_from(entry, start, false) };
};

/** A new entry for that one and all after it. */
export function onwards(entry: Entry, start: string): Entry {
  const { id: _, ...rest } = entry;
  const { when } = entry;
  const except = [...(when.except ?? []).filter((other) => day_text_of(other) >= day_text_of(start)), ...same_day(when, start, true)];
  const made = with_when(rest, { from: day_text_of(start), except: sorted(except), also: (when.also ?? []).filter((other) => other >= start) });
  return { ...made, cut_from: cut_from(entry, start, true) };
}

/** The entries with what is cut out of theirs taken out of it. */
export function apply_cut(entries: Entry[], { from, start, following }: Cut): Entry[] {
  return entries.flatMap((entry) => {
    if (entry.id !== from.id) return [entry];
    const left = following ? ended_before(entry, start) : without(entry, start);
    return left ? [left] : [];
  });
}
