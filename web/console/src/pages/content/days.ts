// Days in the province's zone, as <input type="date"> writes them. Vietnam keeps UTC+7 all year.
const zone_ms = 7 * 3_600_000;
const day_ms = 86_400_000;

/** The first instant of 'yyyy-mm-dd', ms UTC; 0 if it is no day. */
export function day_start(day: string): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return 0;
  const ms = Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  return new Date(ms).toISOString().startsWith(day) ? ms - zone_ms : 0;
}

/** The first instant after the day: documents hold until then, that instant not included. */
export function day_end(day: string): number {
  const start = day_start(day);
  return start ? start + day_ms : 0;
}

/** 'yyyy-mm-dd' of an instant; '' of 0. */
export function day_of(ms: number): string {
  return ms > 0 ? new Date(ms + zone_ms).toISOString().slice(0, 10) : '';
}

/** The last day on which something that ends at `until_ms` may be used; '' = open. */
export const last_day = (until_ms: number) => (until_ms > 0 ? day_of(until_ms - 1) : '');

export type Validity = 'usable' | 'not_yet' | 'over';

export function validity(from_ms: number, until_ms: number, now_ms: number): Validity {
  if (until_ms > 0 && now_ms >= until_ms) return 'over';
  return now_ms < from_ms ? 'not_yet' : 'usable';
}
