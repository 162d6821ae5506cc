import { get, query_of } from '../../lib/api';
import type { Page } from '../../lib/contract';
import { told } from '../../lib/failure';

const page_size = 24;

/** A list that the server gives page by page. */
export class Paged<T> {
  items = $state.raw<T[]>([]);
  next = $state('');
  loaded = $state(false);
  busy = $state(false);
  failure = $state('');
  #text = '';
  #asked: AbortController | null = null;
  /** Put here while the first page was on its way, so that its older answer does not take them off again. */
  #fresh: T[] = [];

  constructor(
    readonly path: string,
    readonly key_of: (item: T) => string,
  ) {}

  /** Anew from the first page; what is shown stays until it comes. */
  begin(text: string) {
    this.#text = text;
    return this.#ask('');
  }

  more() {
    return this.#ask(this.next);
  }

  /** Puts one in its place, or before all others. */
  put(item: T) {
    const key = this.key_of(item);
    if (this.busy) this.#fresh = [...this.#fresh.filter((other) => this.key_of(other) !== key), item];
    const known = this.items.some((other) => this.key_of(other) === key);
    this.items = known ? this.items.map((other) => (this.key_of(other) === key ? item : other)) : [item, ...this.items];
  }

  async #ask(cursor: string) {
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.busy = true;
    this.#fresh = [];
    try {
      const page = await get<Page<T>>(this.path + query_of({ text: this.#text, limit: page_size, cursor }), asked.signal);
      const known = new Set(cursor ? this.items.map(this.key_of) : []);
      this.items = [...(cursor ? this.items : []), ...page.items.filter((item) => !known.has(this.key_of(item)))];
      for (const item of this.#fresh) this.put(item);
      this.next = page.next;
      this.loaded = true;
      this.failure = '';
    } catch (thrown) {
      if (asked.signal.aborted) return;
      this.failure = told(thrown);
    }
    this.busy = false;
  }
}
