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

  async #ask(cursor: string) {
    this.stop();
    const asked = new AbortController();
    this.#asked = asked;
    this.busy = true;
    try {
      const page = await get<Page<T>>(this.#path + query_of({ ...this.#query, cursor }), asked.signal);
      this.items = cursor ? [...this.items, ...page.items] : page.items;
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
