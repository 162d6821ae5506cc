import { get } from '../../lib/api';
import type { Message } from '../../lib/contract';

/** Messages by hash, asked for once each: what an entry shows of what it plays. Null = cannot be seen. */
class KnownMessages {
  #known = $state<Record<string, Message | null>>({});
  #asked = new Set<string>();

  of(hash: string): Message | null | undefined {
    return this.#known[hash];
  }

  title(hash: string): string {
    return this.#known[hash]?.title ?? hash.slice(0, 8);
  }

  /** 0 while not known. */
  duration_ms(hash: string): number {
    return this.#known[hash]?.duration_ms ?? 0;
  }

  know(messages: Message[]) {
    for (const message of messages) {
      this.#asked.add(message.hash);
      this.#known[message.hash] = message;
    }
  }

  want(hashes: string[]) {
    for (const hash of hashes) {
      if (!hash || this.#asked.has(hash)) continue;
      this.#asked.add(hash);
      get<Message>(`/messages/${hash}`).then(
        (message) => (this.#known[hash] = message),
        () => {
          this.#known[hash] = null;
          this.#asked.delete(hash);
        },
      );
    }
  }
}

export const known_messages = new KnownMessages();
