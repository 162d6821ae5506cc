// From a rule ("thứ Hai và thứ Sáu lúc 05:00 và 17:00") to instants, as the players resolve it (playlists/timetable/recurrence.cpp).
import type { When } from '../../lib/contract';
import { day_of, day_s, instant_of, parse_day, parse_time, second_ms, weekday_of, weekdays } from './civil';

export interface Occurrence {
  /** The day of the rule, also when a window ends on the next one. */
  day: number;
  start_ms: number;
  end_ms: number;
  timed: boolean;
}

const longest_span_ms = day_s * second_ms;
// A rule that is still to come once more does so within this: weekly with a day, daily, or the one day of `once`.
const search_days = 8;

function falls_on(when: When, day: number): boolean {
  const from = parse_day(when.from);
  const until = parse_day(when.until ?? '');
  if (from !== null && day < from) return false;
  if (until !== null && day > until) return false;
  if (when.freq === 'once') return from !== null && day === from;
  if (when.freq === 'daily') return true;
  const weekday = weekdays[weekday_of(day)];
  return weekday !== undefined && (when.days ?? []).includes(weekday);
}

/** A window whose end is not after its start ends on the next day. */
function window_of(when: When): { start: number; end: number } | null {
  const start = parse_time(when.window?.start ?? '');
  const end = parse_time(when.window?.end ?? '');
  if (start === null || end === null || start === end || start >= day_s) return null;
  return { start, end: end <= start ? end + day_s : end };
}

function on_day(when: When, day: number, span_ms: number): Occurrence[] {
  if (!falls_on(when, day)) return [];
  const window = window_of(when);
  if (window) return [{ day, start_ms: instant_of(day, window.start), end_ms: instant_of(day, window.end), timed: false }];
  const times = (when.times ?? []).map(parse_time).filter((time): time is number => time !== null && time < day_s);
  return [...new Set(times)]
    .sort((a, b) => a - b)
    .map((time) => ({ day, start_ms: instant_of(day, time), end_ms: instant_of(day, time) + span_ms, timed: true }));
}

/** All that overlap [from_ms, until_ms), by start. `span_ms` = message duration × repeat; windows ignore it. */
export function occurrences(when: When, span_ms: number, from_ms: number, until_ms: number): Occurrence[] {
  const span = Math.min(Math.max(span_ms, second_ms), longest_span_ms);
  const found: Occurrence[] = [];
  for (let day = day_of(from_ms) - 1; day <= day_of(until_ms); day += 1) {
    found.push(...on_day(when, day, span).filter((one) => one.start_ms < until_ms && one.end_ms > from_ms));
  }
  return found;
}

/** The next starts after `now_ms`, at most `count`; empty when the rule is over or can never come true. */
export function next_starts(when: When, now_ms: number, count: number): number[] {
  const found: number[] = [];
  const from = parse_day(when.from);
  let day = Math.max(day_of(now_ms), from ?? 0);
  for (let quiet = 0; found.length < count && quiet < search_days; day += 1, quiet += 1) {
    const starts = on_day(when, day, second_ms).map((one) => one.start_ms).filter((start) => start > now_ms);
    if (starts.length > 0) quiet = 0;
    found.push(...starts);
  }
  return found.slice(0, count);
}

/** The window that is open now, if one is. */
export const open_now = (when: When, now_ms: number): Occurrence | undefined =>
  occurrences(when, 0, now_ms, now_ms + 1).find((one) => !one.timed);
