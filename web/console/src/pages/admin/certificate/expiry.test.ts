import { expect, test } from 'vitest';
import { expiry, fingerprint } from './expiry';

const day = 86_400_000;

test('a certificate is warned about from its last thirty days on', () => {
  expect(expiry(31 * day, 0)).toEqual({ state: 'good', days: 31 });
  expect(expiry(30 * day - 1, 0)).toEqual({ state: 'soon', days: 29 });
  expect(expiry(day / 2, 0)).toEqual({ state: 'soon', days: 0 });
});

test('at its end it is over', () => {
  expect(expiry(day, day)).toEqual({ state: 'over', days: 0 });
  expect(expiry(day, 4.5 * day)).toEqual({ state: 'over', days: 3 });
});

test('a fingerprint is written as phones show it', () => {
  expect(fingerprint('ab01ff')).toEqual(['AB', '01', 'FF']);
});
