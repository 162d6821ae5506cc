import { describe, expect, test } from 'vitest';
import { day_of, instant_of, local_start, monday_of, parse_day, parse_start, parse_time, read_time, shown_day, shown_time, time_of, time_text, weekday_of } from './civil';
import { by_entry } from './occurrences';

const told = (ms: number) => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Asia/Ho_Chi_Minh' }).format(ms);

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

test('starts on the wall are read and written', () => {
  expect(local_start(parse_day('2026-12-01')!, 18_000)).toBe('2026-12-01T05:00:00');
  expect(parse_start('2026-12-01T05:00:00')).toEqual({ day: parse_day('2026-12-01'), time: 18_000 });
  for (const text of ['2026-12-01', '2026-12-01 05:00:00', '2026-02-30T05:00:00', '']) expect(parse_start(text), text).toBeNull();
});

test('what the server says is told by entry, each on the day it begins', () => {
  const start_ms = instant_of(parse_day('2026-12-31')!, 79_200);
  const found = by_entry([
    { entry: 'a', start_ms, end_ms: start_ms + 25_200_000, loops: true },
    { entry: 'b', start_ms, end_ms: start_ms + 5000, loops: false },
    { entry: 'a', start_ms: start_ms + 86_400_000, end_ms: start_ms + 111_600_000, loops: true },
  ]);
  expect(found.get('a')?.map(({ day, timed }) => [shown_day(day), timed])).toEqual([['31/12/2026', false], ['01/01/2027', false]]);
  expect(found.get('b')?.map(({ timed }) => timed)).toEqual([true]);
});
