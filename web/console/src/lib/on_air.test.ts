import { beforeEach, expect, test, vi } from 'vitest';
import type { OnAir as OnAirType } from './on_air.svelte';

const feed = { onconnected: () => {}, onorder: () => {} };
vi.mock('./now.svelte', () => ({ feed }));
const { OnAir } = await import('./on_air.svelte');

let asked: { answer: (value: object) => void; refuse: (thrown: unknown) => void }[] = [];
vi.stubGlobal('fetch', (_: string, { signal }: { signal: AbortSignal }) => new Promise((resolve, reject) => {
  const answer = (value: object) => resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve(value) });
  signal?.addEventListener('abort', () => reject(signal.reason as Error));
  asked.push({ answer, refuse: reject });
}));
beforeEach(() => {
  asked = [];
  vi.useFakeTimers();
});
const loading = async () => {
  const on_air: OnAirType = new OnAir();
  on_air.start();
  feed.onconnected();
  await vi.advanceTimersByTimeAsync(200);
  expect(asked.length).toBe(1);
  return on_air;
};

test('after signing out nothing is asked any more, whatever was on its way', async () => {
  const on_air = await loading();
  on_air.stop();
  asked[0]!.refuse(new Error('401'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(asked.length).toBe(1);
});

test('an answer that comes after signing out shows nothing of the one who left', async () => {
  const on_air = await loading();
  on_air.stop();
  asked[0]!.answer({ items: [{ id: 'o', kind: 'announce', state: 'running' }], next: '' });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(on_air.orders).toEqual([]);
});

test('whoever is still here asks again after a failure', async () => {
  const on_air = await loading();
  asked[0]!.refuse(new TypeError('no network'));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(asked.length).toBe(2);
  on_air.stop();
});
