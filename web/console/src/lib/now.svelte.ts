import { push_address } from './api';
import type { DeviceNow, OrderCounts, OrderState, StateCounts } from './contract';

export interface Level {
  peak_dbfs: number;
  rms_dbfs: number;
  held_dbfs: number;
  held_at: number;
  at: number;
}

export interface Shown {
  url: string;
  /** When the board began to show it. */
  at_ms: number;
}

const level_stale_after = 3_000;
const hold_for = 1_500;
const longest_wait = 10_000;
// The server says something every 5 s; a socket silent for this long is dead even if nobody closed it.
const silence_is_loss = 15_000;
const session_ended = 4401;
const other_rights = 4403;

export interface OrderProgress {
  order: string;
  state: OrderState;
  counts: OrderCounts;
}

/** What of the devices a page wants to see; orders are always told. */
export interface Wanted {
  /** Only these; empty = none. At most most_watched. */
  ids: string[];
  /** Of these the levels and pictures, which cost their SIM's data: name what is on the screen and nothing else. */
  levels?: string[];
  pictures?: string[];
  /** How many devices are in each state. */
  states?: boolean;
}

export const most_watched = 1000;
const nothing: Wanted = { ids: [] };
const same_devices = (one: Wanted, other: Wanted) => one.ids.join() === other.ids.join();

/**
 * What happens now, kept by the one WebSocket of this tab. When the socket is lost everything stays visible but
 * `connected` is false and `last_heard` says how old it is: never a stale green.
 */
export class NowFeed {
  devices = $state<Record<string, DeviceNow>>({});
  levels = $state<Record<string, Level>>({});
  pictures = $state<Record<string, Shown>>({});
  connected = $state(false);
  /** Of all that this person may see; null until told. */
  states = $state.raw<StateCounts | null>(null);
  last_heard = $state(0);
  onended: () => void = () => {};
  /** The person's role or area is another now. */
  onrights: () => void = () => {};
  /** Told after each (new) connection, when what was missed must be asked for. */
  onconnected: () => void = () => {};
  onorder: (progress: OrderProgress) => void = () => {};
  /** Server clock minus ours, ms. */
  clock_ahead = $state(0);

  #socket: WebSocket | null = null;
  #wait = 500;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #closed = true;
  #wanted = nothing;
  #told = nothing;

  /** Says what is looked at; call what it returns when it is so no more. */
  look(wanted: Wanted): () => void {
    this.#want(wanted);
    return () => {
      if (this.#wanted === wanted) this.#want(nothing);
    };
  }

  // Said when the page has settled: scrolling on, it looks at something else without ever looking at nothing.
  #want(wanted: Wanted) {
    this.#wanted = wanted;
    queueMicrotask(() => this.#turn());
  }

  #turn() {
    if (this.#told === this.#wanted) return;
    if (!same_devices(this.#told, this.#wanted)) this.devices = {};
    if (!this.#wanted.states) this.states = null;
    this.#told = this.#wanted;
    if (this.#socket?.readyState === WebSocket.OPEN) this.#say();
  }

  #say() {
    this.#socket?.send(JSON.stringify({ subscribe: 'now', orders: true, devices: this.#told.ids.length > 0, ...this.#told }));
  }

  open() {
    this.#closed = false;
    const socket = new WebSocket(push_address());
    this.#socket = socket;
    this.#listen(); // a connection that never comes about is lost as well
    socket.onopen = () => {
      this.#wait = 500;
      this.#say();
      this.onconnected();
    };
    socket.onmessage = (event) => this.#heard(JSON.parse(event.data as string) as PushMessage);
    socket.onclose = (event) => this.#lost(event.code);
  }

  close() {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#silence);
    this.#let_go();
    for (const shown of Object.values(this.pictures)) URL.revokeObjectURL(shown.url);
    this.pictures = {};
    this.levels = {};
    this.devices = {};
    this.connected = false;
    this.states = null;
    this.last_heard = 0;
  }

  /** It says nothing any more, not even that it is closed: by then another may be open, of somebody else. */
  #let_go() {
    const socket = this.#socket;
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
    this.#socket = null;
  }

  // A centre that hangs answers no closing handshake either: waiting for one would keep old data looking live.
  #give_up() {
    this.#let_go();
    this.#lost(0);
  }

  #listen() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#give_up(), silence_is_loss);
  }

  #lost(code: number) {
    this.connected = false;
    clearTimeout(this.#silence);
    if (this.#closed) return;
    if (code === session_ended) {
      this.onended();
      return;
    }
    if (code === other_rights) this.onrights();
    this.#timer = setTimeout(() => this.open(), this.#wait * (0.5 + Math.random() / 2));
    this.#wait = Math.min(this.#wait * 2, longest_wait);
  }

  #heard(message: PushMessage) {
    this.connected = true;
    this.last_heard = Date.now();
    this.#listen();
    if (message.type === 'tick' || message.type === 'snapshot') this.clock_ahead = message.now_ms - Date.now();
    if (message.type === 'snapshot') {
      const part = Object.fromEntries(message.devices.map((d) => [d.device, d]));
      this.devices = message.first ? part : { ...this.devices, ...part };
    } else if (message.type === 'tick') this.states = message.states ?? null;
    else if (message.type === 'device') this.devices[message.device.device] = message.device;
    else if (message.type === 'level') this.#level(message);
    else if (message.type === 'picture') this.#picture(message);
    else if (message.type === 'order') this.onorder(message);
  }

  #level(message: LevelMessage) {
    const now = Date.now();
    const before = this.levels[message.device];
    const hold = before && now - before.held_at < hold_for && before.held_dbfs > message.peak_dbfs;
    this.levels[message.device] = {
      peak_dbfs: message.peak_dbfs,
      rms_dbfs: message.rms_dbfs,
      held_dbfs: hold ? before.held_dbfs : message.peak_dbfs,
      held_at: hold ? before.held_at : now,
      at: now,
    };
  }

  #picture(message: PictureMessage) {
    const bytes = Uint8Array.from(atob(message.png), (c) => c.charCodeAt(0));
    const old = this.pictures[message.device];
    this.pictures[message.device] = {
      url: URL.createObjectURL(new Blob([bytes], { type: 'image/png' })),
      at_ms: message.at_ms,
    };
    if (old) URL.revokeObjectURL(old.url);
  }
}

export const is_fresh = (level: Level | undefined, now: number): level is Level =>
  level !== undefined && now - level.at < level_stale_after;

interface LevelMessage {
  type: 'level';
  device: string;
  output: string;
  peak_dbfs: number;
  rms_dbfs: number;
}

interface PictureMessage {
  type: 'picture';
  device: string;
  at_ms: number;
  png: string;
}

type PushMessage =
  | { type: 'tick'; now_ms: number; states?: StateCounts }
  | { type: 'snapshot'; now_ms: number; first: boolean; more: boolean; devices: DeviceNow[] }
  | { type: 'device'; device: DeviceNow }
  | LevelMessage
  | PictureMessage
  | ({ type: 'order' } & OrderProgress);

export const feed = new NowFeed();
