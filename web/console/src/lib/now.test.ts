import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NowFeed } from './now.svelte';

class Socket {
  static OPEN = 1;
  static all: Socket[] = [];
  readyState = 0;
  sent: Record<string, unknown>[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor() {
    Socket.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as Record<string, unknown>);
  }
  close() {
    this.readyState = 2;
  }
  opens() {
    this.readyState = Socket.OPEN;
    this.onopen?.();
  }
  says(message: object) {
    this.onmessage?.({ data: JSON.stringify(message) });
  }
}
vi.stubGlobal('WebSocket', Socket);
vi.stubGlobal('location', { host: 'x' });
beforeEach(() => {
  Socket.all = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers(); // and with them goes what other feeds were still waiting for
});
const now = (device: string) => ({ device, outputs: [] });
const opened = () => {
  const feed = new NowFeed();
  feed.open();
  const socket = Socket.all[0]!;
  socket.opens();
  return { feed, socket };
};
const settled = () => Promise.resolve();

test('a page that looks at no device is told of none', () => {
  const { socket } = opened();
  expect(socket.sent).toEqual([{ subscribe: 'now', orders: true, devices: false, ids: [] }]);
});

test('scrolling on asks once, and what is known of the devices stays', async () => {
  const { feed, socket } = opened();
  const leave = feed.look({ ids: ['loa-1', 'loa-2'], levels: ['loa-1'] });
  await settled();
  socket.says({ type: 'snapshot', now_ms: 1, first: true, more: false, devices: [now('loa-1'), now('loa-2')] });
  leave();
  feed.look({ ids: ['loa-1', 'loa-2'], levels: ['loa-2'] });
  await settled();
  expect(socket.sent.slice(1)).toEqual([
    { subscribe: 'now', orders: true, devices: true, ids: ['loa-1', 'loa-2'], levels: ['loa-1'] },
    { subscribe: 'now', orders: true, devices: true, ids: ['loa-1', 'loa-2'], levels: ['loa-2'] },
  ]);
  expect(Object.keys(feed.devices)).toEqual(['loa-1', 'loa-2']);
});

test('another page starts with nothing of the last one, and leaving looks at nothing', async () => {
  const { feed, socket } = opened();
  feed.look({ ids: ['loa-1'], states: true });
  await settled();
  socket.says({ type: 'snapshot', now_ms: 1, first: true, more: false, devices: [now('loa-1')] });
  socket.says({ type: 'tick', now_ms: 1, states: { error: 0, offline: 0, never: 0, playing: 1, idle: 0 } });
  expect(feed.states?.playing).toBe(1);
  const leave = feed.look({ ids: ['loa-2'] });
  await settled();
  expect(feed.devices).toEqual({});
  expect(feed.states).toBe(null);
  leave();
  await settled();
  expect(socket.sent.at(-1)).toEqual({ subscribe: 'now', orders: true, devices: false, ids: [] });
});

test('a connection that comes back asks for the same', async () => {
  const { feed, socket } = opened();
  feed.look({ ids: ['loa-1'], pictures: ['loa-1'] });
  await settled();
  socket.onclose?.({ code: 1006 });
  vi.advanceTimersByTime(1_000);
  Socket.all[1]!.opens();
  expect(Socket.all[1]!.sent).toEqual([{ subscribe: 'now', orders: true, devices: true, ids: ['loa-1'], pictures: ['loa-1'] }]);
});

test('other rights are looked up, and what happens is heard with them', () => {
  const { feed, socket } = opened();
  const looked = vi.fn();
  feed.onrights = looked;
  socket.onclose?.({ code: 4403 });
  expect(looked).toHaveBeenCalledOnce();
  vi.advanceTimersByTime(1_000);
  expect(Socket.all.length).toBe(2);
});

test('what is closed speaks no more, whatever comes late', () => {
  const { feed, socket } = opened();
  const ended = vi.fn();
  feed.onended = ended;
  feed.close();
  feed.open(); // somebody else signed in in another tab
  expect(socket.onclose).toBe(null);
  expect(socket.onmessage).toBe(null);
  socket.onclose?.({ code: 4401 });
  vi.advanceTimersByTime(14_000);
  expect(ended).not.toHaveBeenCalled();
  expect(Socket.all.length).toBe(2);
});
