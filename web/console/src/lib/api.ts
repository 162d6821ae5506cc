// How this console asks the controller: the REST contract is web/openapi.yaml, its values are in contract/.
import type { Detail } from './contract';
import { usual_ms, within, work_ms } from './patience';

/** An answer that says no, as RFC 9457 has it, in both languages. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly vi: string,
    readonly en: string,
    readonly errors: Detail[] = [],
    /** Seconds, of Retry-After; 0 = not said. */
    readonly retry_after = 0,
  ) {
    super(en);
  }
}

const base = '/api/v1';

// Kept in memory only: a reload gets it again from /me.
let csrf = '';
let when_ended: () => void = () => {};

/** `ended` is called whenever an answer says that nobody is signed in any more. */
export function on_session_end(ended: () => void) {
  when_ended = ended;
}

export function use_csrf(token: string) {
  csrf = token;
}

export const address_of = (path: string) => base + path;

export function problem_from(status: number, text: string, retry_after: string | null): Problem {
  try {
    const body = JSON.parse(text) as { code: string; vi: string; en: string; errors?: Detail[] };
    return new Problem(status, body.code, body.vi, body.en, body.errors ?? [], Number(retry_after ?? 0));
  } catch {
    return new Problem(status, '', '', text.slice(0, 200));
  }
}

export interface Asked {
  body?: unknown;
  /** Sent as it is, with this media type. */
  raw?: { media: string; body: BodyInit };
  if_match?: string;
  idempotency_key?: string;
  signal?: AbortSignal;
  /** How long an answer may take; usual_ms, and work_ms for `raw`, if not said. */
  within_ms?: number;
  /** Of PUT and POST answers that may say 401 for another reason than an ended session. */
  quiet?: boolean;
}

export interface Answered<T> {
  value: T;
  etag: string;
}

export function headers_for(method: string, asked: Asked): Record<string, string> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (csrf && method !== 'GET') headers['X-CSRF-Token'] = csrf;
  if (asked.body !== undefined) headers['Content-Type'] = 'application/json';
  if (asked.raw) headers['Content-Type'] = asked.raw.media;
  if (asked.if_match) headers['If-Match'] = asked.if_match;
  if (asked.idempotency_key) headers['Idempotency-Key'] = asked.idempotency_key;
  return headers;
}

/** One request with its ETag. Throws Problem when refused, TypeError when nobody answers (in time). */
export const ask_tagged = <T>(method: string, path: string, asked: Asked = {}): Promise<Answered<T>> =>
  within(asked.within_ms ?? (asked.raw ? work_ms : usual_ms), asked.signal, (over) => answered<T>(method, path, asked, over));

async function answered<T>(method: string, path: string, asked: Asked, over: AbortSignal): Promise<Answered<T>> {
  const body = asked.raw ? asked.raw.body : asked.body === undefined ? null : JSON.stringify(asked.body);
  const answer = await fetch(base + path, {
    method,
    headers: headers_for(method, asked),
    credentials: 'same-origin',
    cache: 'no-store',
    body,
    signal: over,
  });
  if (!answer.ok) {
    const problem = problem_from(answer.status, await answer.text(), answer.headers.get('Retry-After'));
    if (answer.status === 401 && !asked.quiet) when_ended();
    throw problem;
  }
  const value = (answer.status === 204 ? undefined : await answer.json()) as T;
  return { value, etag: answer.headers.get('ETag') ?? '' };
}

export const ask = async <T>(method: string, path: string, asked: Asked = {}): Promise<T> =>
  (await ask_tagged<T>(method, path, asked)).value;

export const get = <T>(path: string, signal?: AbortSignal) => ask<T>('GET', path, signal ? { signal } : {});
export const post = <T>(path: string, body?: unknown) => ask<T>('POST', path, body === undefined ? {} : { body });

/** `?a=1&b=2` of what is neither empty nor false. */
export function query_of(values: Record<string, string | number | boolean | undefined>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '' && value !== false) query.set(name, String(value));
  }
  return query.size ? `?${query}` : '';
}

export const push_address = () => `wss://${location.host}${base}/push`;
