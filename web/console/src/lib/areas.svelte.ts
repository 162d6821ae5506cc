import { get } from './api';
import type { Area } from './contract';
import { language } from './language.svelte';

const everywhere = '*';

/** Names of areas by code, asked for once each; the code stands in until the name is known. */
export class AreaNames {
  #names = $state<Record<string, string>>({});
  #asked = new Set<string>();

  /** Never asks: say want() first. */
  name(code: string): string {
    return code === everywhere ? language.words.everywhere : (this.#names[code] ?? code);
  }

  /** Of areas just read elsewhere. */
  know(areas: Pick<Area, 'code' | 'name'>[]) {
    for (const area of areas) {
      this.#asked.add(area.code);
      this.#names[area.code] = area.name;
    }
  }

  want(codes: string[]) {
    for (const code of codes) {
      if (code === everywhere || this.#asked.has(code)) continue;
      this.#asked.add(code);
      get<Area>(`/areas/${encodeURIComponent(code)}`).then(
        (area) => (this.#names[code] = area.name),
        () => this.#asked.delete(code),
      );
    }
  }
}

export const area_names = new AreaNames();
