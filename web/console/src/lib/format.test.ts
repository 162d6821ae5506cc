import { describe, expect, test } from 'vitest';
import { clock_time, decibels, length_text, search_key, short_time } from './format';
import { words } from './words';

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

  test('a length in words has at most two parts', () => {
    expect(length_text(25_400, words.vi)).toBe('25 giây');
    expect(length_text(0, words.vi)).toBe('0 giây');
    expect(length_text(120_000, words.vi)).toBe('2 phút');
    expect(length_text(65_000, words.en)).toBe('1 min 5 s');
    expect(length_text(3_600_000 * 4 + 60_000 * 12 + 9000, words.vi)).toBe('4 giờ 12 phút');
  });

  test('search ignores marks and case', () => {
    expect(search_key('Thị trấn ĐỒNG Văn')).toBe('thi tran dong van');
  });
});
