import { afterEach, expect, test, vi } from 'vitest';
import { Paged } from './paged.svelte';

vi.mock('./failure', () => ({ told: (thrown: unknown) => String(thrown) }));

const answers: ((page: { items: { id: string; n: number }[]; next: string }) => void)[] = [];
vi.stubGlobal('fetch', (address: string) => {
  asked.push(address);
  return new Promise((resolve) => answers.push((page) => resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve(page) })));
});
const asked: string[] = [];
afterEach(() => {
  answers.length = 0;
  asked.length = 0;
});
const items = (...ids: string[]) => ids.map((id) => ({ id, n: 0 }));
const ids = (list: Paged<{ id: string; n: number }>) => list.items.map((item) => item.id).join('');

test('pages follow each other without doubles, and what changes keeps its place', async () => {
  const list = new Paged<{ id: string; n: number }>((item) => item.id);
  const first = list.load('/x', { text: 'đồng văn' });
  answers[0]?.({ items: items('a', 'b'), next: 'c1' });
  await first;
  const second = list.more();
  answers[1]?.({ items: items('b', 'c'), next: '' });
  await second;
  expect(ids(list)).toBe('abc');
  expect(asked[1]).toContain('cursor=c1');
  list.put({ id: 'b', n: 7 });
  expect(list.items[1]?.n).toBe(7);
  list.put({ id: 'z', n: 0 });
  expect(ids(list)).toBe('zabc');
});

test('an answer that was under way does not take off what came meanwhile', async () => {
  const list = new Paged<{ id: string; n: number }>((item) => item.id);
  const first = list.load('/x');
  list.put({ id: 'new', n: 1 });
  answers[0]?.({ items: items('old'), next: '' });
  await first;
  expect(ids(list)).toBe('newold');
});
