import { expect, test } from 'vitest';
import { day_end, day_of, day_start, last_day, validity } from './days';

test('a day begins and ends at midnight in Vietnam', () => {
  expect(new Date(day_start('2026-11-21')).toISOString()).toBe('2026-11-20T17:00:00.000Z');
  expect(day_end('2026-12-31')).toBe(day_start('2027-01-01'));
  expect(day_of(day_start('2026-11-21'))).toBe('2026-11-21');
  expect(last_day(day_end('2026-11-21'))).toBe('2026-11-21');
});

test('what is no day is none', () => {
  for (const day of ['', '2026-02-30', '21/11/2026', '2026-13-01']) expect(day_start(day)).toBe(0);
  expect(day_of(0)).toBe('');
  expect(last_day(0)).toBe('');
});

test('usable from the first instant to the last', () => {
  expect(validity(100, 200, 99)).toBe('not_yet');
  expect(validity(100, 200, 100)).toBe('usable');
  expect(validity(100, 200, 200)).toBe('over');
  expect(validity(100, 0, 1e15)).toBe('usable');
});
