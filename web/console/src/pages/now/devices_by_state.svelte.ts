import { get, query_of } from '../../lib/api';
import type { Device, DeviceNow, DeviceState, Page } from '../../lib/contract';
import { told } from '../../lib/failure';

export const page_size = 60;
/** The server's longest page. */
const longest = 500;

/** What devices do now, one state after the other, page by page. Confined to the component that made it. */
export class DevicesByState {
  items = $state.raw<DeviceNow[]>([]);
  /** False until the first answer. */
  loaded = $state(false);
  busy = $state(false);
  failure = $state('');
  has_more = $state(false);
  #text = '';
  /** Those not yet read to their end; `#cursor` is where the first of them goes on. */
  #left: DeviceState[] = [];
  #cursor = '';
  #all: DeviceState[] = [];
  #asked: AbortController | undefined;

  /** Asked the same again it brings as many as are shown: whoever has scrolled down stays where they are. */
  load(text: string, states: DeviceState[]) {
    const same = text === this.#text && this.loaded;
    this.#text = text;
    this.#all = states;
    return this.#ask(states, '', [], same ? Math.max(page_size, this.items.length) : page_size);
  }

  again = () => this.load(this.#text, this.#all);

  more = () => this.#ask(this.#left, this.#cursor, this.items, this.items.length + page_size);

  stop() {
    this.#asked?.abort();
  }

  async #ask(states: DeviceState[], cursor: string, before: DeviceNow[], most: number) {
    this.stop();
    const asked = new AbortController();
    this.#asked = asked;
    this.busy = true;
    const found = new Map(before.map((device) => [device.device, device]));
    let left = states;
    try {
      while (left.length > 0 && found.size < most) {
        const question = { text: this.#text, state: left[0], sort: 'name', now: true, limit: Math.min(longest, most - found.size), cursor };
        const page = await get<Page<Device>>(`/devices${query_of(question)}`, asked.signal);
        for (const { now } of page.items) if (now) found.set(now.device, now);
        cursor = page.next;
        if (!cursor) left = left.slice(1);
      }
      this.items = [...found.values()];
      this.#left = left;
      this.#cursor = cursor;
      this.has_more = left.length > 0;
      this.failure = '';
      this.loaded = true;
    } catch (thrown) {
      if (asked.signal.aborted) return;
      this.failure = told(thrown);
    }
    this.busy = false;
  }
}
