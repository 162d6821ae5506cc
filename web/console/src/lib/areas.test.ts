import { expect, test, vi } from 'vitest';
import { AreaNames } from './areas.svelte';

vi.mock('./language.svelte', () => ({ language: { words: { everywhere: 'Toàn tỉnh' } } }));
const known = new Map([['02', 'Tỉnh Hà Giang'], ...Array.from({ length: 250 }, (_, n): [string, string] => [`02.${n}`, `Xã ${n}`])]);
const asked: string[][] = [];
vi.stubGlobal('fetch', (address: string) => {
  const codes = new URL(address, 'https://x').searchParams.get('codes')?.split(',') ?? [];
  asked.push(codes);
  const items = codes.filter((code) => known.has(code)).map((code) => ({ code, name: known.get(code) }));
  return Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve({ items, next: '' }) });
});

test('names of a whole list are asked for together, and once', async () => {
  const names = new AreaNames();
  names.want(['02', '*']);
  names.want(Array.from({ length: 250 }, (_, n) => `02.${n}`));
  names.want(['02', '02.7']);
  await vi.waitFor(() => expect(names.name('02.249')).toBe('Xã 249'));
  expect(asked.map((codes) => codes.length)).toEqual([100, 100, 51]);
  names.want(['02.7']);
  await Promise.resolve();
  expect(asked.length).toBe(3);
});

test('what the server does not name is gone, and is asked for again when looked at again', async () => {
  const names = new AreaNames();
  names.want(['02', '03']);
  await vi.waitFor(() => expect(names.is_gone('03')).toBe(true));
  expect(names.name('02')).toBe('Tỉnh Hà Giang');
  known.set('03', 'Tỉnh Mới');
  names.look_again(['03']);
  await vi.waitFor(() => expect(names.is_gone('03')).toBe(false));
  expect(names.name('03')).toBe('Tỉnh Mới');
});
