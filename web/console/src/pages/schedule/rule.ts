// The rules of RFC 5545 that the form has choices for, out of their text and back. Which days a rule means only the server says.
import { weekdays, type Weekday } from './civil';

export type Freq = 'daily' | 'weekly' | 'monthly';

export interface Rule {
  freq: Freq;
  /** Every so many days, weeks, months. */
  interval: number;
  /** Of weekly. */
  days: Weekday[];
  monthly: 'day' | 'weekday';
  /** Of monthly by day: 1 … 31, -1 = the last. */
  month_day: number;
  /** Of monthly by weekday: the first … fourth, -1 = the last. */
  nth: number;
  nth_day: Weekday;
}

export const nths = [1, 2, 3, 4, -1];
const freqs: Record<string, Freq> = { DAILY: 'daily', WEEKLY: 'weekly', MONTHLY: 'monthly' };
const most_interval = 99;

const weekday_of_text = (text: string): Weekday | null => weekdays.find((day) => day === text.toLowerCase()) ?? null;

function parts_of(text: string): Map<string, string> | null {
  const pairs = text.trim().toUpperCase().split(';').map((part) => part.split('='));
  const parts = new Map(pairs.map(([name = '', value = '']) => [name, value]));
  return pairs.every((pair) => pair.length === 2) && parts.size === pairs.length ? parts : null;
}

function whole_number(text: string, least: number, most: number): number | null {
  const n = /^-?\d+$/.test(text) ? Number(text) : NaN;
  return n >= least && n <= most ? n : null;
}

function weekly(rule: Rule, by: string): Rule | null {
  const named = by.split(',').map(weekday_of_text);
  if (named.some((day) => day === null)) return null;
  return { ...rule, days: weekdays.filter((day) => named.includes(day)) };
}

function monthly(rule: Rule, by_day: string | undefined, by_month_day: string | undefined): Rule | null {
  if (by_month_day !== undefined) {
    const day = by_day === undefined ? whole_number(by_month_day, -1, 31) : null;
    return day ? { ...rule, monthly: 'day', month_day: day } : null;
  }
  const found = /^([+-]?\d)([A-Z]{2})$/.exec(by_day ?? '');
  const [nth, day] = [Number(found?.[1] ?? 0), weekday_of_text(found?.[2] ?? '')];
  return day && nths.includes(nth) ? { ...rule, monthly: 'weekday', nth, nth_day: day } : null;
}

/** Null when the form has no choices for it: then it is shown as its text. */
export function read_rule(text: string): Rule | null {
  const parts = parts_of(text);
  const freq = freqs[parts?.get('FREQ') ?? ''];
  if (!parts || !freq) return null;
  const interval = whole_number(parts.get('INTERVAL') ?? '1', 1, most_interval);
  const [by_day, by_month_day] = [parts.get('BYDAY'), parts.get('BYMONTHDAY')];
  const plain = [...parts.keys()].every((name) => ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY'].includes(name) || (name === 'WKST' && parts.get(name) === 'MO'));
  if (!plain || interval === null) return null;
  const rule: Rule = { freq, interval, days: [], monthly: 'day', month_day: 1, nth: 1, nth_day: 'mo' };
  if (freq === 'monthly') return monthly(rule, by_day, by_month_day);
  if (by_month_day !== undefined) return null;
  if (freq === 'weekly') return by_day === undefined ? null : weekly(rule, by_day);
  return by_day === undefined ? rule : null;
}

export function rule_text(rule: Rule): string {
  const interval = rule.interval > 1 ? `;INTERVAL=${rule.interval}` : '';
  if (rule.freq === 'daily') return `FREQ=DAILY${interval}`;
  if (rule.freq === 'weekly') return `FREQ=WEEKLY${interval};BYDAY=${weekdays.filter((day) => rule.days.includes(day)).join().toUpperCase()}`;
  return `FREQ=MONTHLY${interval};${rule.monthly === 'day' ? `BYMONTHDAY=${rule.month_day}` : `BYDAY=${rule.nth}${rule.nth_day.toUpperCase()}`}`;
}

/** Whether it says itself how often: what is cut off such a rule would begin to count anew. */
export const counts = (text: string) => /(^|;)COUNT=/i.test(text);
