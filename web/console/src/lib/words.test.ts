import { expect, test } from 'vitest';

type Said = string | ((...values: unknown[]) => string) | { [name: string]: Said };
const files = import.meta.glob<{ words: { vi: Said; en: Said } }>('../**/words.ts', { eager: true });

function sentences(said: Said, where: string): [string, string][] {
  if (typeof said === 'string') return [[where, said]];
  if (typeof said === 'function') return [[where, said(1, 2, 3, 4)]];
  return Object.entries(said).flatMap(([name, inner]) => sentences(inner, `${where}.${name}`));
}

for (const [file, { words }] of Object.entries(files)) {
  test(`${file} says every sentence in both languages`, () => {
    const vi = sentences(words.vi, '');
    const en = sentences(words.en, '');
    expect(en.map(([where]) => where).sort()).toEqual(vi.map(([where]) => where).sort());
    for (const [where, text] of [...vi, ...en]) {
      expect(text.trim(), where).not.toBe('');
      expect(text, where).not.toMatch(/undefined|NaN|\[object/);
      expect(text, where).toBe(text.normalize('NFC'));
    }
  });
}
