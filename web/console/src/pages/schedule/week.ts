// What a day of the week view shows: this area's entries and, when asked for, those of the areas above.
import type { Area, Entry } from '../../lib/contract';
import { instant_of } from './civil';
import { crowds, fold, side_by_side, type Block, type Crowd, type Placed } from './day_layout';
import type { Occurrence } from './occurrences';

export interface ShownEntry {
  entry: Entry;
  /** Null = of the area looked at; else only to look at. */
  above: Area | null;
  /** When it is due, in the days that are looked at. */
  due: Occurrence[];
}

export interface Day {
  day: number;
  timed: Placed<ShownEntry>[];
  crowds: Crowd<ShownEntry>[];
  /** What goes on for hours: windows, and entries that come again and again. */
  lanes: Placed<ShownEntry>[];
}

const lane_from_s = 2 * 3600;

export function day_of_week(shown: ShownEntry[], day: number): Day {
  const [from_ms, until_ms] = [instant_of(day, 0), instant_of(day + 1, 0)];
  const timed: Block<ShownEntry>[] = [];
  const lanes: Block<ShownEntry>[] = [];
  for (const one of shown) {
    const found = one.due.filter(({ start_ms, end_ms }) => start_ms < until_ms && end_ms > from_ms);
    // Past midnight a timed one only ends: it is drawn on the day it begins.
    const begins = (occurrence: Occurrence) => occurrence.timed && occurrence.day === day;
    for (const block of fold(one, found.filter(begins), day)) {
      (block.count > 1 && block.end - block.start >= lane_from_s ? lanes : timed).push(block);
    }
    lanes.push(...fold(one, found.filter((occurrence) => !occurrence.timed), day));
  }
  const { drawn, crowds: crowded } = crowds(side_by_side(timed));
  return { day, timed: drawn, crowds: crowded, lanes: side_by_side(lanes) };
}

/** All of a day in a row, by start. */
export const in_a_row = (day: Day) =>
  [...day.lanes, ...day.timed.filter((block) => block.columns < 3), ...day.crowds.flatMap((crowd) => crowd.blocks)].sort((a, b) => a.start - b.start || b.end - a.end);

export interface Listed {
  entry: Entry;
  /** 0 = never again. */
  next_ms: number;
  /** The window that is open now. */
  open: Occurrence | undefined;
}

/** By the next start; open windows first, what is over last. `due` = by entry, what ends after `now_ms`. */
export function by_next_start(entries: Entry[], due: Map<string, Occurrence[]>, now_ms: number): Listed[] {
  return entries
    .map((entry) => {
      const found = due.get(entry.id ?? '') ?? [];
      const next = found.find((one) => one.start_ms > now_ms);
      return { entry, next_ms: next?.start_ms ?? 0, open: found.find((one) => !one.timed && one.start_ms <= now_ms && one.end_ms > now_ms) };
    })
    .sort((a, b) => rank(a) - rank(b) || a.entry.title.localeCompare(b.entry.title, 'vi'));
}

const rank = (one: Listed) => (one.open ? 0 : one.next_ms || Infinity);
