// What a day of the week view shows: this area's entries and, when asked for, those of the areas above.
import type { Area, Entry } from '../../lib/contract';
import { instant_of } from './civil';
import { crowds, fold, side_by_side, type Block, type Crowd, type Placed } from './day_layout';
import { next_starts, occurrences, open_now, type Occurrence } from './occurrences';

export interface ShownEntry {
  entry: Entry;
  /** Null = of the area looked at; else only to look at. */
  above: Area | null;
}

export interface Day {
  day: number;
  timed: Placed<ShownEntry>[];
  crowds: Crowd<ShownEntry>[];
  /** What goes on for hours: windows, and entries that come again and again. */
  lanes: Placed<ShownEntry>[];
}

// Until the message's length is known.
const usual_length_ms = 60_000;
const lane_from_s = 2 * 3600;

export function day_of_week(shown: ShownEntry[], day: number, duration_ms: (message: string) => number): Day {
  const timed: Block<ShownEntry>[] = [];
  const lanes: Block<ShownEntry>[] = [];
  for (const one of shown) {
    const span = (duration_ms(one.entry.message) || usual_length_ms) * (one.entry.repeat ?? 1);
    const found = occurrences(one.entry.when, span, instant_of(day, 0), instant_of(day + 1, 0));
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

/** By the next start; open windows first, what is over last. */
export function by_next_start(entries: Entry[], now_ms: number): Listed[] {
  return entries
    .map((entry) => ({ entry, next_ms: next_starts(entry.when, now_ms, 1)[0] ?? 0, open: open_now(entry.when, now_ms) }))
    .sort((a, b) => rank(a) - rank(b) || a.entry.title.localeCompare(b.entry.title, 'vi'));
}

const rank = (one: Listed) => (one.open ? 0 : one.next_ms || Infinity);
