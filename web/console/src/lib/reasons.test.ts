import { expect, test } from 'vitest';
import plays from '../../../../playlists/orders/play.cpp?raw';
import trust from '../../../../protocols/trust/refusal.cpp?raw';
import { outcome_text, outcome_tone, outcomes, play_reasons, refusal_text, refusals } from './reasons';

const codes = (source: string, row: RegExp) => [...source.matchAll(row)].map((match) => match[1] ?? '').sort();

test('every code of the devices has words, and no other', () => {
  expect(Object.keys(outcomes).sort()).toEqual(codes(plays, /\{Outcome::\w+, "(\w+)"/g));
  expect(Object.keys(play_reasons).sort()).toEqual(codes(plays.replace(/ItemKind::\w+, "\w+"/g, ''), /\{[A-Z]\w+, "(\w+)",/g));
  expect(Object.keys(refusals).sort()).toEqual(codes(trust, /Row\{Reason::\w+,\s*"(\w+)"/g));
});

test('an outcome says why, if there is something to say', () => {
  expect(outcome_text('interrupted', 'emergency', 'vi')).toBe('bị ngắt: nhường lệnh khẩn cấp');
  expect(outcome_text('heard', '', 'en')).toBe('heard');
});

test('a code nobody knows yet is shown as it is', () => {
  expect(outcome_text('melted', 'sun', 'vi')).toBe('melted: sun');
  expect(refusal_text('sun', 'en')).toBe('sun');
});

test('what is not proven is never green', () => {
  expect(['heard', 'sent_not_proven', 'missed', 'excused', 'melted'].map(outcome_tone)).toEqual(['ok', 'warn', 'bad', 'off', 'warn']);
});
