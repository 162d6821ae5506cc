import { get, query_of } from '../../lib/api';
import type { Occurrences } from '../../lib/contract';
import { details_of, told } from '../../lib/failure';
import { instant_of } from './civil';
import { by_entry, type Occurrence } from './occurrences';

const days_of_week = 7;
const too_many = (thrown: unknown) => details_of(thrown).some(({ code }) => code === 'too_many');

/** What of one area's programme is due in a week, as the server resolves it. The last answer stands until the next one comes. */
export class Due {
  found = $state.raw(new Map<string, Occurrence[]>());
  /** Days on which more is due than can be drawn. */
  crowded = $state.raw<number[]>([]);
  failure = $state('');
  #asked = new AbortController();

  constructor(
    readonly area: string,
    readonly of: 'draft' | 'published',
  ) {}

  get path() {
    return `/areas/${encodeURIComponent(this.area)}/programme`;
  }

  /** Seven days from that one. */
  async look(monday: number) {
    this.#asked.abort();
    const asked = (this.#asked = new AbortController());
    try {
      await this.#week(monday, asked.signal);
      this.failure = '';
    } catch (thrown) {
      if (!asked.signal.aborted) this.failure = told(thrown);
    }
  }

  async #week(monday: number, signal: AbortSignal) {
    try {
      this.#take(await this.#ask(monday, days_of_week, signal), [], signal);
    } catch (thrown) {
      if (!too_many(thrown)) throw thrown;
      await this.#day_by_day(monday, signal);
    }
  }

  async #day_by_day(monday: number, signal: AbortSignal) {
    const crowded: number[] = [];
    const days = await Promise.all(
      Array.from({ length: days_of_week }, (_, i) => monday + i).map(async (day) => {
        try {
          return await this.#ask(day, 1, signal);
        } catch (thrown) {
          if (!too_many(thrown)) throw thrown;
          crowded.push(day);
          return { occurrences: [] };
        }
      }),
    );
    // What lasts past midnight is told by two days.
    const once = new Map(days.flatMap(({ occurrences }) => occurrences).map((one) => [`${one.entry} ${one.start_ms} ${one.loops}`, one]));
    this.#take({ occurrences: [...once.values()] }, crowded, signal);
  }

  #ask(day: number, days: number, signal: AbortSignal) {
    const span = { from_ms: instant_of(day, 0), until_ms: instant_of(day + days, 0), of: this.of };
    return get<Occurrences>(`${this.path}/occurrences${query_of(span)}`, signal);
  }

  #take({ occurrences }: Occurrences, crowded: number[], signal: AbortSignal) {
    if (signal.aborted) return;
    this.found = by_entry(occurrences);
    this.crowded = crowded;
  }
}

/** What is open and what comes next of each entry, for the list. */
export class Upcoming {
  found = $state.raw(new Map<string, Occurrence[]>());
  /** From then on another answer is due. */
  until_ms = $state(0);
  failure = $state('');
  known = $state(false);
  #asked = new AbortController();

  constructor(readonly area: string) {}

  async look(now_ms: number) {
    this.#asked.abort();
    const asked = (this.#asked = new AbortController());
    try {
      const path = `/areas/${encodeURIComponent(this.area)}/programme/next`;
      const { occurrences } = await get<Occurrences>(`${path}${query_of({ from_ms: now_ms, each: 2, of: 'draft' })}`, asked.signal);
      if (asked.signal.aborted) return;
      this.found = by_entry(occurrences);
      const turns = occurrences.flatMap(({ start_ms, end_ms }) => [start_ms, end_ms]).filter((ms) => ms > now_ms);
      this.until_ms = Math.min(Infinity, ...turns);
      [this.failure, this.known] = ['', true];
    } catch (thrown) {
      if (!asked.signal.aborted) this.failure = told(thrown);
    }
  }
}
