import { get, query_of } from '../../../lib/api';
import type { Device, Page } from '../../../lib/contract';

/** Which tags no device of an area carries, each asked for once: an entry with such a tag alone plays nowhere. */
export class UnusedTags {
  #carried = $state<Record<string, boolean>>({});
  #asked = new Set<string>();

  constructor(readonly area: string) {}

  /** Of these; none while it is not known. */
  of = (tags: string[]) => tags.filter((tag) => this.#carried[tag] === false);

  want(tags: string[]) {
    for (const tag of tags) {
      if (this.#asked.has(tag)) continue;
      this.#asked.add(tag);
      get<Page<Device>>(`/devices${query_of({ area: this.area, tag, limit: 1 })}`).then(
        ({ items }) => (this.#carried[tag] = items.length > 0),
        () => this.#asked.delete(tag),
      );
    }
  }
}
