import { feed } from './now.svelte';

/** A clock that pages may show: ticks once a second (four times while a meter is looked at). */
class Clock {
  now = $state(Date.now());
  /** The server's clock as far as the last tick told it. */
  server = $derived(this.now + feed.clock_ahead);
  #fast = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  start() {
    this.#again();
  }

  stop() {
    clearInterval(this.#timer);
  }

  /** Until the function it returns is called. */
  hurry(): () => void {
    this.#fast += 1;
    this.#again();
    return () => {
      this.#fast -= 1;
      this.#again();
    };
  }

  #again() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => (this.now = Date.now()), this.#fast > 0 ? 250 : 1000);
  }
}

export const clock = new Clock();
