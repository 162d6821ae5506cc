// Where the blocks of a day stand: timed entries side by side where they overlap, windows in narrow lanes at the side.
import { day_s, instant_of, second_ms } from './civil';
import type { Occurrence } from './occurrences';

// A block is never drawn lower than half an hour, so that it can be read and hit (24 px).
export const least_s = 1800;

/** One or several (folded) playings of an entry that are drawn as one block. Seconds are of the drawn day, cut to it. */
export interface Block<T> {
  of: T;
  /** How many playings: an entry every ten minutes is one long block, not 144 short ones. */
  count: number;
  all: Occurrence[];
  first: Occurrence;
  last: Occurrence;
  start: number;
  end: number;
}

export interface Placed<T> extends Block<T> {
  column: number;
  columns: number;
  /** Blocks that overlap, also through others, are of one group. */
  group: number;
}

/** Where more than two would stand side by side too narrow to be read: one of them is drawn, the rest is counted. */
export interface Crowd<T> {
  blocks: Placed<T>[];
  start: number;
  end: number;
  hidden: number;
}

/** Puts playings of one entry that would be drawn over each other into one block. */
export function fold<T>(of: T, found: Occurrence[], day: number): Block<T>[] {
  const midnight = instant_of(day, 0);
  const seconds = (ms: number) => Math.min(day_s, Math.max(0, (ms - midnight) / second_ms));
  const blocks: Block<T>[] = [];
  for (const one of found) {
    const before = blocks.at(-1);
    if (before && one.timed && (one.start_ms - before.last.start_ms) / second_ms < least_s) {
      before.count += 1;
      before.all.push(one);
      before.last = one;
      before.end = seconds(one.end_ms);
    } else {
      blocks.push({ of, count: 1, all: [one], first: one, last: one, start: seconds(one.start_ms), end: seconds(one.end_ms) });
    }
  }
  return blocks;
}

/** Gives blocks that overlap as they are drawn columns of their own; as many columns as the fullest moment needs. */
export function side_by_side<T>(blocks: Block<T>[], least = least_s): Placed<T>[] {
  const placed: Placed<T>[] = [];
  let group: Placed<T>[] = [];
  let group_end = 0;
  let groups = 0;
  let free_from: number[] = [];
  for (const block of [...blocks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const end = Math.max(block.end, block.start + least);
    if (block.start >= group_end) {
      group = [];
      groups += 1;
      free_from = [];
    }
    const free = free_from.findIndex((at) => at <= block.start);
    const column = free < 0 ? free_from.length : free;
    free_from[column] = end;
    const one = { ...block, column, columns: free_from.length, group: groups };
    group.push(one);
    for (const other of group) other.columns = free_from.length;
    group_end = Math.max(group_end, end);
    placed.push(one);
  }
  return placed;
}

export function crowds<T>(placed: Placed<T>[]): { drawn: Placed<T>[]; crowds: Crowd<T>[] } {
  const crowded = (block: Placed<T>) => block.columns > 2;
  const found: Crowd<T>[] = [];
  for (const group of new Set(placed.filter(crowded).map((block) => block.group))) {
    const blocks = placed.filter((block) => block.group === group);
    const hidden = blocks.filter((block) => block.column > 0);
    const end = Math.max(...hidden.map((block) => Math.max(block.end, block.start + least_s)));
    found.push({ blocks, start: Math.min(...hidden.map((block) => block.start)), end, hidden: hidden.length });
  }
  return { drawn: placed.filter((block) => !crowded(block) || block.column === 0), crowds: found };
}
