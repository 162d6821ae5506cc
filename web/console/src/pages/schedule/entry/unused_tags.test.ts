import { expect, test, vi } from 'vitest';
import { UnusedTags } from './unused_tags.svelte';

const asked: string[] = [];
vi.stubGlobal('fetch', (address: string) => {
  const query = new URL(address, 'https://x').searchParams;
  asked.push(`${query.get('area')} ${query.get('tag')}`);
  const items = query.get('tag') === 'cho' ? [{ id: 'loa-cho' }] : [];
  return Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve({ items, next: '' }) });
});

test('a tag that no device of the area carries is named, and each is asked for once', async () => {
  const unused = new UnusedTags('02.026');
  const tags = ['thon', 'cho'];
  expect(unused.of(tags)).toEqual([]);
  unused.want(tags);
  unused.want(tags);
  await vi.waitFor(() => expect(unused.of(tags)).toEqual(['thon']));
  expect(asked).toEqual(['02.026 thon', '02.026 cho']);
});
