import { expect, test } from 'vitest';
import { en } from './en';
import { vi } from './vi';

test('both languages say every sentence', () => {
  expect(Object.keys(en).sort()).toEqual(Object.keys(vi).sort());
  for (const said of [...Object.values(vi), ...Object.values(en)]) {
    const text = typeof said === 'function' ? (said as (...a: unknown[]) => string)(1, 2) : said;
    expect(text.trim()).not.toBe('');
  }
});
