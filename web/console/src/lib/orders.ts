// Prepare → sign → send (docs/architecture.md): the server makes the exact payload, this browser signs those bytes.
import { ask, post, Problem } from './api';
import type { Order, OrderAsk, PreparedOrder } from './contract';
import { sign, type HeldKey } from './key';

export const prepare_order = (order: OrderAsk) => post<PreparedOrder>('/orders/prepare', order);

const first_wait_ms = 500;
const longest_wait_ms = 5_000;
/** A network that swallows everything answers nothing, not even no. */
const answer_within_ms = 8_000;

/**
 * Signs and sends what was prepared, and asks again while nobody answers: with the same Idempotency-Key, so that however often it
 * is sent it sounds once. `unsure` is told when an answer is being waited for in vain. Throws Problem when the server refuses;
 * gives up only when `signal` says so.
 */
export async function send_order(prepared: PreparedOrder, key: HeldKey, unsure: () => void, signal: AbortSignal): Promise<Order> {
  const body = { jws: await sign(key, 'vang-order', prepared.payload) };
  for (let wait = first_wait_ms; ; wait = Math.min(wait * 2, longest_wait_ms)) {
    try {
      return await within(answer_within_ms, signal, (over) => ask<Order>('POST', '/orders', { body, idempotency_key: prepared.id, signal: over }));
    } catch (thrown) {
      if (signal.aborted || !may_pass(thrown)) throw thrown;
      unsure();
    }
    await new Promise((resolve) => setTimeout(resolve, wait));
    signal.throwIfAborted();
  }
}

/** Ends what is asked when `signal` says so or the time is up. */
async function within<T>(ms: number, signal: AbortSignal, work: (over: AbortSignal) => Promise<T>): Promise<T> {
  const over = new AbortController();
  const end = () => over.abort();
  signal.addEventListener('abort', end);
  const timer = setTimeout(end, ms);
  try {
    signal.throwIfAborted();
    return await work(over.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
}

// No answer, or one that says "not now": the order may or may not have been taken.
function may_pass(thrown: unknown): boolean {
  if (thrown instanceof Problem) return thrown.code === 'still_running' || thrown.status === 502 || thrown.status === 503 || thrown.status === 504;
  return thrown instanceof TypeError || (thrown instanceof DOMException && thrown.name === 'AbortError');
}

/** Stops one announcement everywhere it went. */
export async function stop_order(order: Pick<Order, 'id' | 'areas'>, key: HeldKey, signal: AbortSignal): Promise<Order> {
  const prepared = await prepare_order({ kind: 'stop', areas: order.areas, stops: [order.id] });
  return send_order(prepared, key, () => {}, signal);
}
