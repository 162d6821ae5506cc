// Prepare → sign → send (docs/architecture.md): the server makes the exact payload, this browser signs those bytes.
import { ask, Problem } from './api';
import type { Order, OrderAsk, PreparedOrder } from './contract';
import { sign, type HeldKey } from './key';
import { long_ms } from './patience';

export const prepare_order = (order: OrderAsk, signal: AbortSignal) => ask<PreparedOrder>('POST', '/orders/prepare', { body: order, within_ms: long_ms, signal });

const first_wait_ms = 500;
const longest_wait_ms = 5_000;
/** Sooner than usual: asking again does no harm. */
const answer_within_ms = 8_000;

/** Asks again while nobody answers, and tells `unsure` each time; gives up only when `signal` says so. Throws Problem when refused. */
async function until_answered<T>(asks: () => Promise<T>, unsure: () => void, signal: AbortSignal): Promise<T> {
  for (let wait = first_wait_ms; ; wait = Math.min(wait * 2, longest_wait_ms)) {
    try {
      return await asks();
    } catch (thrown) {
      if (signal.aborted || !may_pass(thrown)) throw thrown;
      unsure();
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
  }
}

// No answer, or one that says "not now": it may or may not have been taken.
function may_pass(thrown: unknown): boolean {
  if (thrown instanceof Problem) return thrown.code === 'still_running' || thrown.status === 502 || thrown.status === 503 || thrown.status === 504;
  return thrown instanceof TypeError;
}

/** Signs and sends what was prepared; with one Idempotency-Key, so that however often it is sent it sounds once. */
export async function send_order(prepared: PreparedOrder, key: HeldKey, unsure: () => void, signal: AbortSignal): Promise<Order> {
  const body = { jws: await sign(key, 'vang-order', prepared.payload) };
  return until_answered(() => ask<Order>('POST', '/orders', { body, idempotency_key: prepared.id, within_ms: answer_within_ms, signal }), unsure, signal);
}

/** Stops one announcement everywhere it went. */
export async function stop_order(order: Pick<Order, 'id' | 'areas'>, key: HeldKey, signal: AbortSignal): Promise<Order> {
  const wanted: OrderAsk = { kind: 'stop', areas: order.areas, stops: [order.id] };
  const prepare = () => ask<PreparedOrder>('POST', '/orders/prepare', { body: wanted, within_ms: answer_within_ms, signal });
  return send_order(await until_answered(prepare, () => {}, signal), key, () => {}, signal);
}
