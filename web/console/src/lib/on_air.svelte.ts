import { get } from './api';
import type { Order, Page } from './contract';
import { feed, type OrderProgress } from './now.svelte';

const gather_ms = 200;

/** The announcements that sound or may still sound, newest first: what the on-air strip shows on every page. */
export class OnAir {
  orders = $state<Order[]>([]);
  sounding = $derived(this.orders.filter((order) => order.state === 'sent' || order.state === 'running'));
  emergency = $derived(this.sounding.find((order) => order.class === 'emergency'));
  #timer: ReturnType<typeof setTimeout> | undefined;
  #steps = 0;
  #over = new AbortController();
  #listeners = new Set<(progress: OrderProgress) => void>();

  start() {
    this.#over = new AbortController();
    feed.onconnected = () => this.#soon();
    feed.onorder = (progress) => this.#heard(progress);
  }

  stop() {
    this.#over.abort();
    clearTimeout(this.#timer);
    this.orders = [];
  }

  /** Told of each step of any order until the function it returns is called. */
  listen(to: (progress: OrderProgress) => void): () => void {
    this.#listeners.add(to);
    return () => this.#listeners.delete(to);
  }

  #heard(progress: OrderProgress) {
    this.#steps += 1;
    const known = this.orders.find((order) => order.id === progress.order);
    // A finished one may run again when a silent device comes back: only what is over for good leaves.
    const over = progress.state === 'stopped' || progress.state === 'expired';
    if (known && over) this.orders = this.orders.filter((order) => order !== known);
    else if (known) Object.assign(known, { state: progress.state, counts: progress.counts });
    else if (!over) this.#soon();
    for (const listener of this.#listeners) listener(progress);
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#load(), gather_ms);
  }

  async #load() {
    const before = this.#steps;
    const over = this.#over.signal;
    try {
      const page = await get<Page<Order>>('/orders?open=true&limit=50', over);
      this.orders = page.items.filter((order) => order.kind === 'announce');
      if (this.#steps !== before) this.#soon(); // what was heard meanwhile may be newer than this
    } catch {
      if (over.aborted) return;
      this.#timer = setTimeout(() => void this.#load(), 5_000);
    }
  }
}

export const on_air = new OnAir();
