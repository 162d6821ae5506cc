import { get, query_of } from './api';
import type { Page } from './contract';
import { told } from './failure';

type Query = Record<string, string | number | boolean | undefined>;

/** A list that the server sorts and filters and gives out page by page. Confined to the component that made it. */
export class Paged<T> {
  items = $state.raw<T[]>([]);
  /** False until the first answer. */
  loaded = $state(false);
  busy = $state(false);
  failure = $state('');
  #next = $state('');
  #path = '';
  #query: Query = {};
  #asked: AbortController | undefined;
  /** Put here while an answer was on its way, so that the older answer does not take them off again. */
  #fresh: T[] = [];

  /** `key_of` tells two states of one thing from two things; without it nothing can be put(). */
  constructor(readonly key_of?: (item: T) => unknown) {}

  get has_more() {
    return this.#next !== '';
  }

  /** From the first page on. What was shown stays until the answer is there; a later question overtakes an earlier one. */
  load(path: string, query: Query = {}) {
    this.#path = path;
    this.#query = query;
    return this.#ask('');
  }

  again = () => this.load(this.#path, this.#query);

  more = () => this.#ask(this.#next);

  stop() {
    this.#asked?.abort();
  }

  /** Puts one in its place, or before all others. */
  put(item: T) {
    if (this.busy) this.#fresh = [...this.#fresh.filter((other) => !this.#same(other, item)), item];
    const known = this.items.some((other) => this.#same(other, item));
    this.items = known ? this.items.map((other) => (this.#same(other, item) ? item : other)) : [item, ...this.items];
  }

  #same(one: T, other: T) {
    return this.key_of ? this.key_of(one) === this.key_of(other) : one === other;
  }

  async #ask(cursor: string) {
    this.stop();
    const asked = new AbortController();
    this.#asked = asked;
    this.busy = true;
    this.#fresh = [];
    try {
      const page = await get<Page<T>>(this.#path + query_of({ ...this.#query, cursor }), asked.signal);
      const before = cursor ? this.items : [];
      this.items = [...before, ...page.items.filter((item) => !before.some((known) => this.#same(known, item)))];
      for (const item of this.#fresh) this.put(item);
      this.#next = page.next;
      this.failure = '';
      this.loaded = true;
    } catch (thrown) {
      if (asked.signal.aborted) return;
      this.failure = told(thrown);
    }
    this.busy = false;
  }
}
