import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ask, get } from './api';
import { told } from './failure';
import { long_ms, usual_ms, within, work_ms } from './patience';

vi.mock('./language.svelte', () => ({ language: { words: { noAnswer: 'nobody answers' } } }));

const never = () => new Promise<never>(() => {});
const outcome = (asked: Promise<unknown>) => {
  const seen = { over: false, thrown: undefined as unknown };
  asked.then(() => (seen.over = true), (thrown: unknown) => Object.assign(seen, { over: true, thrown }));
  return seen;
};

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test.each([
  ['what is read', () => get('/areas'), usual_ms],
  ['what is changed', () => ask('PATCH', '/devices/a', { body: {} }), usual_ms],
  ['what is prepared', () => ask('POST', '/orders/prepare', { body: {}, within_ms: long_ms }), long_ms],
  ['what is brought', () => ask('POST', '/areas/import', { raw: { media: 'text/csv', body: '' } }), work_ms],
])('on a dead network %s ends as unanswered', async (_, asks, limit_ms) => {
  vi.stubGlobal('fetch', never);
  const seen = outcome(asks());
  await vi.advanceTimersByTimeAsync(limit_ms - 1);
  expect(seen.over).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(told(seen.thrown)).toBe('nobody answers');
});

test('an answer that stops in its middle is none', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: never }));
  const seen = outcome(get('/areas'));
  await vi.advanceTimersByTimeAsync(usual_ms);
  expect(told(seen.thrown)).toBe('nobody answers');
});

test('who asked may end it sooner and is told so; nothing is left running', async () => {
  let given: AbortSignal | undefined;
  vi.stubGlobal('fetch', (_: string, how: RequestInit) => ((given = how.signal ?? undefined), never()));
  const asker = new AbortController();
  const seen = outcome(get('/areas', asker.signal));
  asker.abort();
  await vi.advanceTimersByTimeAsync(0);
  expect(seen.thrown).toBe(asker.signal.reason);
  expect(given?.aborted).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
  await expect(get('/areas', asker.signal)).rejects.toBe(asker.signal.reason);
});

test('an answer in time ends the waiting', async () => {
  await expect(within(usual_ms, null, () => Promise.resolve('here'))).resolves.toBe('here');
  expect(vi.getTimerCount()).toBe(0);
});
