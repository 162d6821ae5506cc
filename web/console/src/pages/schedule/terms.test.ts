import { expect, test } from 'vitest';
import { instant_of, parse_day } from './civil';
import { check_terms, terms_form, terms_from, terms_words } from './terms';
import { words } from './words';

const say = words.vi.terms;
const whole = { valid_from_ms: instant_of(parse_day('2026-12-01')!, 0), valid_until_ms: instant_of(parse_day('2027-01-01')!, 0), offline: { days: 30, filler: 'f' } };
const open = { valid_from_ms: 0, valid_until_ms: 0, offline: { days: 0, filler: '' } };

test('the form gives back what it was filled with; the last day is said, not the first after it', () => {
  for (const terms of [whole, open]) expect(terms_from(terms_form(terms))).toEqual(terms);
  expect(terms_form(whole)).toMatchObject({ from: '2026-12-01', until: '2026-12-31' });
});

test('what devices do without the link is told in plain words', () => {
  expect(terms_words(whole, say, () => 'Giờ phát sóng')).toEqual([
    'Lịch có hiệu lực từ ngày 01/12/2026.',
    'Lịch có hiệu lực đến hết ngày 31/12/2026.',
    'Mất liên lạc quá 30 ngày thì chỉ phát “Giờ phát sóng”, cho đến khi nối lại.',
  ]);
  expect(terms_words(open, say, () => '')).toEqual([say.playsOn]);
  expect(terms_words({ ...open, offline: { days: 7, filler: '' } }, say, () => '')).toEqual([say.silence(7)]);
});

test('a schedule that ends before it begins, or rests after no days, is refused', () => {
  expect(check_terms({ ...terms_form(whole), until: '2026-11-30' }, say)).toEqual({ until: say.wrongUntil });
  expect(check_terms({ ...terms_form(whole), days: 0 }, say)).toEqual({ days: say.wrongDays });
  expect(check_terms(terms_form(open), say)).toEqual({});
});
