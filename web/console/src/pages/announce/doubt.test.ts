import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HeldKey } from '../../lib/key';
import type { Ending, Sent } from './doubt.svelte';

// Plain values stand in for what the Svelte compiler makes of $state.
vi.stubGlobal('$state', Object.assign(<T>(value: T) => value, { raw: <T>(value: T) => value }));
const stop_order = vi.fn(() => Promise.resolve());
vi.mock('../../lib/orders', async (actual) => ({ ...(await actual<object>()), stop_order: () => stop_order() }));
const { Doubt } = await import('./doubt.svelte');

const issued = 1_000_000;
const window = 60_000;
const payload = btoa(JSON.stringify({ v: 1, issued_ms: issued, not_before_ms: 0, start_window_ms: window, expires_ms: issued + 10 * window })).replace(/=+$/, '');
const sent: Sent = { id: 'order-1', jws: `e30.${payload}.c2ln`, title: 'Họp thôn', text: 'Họp thôn.', clip: '', areas: ['02'], class: 'priority' };
const before = issued + window;
const after = issued + window + 60_000;

/** What the server says to the next request of that method; nothing = it is not heard. */
let says: Record<string, { status: number; body: object } | undefined> = {};
const asked: { method: string; path: string; key: string; body: string }[] = [];
vi.stubGlobal('fetch', (path: string, how: { method: string; headers: Record<string, string>; body: string }) => {
  asked.push({ method: how.method, path, key: how.headers['Idempotency-Key'] ?? '', body: how.body });
  const said = says[how.method];
  return said
    ? Promise.resolve({ ok: said.status < 300, status: said.status, headers: new Headers(), json: () => Promise.resolve(said.body), text: () => Promise.resolve(JSON.stringify(said.body)) })
    : Promise.reject(new TypeError('Failed to fetch'));
});
const unseen = { status: 404, body: { code: 'not_found', vi: '', en: '' } };
const seen = { status: 200, body: { id: 'order-1' } };
const problem = (status: number, code: string) => ({ status, body: { code, vi: code, en: code } });

const endings: Ending[] = [];
const doubt = () => new Doubt(sent, (ending) => endings.push(ending));
const key = {} as HeldKey;

beforeEach(() => {
  says = {};
  asked.length = 0;
  endings.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('what the server has not seen is in doubt for as long as it may still start', async () => {
  const one = doubt();
  await one.look(before);
  expect([one.step, endings]).toEqual(['asking', []]); // nobody answered
  says = { GET: unseen };
  await one.look(before);
  await one.look(before + 5_000);
  expect([one.step, endings]).toEqual(['unseen', []]);
  await one.look(after);
  expect(endings).toEqual([{ what: 'never', title: 'Họp thôn' }]);
});

test('on a dead network nothing is concluded, however late it is', async () => {
  const one = doubt();
  await one.look(after);
  expect(endings).toEqual([]);
});

test('what arrived late is found, and told once', async () => {
  const one = doubt();
  says = { GET: unseen };
  await one.look(before);
  says = { GET: seen };
  await Promise.all([one.look(before), one.look(before)]);
  expect(endings).toEqual([{ what: 'arrived', order: seen.body }]);
});

test('sent again it is the same bytes under the same key, until somebody answers', async () => {
  const one = doubt();
  const sending = one.send_again();
  await vi.advanceTimersByTimeAsync(0);
  expect(one.step).toBe('unsure');
  says = { POST: problem(503, 'busy') };
  await vi.advanceTimersByTimeAsync(500);
  says = { POST: { status: 201, body: seen.body } };
  await vi.advanceTimersByTimeAsync(1_000);
  await sending;
  expect(asked.map(({ key, body }) => [key, body])).toEqual(Array(3).fill(['order-1', JSON.stringify({ jws: sent.jws })]));
  expect(endings).toEqual([{ what: 'arrived', order: seen.body }]);
});

test('that it arrived may be told before the answer to it comes', async () => {
  const one = doubt();
  const sending = one.send_again();
  await vi.advanceTimersByTimeAsync(0);
  says = { GET: seen };
  await one.look(before);
  await vi.advanceTimersByTimeAsync(500);
  await sending;
  expect(endings).toEqual([{ what: 'arrived', order: seen.body }]);
});

test.each([
  [problem(422, 'start_window'), ['refused']],
  [problem(401, 'not_signed_in'), []],
  [problem(507, 'no_space'), []],
])('a refusal ends it only where it holds for every copy: %j', async (said, ends) => {
  const one = doubt();
  says = { POST: said };
  await one.send_again();
  expect(endings.map(({ what }) => what)).toEqual(ends);
});

test('whoever stops asking is in doubt as before', async () => {
  const one = doubt();
  const sending = one.send_again();
  await vi.advanceTimersByTimeAsync(0);
  one.stop_asking();
  await vi.advanceTimersByTimeAsync(5_000);
  await sending;
  expect([one.step, one.failure, endings]).toEqual(['asking', null, []]);
});

test('given up is what the server was told to stop; had it arrived, that is told', async () => {
  for (const [answer, what] of [[unseen, 'given_up'], [seen, 'stopped']] as const) {
    says = { GET: answer };
    await doubt().give_up(key);
    expect(endings.pop()?.what).toBe(what);
  }
  stop_order.mockRejectedValueOnce(new TypeError('Failed to fetch'));
  says = { GET: unseen };
  const one = doubt();
  await one.give_up(key);
  expect([one.step, endings]).toEqual(['asking', []]);
  expect(one.failure).toBeInstanceOf(TypeError);
});
