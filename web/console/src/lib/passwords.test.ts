import { expect, test } from 'vitest';
import { make_password, missing_characters } from './passwords';

test('a made password is long, readable and never the same', () => {
  const made = Array.from({ length: 50 }, make_password);
  for (const password of made) expect(password).toMatch(/^[a-km-np-z2-9]{5}(-[a-km-np-z2-9]{5}){3}$/);
  expect(new Set(made).size).toBe(50);
  expect(missing_characters(made[0] ?? '')).toBe(0);
});

test('characters count, not bytes', () => {
  expect(missing_characters('mật khẩu')).toBe(7);
  expect(missing_characters('đồng văn đá núi')).toBe(0);
});
