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
const longest_window_ms = 600_000;

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

/** One order, however often it is sent: its id is its Idempotency-Key. */
export interface SignedOrder {
  id: string;
  jws: string;
}

export const sign_order = async (prepared: PreparedOrder, key: HeldKey): Promise<SignedOrder> => ({ id: prepared.id, jws: await sign(key, 'vang-order', prepared.payload) });

/** However often it is sent it sounds once. */
export const send_order = ({ id, jws }: SignedOrder, unsure: () => void, signal: AbortSignal): Promise<Order> =>
  until_answered(() => ask<Order>('POST', '/orders', { body: { jws }, idempotency_key: id, within_ms: answer_within_ms, signal }), unsure, signal);

/** The server has judged these very bytes: no copy of them that comes later is taken either. */
export const says_no = (thrown: unknown): thrown is Problem => thrown instanceof Problem && thrown.status === 422;

/** The server's time after which neither it nor any device lets this announcement start (docs/documents.md), ms. */
export function may_start_until({ jws }: SignedOrder): number {
  const payload = atob((jws.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'));
  const { issued_ms, not_before_ms, start_window_ms, expires_ms } = JSON.parse(payload) as Record<string, number | undefined>;
  return Math.min(Math.max(issued_ms ?? 0, not_before_ms ?? 0) + (start_window_ms ?? longest_window_ms), expires_ms ?? Infinity);
}

/** Stops one announcement everywhere it went. */
export async function stop_order(order: Pick<Order, 'id' | 'areas'>, key: HeldKey, signal: AbortSignal): Promise<Order> {
  const wanted: OrderAsk = { kind: 'stop', areas: order.areas, stops: [order.id] };
  const prepare = () => ask<PreparedOrder>('POST', '/orders/prepare', { body: wanted, within_ms: answer_within_ms, signal });
  return send_order(await sign_order(await until_answered(prepare, () => {}, signal), key), () => {}, signal);
}
