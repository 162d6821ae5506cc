import { expect, test } from 'vitest';
import { loudness_verdict, lu_text } from './loudness';

const report = { measured_lufs: -25, measured_peak_dbtp: -9, gain_db: 6, limited_db: 0, lufs: -16, peak_dbtp: -2, short_lu: 0, silent: false };
const write = (value: number, decimals: number) => value.toFixed(decimals).replace('.', ',');

test('a clip without sound, a silent one, a faint one and a right one', () => {
  expect(loudness_verdict({ has_sound: false })).toBe('no_sound');
  expect(loudness_verdict({ has_sound: true })).toBeNull();
  expect(loudness_verdict({ has_sound: true, loudness: { ...report, silent: true, short_lu: 40 } })).toBe('silent');
  expect(loudness_verdict({ has_sound: true, loudness: { ...report, short_lu: 2 } })).toBe('short');
  expect(loudness_verdict({ has_sound: true, loudness: { ...report, short_lu: 0.4 } })).toBe('right');
});

test('whole units are written whole', () => {
  expect(lu_text(2.04, write)).toBe('2');
  expect(lu_text(3.06, write)).toBe('3,1');
});
