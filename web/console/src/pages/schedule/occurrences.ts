// The server's answer to when entries are due: it resolves them as devices do, this page never does.
import type { Occurrence as Told } from '../../lib/contract';
import { day_of } from './civil';

export interface Occurrence {
  /** On which it begins. */
  day: number;
  start_ms: number;
  end_ms: number;
  timed: boolean;
}

export function by_entry(told: Told[]): Map<string, Occurrence[]> {
  const found = new Map<string, Occurrence[]>();
  for (const { entry, start_ms, end_ms, loops } of told) {
    const one = { day: day_of(start_ms), start_ms, end_ms, timed: !loops };
    const list = found.get(entry);
    if (list) list.push(one);
    else found.set(entry, [one]);
  }
  return found;
}
