// Days and times as a wall clock in Việt Nam shows them. A day is its number since 1970-01-01, a time its seconds since midnight,
// a week begins on Monday. The programmes' zone is Asia/Ho_Chi_Minh, which has been UTC+7 without summer time since 1975: the
// offset is a number here, so that nothing depends on the zone of the browser.

export type Weekday = 'mo' | 'tu' | 'we' | 'th' | 'fr' | 'sa' | 'su';

export const second_ms = 1000;
export const day_s = 86_400;
const offset_s = 7 * 3600;

export const weekdays: Weekday[] = ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'];

/** The instant (ms) at which the wall shows that day and time; times past 24:00 are of the next day. */
export const instant_of = (day: number, time: number) => (day * day_s + time - offset_s) * second_ms;

export const day_of = (ms: number) => Math.floor((ms / second_ms + offset_s) / day_s);

export const time_of = (ms: number) => Math.floor(ms / second_ms + offset_s) - day_of(ms) * day_s;

/** 0 = Monday. 1970-01-01 was a Thursday. */
export const weekday_of = (day: number) => (((day + 3) % 7) + 7) % 7;

export const monday_of = (day: number) => day - weekday_of(day);

/** Of `2026-11-21`; null when there is no such day. */
export function parse_day(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return null;
  const day = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) / (day_s * second_ms);
  return day_text(day) === text ? day : null;
}

/** 2026-11-21 */
export const day_text = (day: number) => new Date(day * day_s * second_ms).toISOString().slice(0, 10);

/** 21/11/2026 */
export const shown_day = (day: number) => day_text(day).split('-').reverse().join('/');

/** 21/11 */
export const short_day = (day: number) => shown_day(day).slice(0, 5);

/** Of `05:00:00` or `05:00`, up to `24:00:00`; null for anything else. */
export function parse_time(text: string): number | null {
  const parts = /^(\d{2}):([0-5]\d)(?::([0-5]\d))?$/.exec(text);
  if (!parts) return null;
  const time = Number(parts[1]) * 3600 + Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  return time <= day_s ? time : null;
}

/** 2026-12-01T05:00:00: a start on the wall clock. */
export const local_start = (day: number, time: number) => `${day_text(day)}T${time_text(time)}`;

/** Day and time of such a start; null for anything else. */
export function parse_start(text: string): { day: number; time: number } | null {
  const [day, time] = [parse_day(text.slice(0, 10)), parse_time(text.slice(11))];
  return day === null || time === null || text[10] !== 'T' ? null : { day, time };
}

const two = (n: number) => String(n).padStart(2, '0');

/** 05:00:00, as the contract has it. */
export const time_text = (time: number) => `${two(Math.floor(time / 3600))}:${two(Math.floor(time / 60) % 60)}:${two(time % 60)}`;

/** 05:00; with seconds only when there are any. */
export const shown_time = (time: number) => (time % 60 === 0 ? time_text(time).slice(0, 5) : time_text(time));

/** Of what a person writes: 5:00, 05.00, 5h, 5h30, 0530, 17. Null when it is no time of a day. */
export function read_time(text: string): number | null {
  const written = text.trim().toLowerCase().replace(/\s/g, '');
  const parts = /^(\d{1,2})(?:[:.h](\d{2})?(?::(\d{2}))?)?$/.exec(written) ?? /^(\d{2})(\d{2})$/.exec(written);
  return parts ? parse_time(`${two(Number(parts[1]))}:${parts[2] ?? '00'}:${parts[3] ?? '00'}`) : null;
}

/** How long: 45 s → [45, 's'], five minutes → [5, 'min'], as whole minutes from one minute on. */
export function rounded_length(ms: number): { seconds: number } | { minutes: number } {
  const seconds = Math.max(1, Math.round(ms / second_ms));
  return seconds < 60 ? { seconds } : { minutes: Math.round(seconds / 60) };
}
