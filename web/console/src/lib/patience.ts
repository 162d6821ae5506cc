// How long an answer is waited for. A network that swallows everything says nothing at all, not even no.

/** For what the server answers at once: as much as a weak link needs. */
export const usual_ms = 20_000;
/** For what the server speaks, draws or works through first. */
export const long_ms = 90_000;
/** For what may take minutes, is shown as such and can be cancelled. */
export const work_ms = 600_000;

/** What `work` brings, or a TypeError (nobody answers) when the time is up first. `signal` ends it sooner, with its own reason. */
export async function within<T>(ms: number, signal: AbortSignal | null | undefined, work: (over: AbortSignal) => Promise<T>): Promise<T> {
  signal?.throwIfAborted();
  const over = new AbortController();
  const ended = new Promise<never>((_, reject) => over.signal.addEventListener('abort', () => reject(over.signal.reason as Error)));
  const end = () => over.abort(signal?.reason);
  const timer = setTimeout(() => over.abort(new TypeError(`no answer within ${ms} ms`)), ms);
  signal?.addEventListener('abort', end);
  try {
    return await Promise.race([work(over.signal), ended]);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
