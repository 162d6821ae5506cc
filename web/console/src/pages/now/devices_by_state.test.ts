import { beforeEach, expect, test, vi } from 'vitest';
import type { DeviceState } from '../../lib/contract';
import { DevicesByState, page_size } from './devices_by_state.svelte';

vi.mock('../../lib/failure', () => ({ told: (thrown: unknown) => String(thrown) }));

// A province: so many in each state, and what the server was asked.
const province: Partial<Record<DeviceState, number>> = {};
let asked: URLSearchParams[] = [];
vi.stubGlobal('fetch', (address: string) => {
  const query = new URL(address, 'https://x').searchParams;
  asked.push(query);
  const state = query.get('state') as DeviceState;
  const from = Number(query.get('cursor') ?? 0);
  const until = Math.min(province[state] ?? 0, from + Number(query.get('limit')));
  const items = Array.from({ length: until - from }, (_, n) => ({ id: `${state}-${from + n}`, now: { device: `${state}-${from + n}` } }));
  const page = { items, next: until < (province[state] ?? 0) ? String(until) : '' };
  return Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve(page) });
});
beforeEach(() => {
  asked = [];
  for (const state of Object.keys(province)) delete province[state as DeviceState];
});
const count = (list: DevicesByState, state: DeviceState) => list.items.filter(({ device }) => device.startsWith(state)).length;

test('of twenty thousand devices one page is asked for, the worst first', async () => {
  Object.assign(province, { error: 3, offline: 20, playing: 10_000, idle: 9_977 });
  const list = new DevicesByState();
  await list.load('', ['error', 'offline', 'playing', 'idle']);
  expect(asked.map((query) => query.get('state'))).toEqual(['error', 'offline', 'playing']);
  expect(list.items.length).toBe(page_size);
  expect([count(list, 'error'), count(list, 'offline')]).toEqual([3, 20]);
  expect(list.has_more).toBe(true);
});

test('more goes on where the page ended, into the next state', async () => {
  Object.assign(province, { offline: page_size - 1, playing: 5 });
  const list = new DevicesByState();
  await list.load('', ['offline', 'playing']);
  await list.more();
  expect([count(list, 'offline'), count(list, 'playing')]).toEqual([page_size - 1, 5]);
  expect(new Set(list.items.map(({ device }) => device)).size).toBe(list.items.length);
  expect(list.has_more).toBe(false);
});

test('asked again it takes nothing away from whoever has scrolled down; another question begins at the top', async () => {
  Object.assign(province, { idle: 4 * page_size });
  const list = new DevicesByState();
  await list.load('', ['idle']);
  await list.more();
  await list.again();
  expect(list.items.length).toBe(2 * page_size);
  await list.load('chợ', ['idle']);
  expect(list.items.length).toBe(page_size);
  expect(asked.at(-1)?.get('text')).toBe('chợ');
});
