import { get, Problem } from '../../lib/api';
import type { Class, Order } from '../../lib/contract';
import type { HeldKey } from '../../lib/key';
import { may_start_until, says_no, send_order, stop_order, type SignedOrder } from '../../lib/orders';

/** What was signed and sent, and how it was written then. */
export interface Sent extends SignedOrder {
  title: string;
  text: string;
  clip: string;
  areas: string[];
  class: Class;
}

/** `stopped`: it had arrived when it was given up. `never`: its time has passed. */
export type Ending =
  | { what: 'arrived'; order: Order }
  | { what: 'stopped'; order: Order }
  | { what: 'given_up'; title: string }
  | { what: 'never'; title: string }
  | { what: 'refused'; title: string; why: Problem };

/** What the server was taking in as the time ran out. */
const straggler_ms = 10_000;
const stop_within_ms = 60_000;

/**
 * An announcement that was sent and left before the server had answered. That the server has not seen it yet proves nothing: it may
 * still arrive and be played. So the question stays open until the server says yes or no to the same bytes, somebody gives it
 * up (a stop of its id, which keeps it out also when it comes later), or its time to start has passed. Confined to its component.
 */
export class Doubt {
  step = $state<'asking' | 'unseen' | 'sending' | 'unsure' | 'giving_up'>('asking');
  failure = $state.raw<unknown>(null);
  readonly until_ms: number;
  #stop_asking = new AbortController();
  #given_up = false;
  #over = false;

  constructor(
    readonly sent: Sent,
    private readonly onended: (ending: Ending) => void,
  ) {
    this.until_ms = may_start_until(sent);
  }

  get busy() {
    return this.step !== 'asking' && this.step !== 'unseen';
  }

  /** Whether the server has it. `now_ms`: the server's time. */
  async look(now_ms: number) {
    const order = await this.#found();
    if (order) return this.#end(this.#given_up ? { what: 'stopped', order } : { what: 'arrived', order });
    if (order === undefined || this.busy) return;
    if (this.#given_up) this.#end({ what: 'given_up', title: this.sent.title });
    else if (now_ms > this.until_ms + straggler_ms) this.#end({ what: 'never', title: this.sent.title });
    else this.step = 'unseen';
  }

  /** Sends the same once more, until somebody answers or tells that it arrived. */
  async send_again() {
    if (this.busy) return;
    this.step = 'sending';
    this.failure = null;
    const asking = new AbortController();
    this.#stop_asking = asking;
    try {
      const order = await send_order(this.sent, () => (this.step = 'unsure'), asking.signal);
      this.#end({ what: 'arrived', order });
    } catch (thrown) {
      if (says_no(thrown)) this.#end({ what: 'refused', title: this.sent.title, why: thrown });
      this.failure = asking.signal.aborted ? null : thrown;
      this.step = 'asking';
    }
  }

  async give_up(key: HeldKey) {
    if (this.busy) return;
    this.step = 'giving_up';
    this.failure = null;
    try {
      await stop_order(this.sent, key, AbortSignal.timeout(stop_within_ms));
      this.#given_up = true;
    } catch (thrown) {
      this.failure = thrown;
    }
    this.step = 'asking';
    if (this.#given_up) await this.look(0);
  }

  stop_asking = () => this.#stop_asking.abort();

  close() {
    this.#over = true;
    this.stop_asking();
  }

  /** Undefined when nobody says. */
  async #found(): Promise<Order | null | undefined> {
    try {
      return await get<Order>(`/orders/${this.sent.id}`);
    } catch (thrown) {
      return thrown instanceof Problem && thrown.status === 404 ? null : undefined;
    }
  }

  #end(ending: Ending) {
    if (this.#over) return;
    this.close();
    this.onended(ending);
  }
}
