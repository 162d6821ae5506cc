import { describe, expect, test } from 'vitest';
import { clock_time, decibels, search_key, short_time } from './format';

const at = Date.UTC(2026, 10, 21, 7, 2, 31);

describe('format', () => {
  test('times are in the province’s zone on a 24-hour clock', () => {
    expect(clock_time(at)).toBe('14:02:31');
    expect(clock_time(at, false)).toBe('14:02');
  });

  test('another day names its date, day before month', () => {
    expect(short_time(at, at + 60_000)).toBe('14:02');
    expect(short_time(at, at + 86_400_000)).toBe('21/11/2026 14:02');
  });

  test('decimals follow the language', () => {
    expect(decibels(-21.46, 'vi')).toBe('−21,5');
    expect(decibels(-21.46, 'en')).toBe('−21.5');
  });

  test('search ignores marks and case', () => {
    expect(search_key('Thị trấn ĐỒNG Văn')).toBe('thi tran dong van');
  });
});
