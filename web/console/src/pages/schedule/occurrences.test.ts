import { describe, expect, test } from 'vitest';
import type { When } from '../../lib/contract';
import { day_of, instant_of, monday_of, parse_day, parse_time, read_time, shown_day, shown_time, time_of, time_text, weekday_of } from './civil';
import { next_starts, occurrences, open_now } from './occurrences';

const at = (day: string, time = '00:00:00') => instant_of(parse_day(day)!, parse_time(time)!);
const told = (ms: number) => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' }).format(ms);
const starts = (when: When, now: number, count = 3) => next_starts(when, now, count).map(told);

describe('days and times of the wall clock', () => {
  test('are those of Asia/Ho_Chi_Minh, wherever the browser stands', () => {
    expect(instant_of(parse_day('2026-11-21')!, 5 * 3600)).toBe(Date.parse('2026-11-20T22:00:00Z'));
    expect(told(instant_of(parse_day('2026-12-31')!, 86_399))).toBe('2026-12-31 23:59:59');
    expect(shown_day(day_of(Date.parse('2026-12-31T17:00:00Z')))).toBe('01/01/2027');
    expect(time_text(time_of(Date.parse('2026-11-20T22:00:01Z')))).toBe('05:00:01');
  });
  test('weeks begin on Monday', () => {
    expect(weekday_of(parse_day('2026-11-16')!)).toBe(0);
    expect(weekday_of(parse_day('2026-11-22')!)).toBe(6);
    expect(shown_day(monday_of(parse_day('2027-01-01')!))).toBe('28/12/2026');
    expect(weekday_of(-1)).toBe(2);
  });
  test('a day that does not exist is none', () => {
    for (const text of ['2026-02-29', '2026-13-01', '2026-11-31', '21/11/2026', '', '2026-1-1']) expect(parse_day(text), text).toBeNull();
    expect(parse_day('2028-02-29')).not.toBeNull();
  });
  test('24:00:00 is a time, later is not', () => {
    expect(parse_time('24:00:00')).toBe(86_400);
    for (const text of ['24:00:01', '25:00:00', '5:00', '05:60', '05:00:60', '']) expect(parse_time(text), text).toBeNull();
  });
  test('people write times in many ways', () => {
    for (const text of ['5:30', '05:30', '5h30', '5H30', ' 5.30 ', '0530', '05:30:00']) expect(read_time(text), text).toBe(19_800);
    for (const [text, time] of [['5', 18_000], ['17h', 61_200], ['24:00', 86_400], ['0', 0]] as const) expect(read_time(text), text).toBe(time);
    for (const text of ['', 'năm giờ', '5:3', '24:30', '12:60', '5:30 PM', '-1']) expect(read_time(text), text).toBeNull();
    expect(shown_time(18_000)).toBe('05:00');
    expect(shown_time(18_030)).toBe('05:00:30');
  });
});

describe('the next starts', () => {
  const once: When = { freq: 'once', times: ['17:00:00', '05:00:00'], from: '2026-11-21' };
  const daily: When = { freq: 'daily', times: ['05:00:00', '17:00:00'], from: '2026-11-01' };
  const weekly: When = { freq: 'weekly', days: ['mo', 'fr'], times: ['05:00:00'], from: '2026-11-21' };

  test('once: its own day only, each time in order', () => {
    expect(starts(once, at('2026-11-20'))).toEqual(['2026-11-21 05:00:00', '2026-11-21 17:00:00']);
    expect(starts(once, at('2026-11-21', '05:00:00'))).toEqual(['2026-11-21 17:00:00']);
    expect(starts(once, at('2026-11-21', '17:00:00'))).toEqual([]);
    expect(starts({ ...once, from: '2030-02-28' }, at('2026-11-20'))).toEqual(['2030-02-28 05:00:00', '2030-02-28 17:00:00']);
  });
  test('daily: across the end of a month and of a year', () => {
    expect(starts(daily, at('2026-11-30', '06:00:00'))).toEqual(['2026-11-30 17:00:00', '2026-12-01 05:00:00', '2026-12-01 17:00:00']);
    expect(starts(daily, at('2026-12-31', '17:00:00'))).toEqual(['2027-01-01 05:00:00', '2027-01-01 17:00:00', '2027-01-02 05:00:00']);
    expect(starts(daily, at('2028-02-28', '18:00:00'))[0]).toBe('2028-02-29 05:00:00');
  });
  test('weekly: only on its days, from its first day on', () => {
    expect(starts(weekly, at('2026-11-16'))).toEqual(['2026-11-23 05:00:00', '2026-11-27 05:00:00', '2026-11-30 05:00:00']);
    expect(starts({ ...weekly, days: ['su'] }, at('2026-12-27', '05:00:00'), 2)).toEqual(['2027-01-03 05:00:00', '2027-01-10 05:00:00']);
    expect(starts({ ...weekly, days: ['sa'], from: '2027-06-01' }, at('2026-11-21'), 1)).toEqual(['2027-06-05 05:00:00']);
  });
  test('until is the last day, inclusive', () => {
    expect(starts({ ...daily, until: '2026-11-22' }, at('2026-11-21', '17:00:00'))).toEqual(['2026-11-22 05:00:00', '2026-11-22 17:00:00']);
    expect(starts({ ...daily, until: '2026-11-20' }, at('2026-11-21'))).toEqual([]);
  });
  test('a rule that can never come true has none, and does not search for ever', () => {
    expect(starts({ ...weekly, days: [] }, at('2026-11-21'))).toEqual([]);
    expect(starts({ ...daily, times: [] }, at('2026-11-21'))).toEqual([]);
    expect(starts({ freq: 'daily', from: '2026-11-21', window: { start: '06:00:00', end: '06:00:00' } }, at('2026-11-21'))).toEqual([]);
    expect(starts({ ...once, from: '' }, at('2026-11-21'))).toEqual([]);
  });
  test('a time written twice starts once', () => {
    expect(starts({ ...once, times: ['05:00:00', '05:00:00', '05:00'] }, at('2026-11-20'))).toEqual(['2026-11-21 05:00:00']);
  });
  test('a window starts at its start', () => {
    const window: When = { freq: 'daily', from: '2026-11-01', window: { start: '22:00:00', end: '05:00:00' } };
    expect(starts(window, at('2026-12-31', '23:00:00'), 2)).toEqual(['2027-01-01 22:00:00', '2027-01-02 22:00:00']);
  });
});

describe('what overlaps a time', () => {
  const night: When = { freq: 'once', from: '2026-12-31', window: { start: '22:00:00', end: '05:00:00' } };
  const whole_day: When = { freq: 'daily', from: '2026-11-01', until: '2026-11-21', window: { start: '00:00:00', end: '24:00:00' } };

  test('a window whose end is not after its start ends on the next day', () => {
    const [found] = occurrences(night, 0, at('2027-01-01'), at('2027-01-02'));
    expect([told(found!.start_ms), told(found!.end_ms), shown_day(found!.day)]).toEqual(['2026-12-31 22:00:00', '2027-01-01 05:00:00', '31/12/2026']);
    expect(open_now(night, at('2027-01-01', '04:59:59'))).toBeDefined();
    expect(open_now(night, at('2027-01-01', '05:00:00'))).toBeUndefined();
  });
  test('24:00:00 is the end of the day', () => {
    const found = occurrences(whole_day, 0, at('2026-11-21'), at('2026-11-22'));
    expect(found.map(({ end_ms }) => told(end_ms))).toEqual(['2026-11-22 00:00:00']);
    expect(open_now(whole_day, at('2026-11-22'))).toBeUndefined();
  });
  test('a timed playing lasts as long as the message does, also past midnight', () => {
    const late: When = { freq: 'daily', from: '2026-11-01', times: ['23:50:00'] };
    const found = occurrences(late, 20 * 60_000, at('2026-11-21'), at('2026-11-22'));
    expect(found.map(({ start_ms }) => told(start_ms))).toEqual(['2026-11-20 23:50:00', '2026-11-21 23:50:00']);
    expect(occurrences(late, 600_000, at('2026-11-21'), at('2026-11-22'))).toHaveLength(1);
  });
});
