import { get, Problem } from './api';
import type { Area } from './contract';
import { language } from './language.svelte';

const everywhere = '*';

/** Names of areas by code, asked for once each; the code stands in until the name is known. */
export class AreaNames {
  #names = $state<Record<string, string>>({});
  #gone = $state<Record<string, boolean>>({});
  #asked = new Set<string>();

  /** Never asks: say want() first. */
  name(code: string): string {
    return code === everywhere ? language.words.everywhere : (this.#names[code] ?? code);
  }

  /** The server knows it no more. */
  is_gone = (code: string) => this.#gone[code] === true;

  /** A sentence of the server's, which names areas by code only. */
  in_words(text: string, codes: string[]): string {
    return codes.reduce((said, code) => said.replace(code, this.name(code)), text);
  }

  /** Of areas just read elsewhere. */
  know(areas: Pick<Area, 'code' | 'name'>[]) {
    for (const area of areas) {
      this.#asked.add(area.code);
      this.#names[area.code] = area.name;
      delete this.#gone[area.code];
    }
  }

  /** Looks whether they are still there. */
  look_again(codes: string[]) {
    for (const code of codes) this.#asked.delete(code);
    this.want(codes);
  }

  want(codes: string[]) {
    for (const code of codes) {
      if (code === everywhere || this.#asked.has(code)) continue;
      this.#asked.add(code);
      get<Area>(`/areas/${encodeURIComponent(code)}`).then(
        (area) => (this.#names[code] = area.name),
        (problem: unknown) => {
          this.#asked.delete(code);
          if (problem instanceof Problem && problem.status === 404) this.#gone[code] = true;
        },
      );
    }
  }
}

export const area_names = new AreaNames();
