import { problem_from } from './api';
import { told } from './failure';
import { usual_ms, within } from './patience';

/** A picture that keeps up with what is asked for: one request at a time, the newest wish next, the last picture until then. */
export class FollowedPicture {
  /** Of the picture that is here; empty before the first. */
  url = $state('');
  failure = $state('');
  #wanted = '';
  #shown = '';
  #busy = false;
  #over = new AbortController();

  want(address: string) {
    this.#wanted = address;
    if (!this.#busy) void this.#fetch();
  }

  close() {
    this.#over.abort();
    if (this.url) URL.revokeObjectURL(this.url);
  }

  async #fetch() {
    this.#busy = true;
    while (this.#wanted !== this.#shown && !this.#over.signal.aborted) {
      this.#shown = this.#wanted;
      try {
        const picture = URL.createObjectURL(await within(usual_ms, this.#over.signal, (signal) => picture_at(this.#shown, signal)));
        if (this.url) URL.revokeObjectURL(this.url);
        this.url = picture;
        this.failure = '';
      } catch (thrown) {
        if (!this.#over.signal.aborted) this.failure = told(thrown);
      }
    }
    this.#busy = false;
  }
}

async function picture_at(address: string, signal: AbortSignal): Promise<Blob> {
  const answer = await fetch(address, { signal, credentials: 'same-origin' });
  if (!answer.ok) throw problem_from(answer.status, await answer.text(), null);
  return answer.blob();
}
