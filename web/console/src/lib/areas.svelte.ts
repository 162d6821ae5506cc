import { get, query_of } from './api';
import type { Area, Page } from './contract';
import { language } from './language.svelte';

const everywhere = '*';

const most_at_once = 100;

/** Names of areas by code, asked for once each and together; the code stands in until the name is known. */
export class AreaNames {
  #names = $state<Record<string, string>>({});
  #gone = $state<Record<string, boolean>>({});
  #asked = new Set<string>();
  #wanted: string[] = [];

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
      if (this.#wanted.push(code) === 1) queueMicrotask(() => this.#ask());
    }
  }

  #ask() {
    const wanted = this.#wanted;
    this.#wanted = [];
    for (let from = 0; from < wanted.length; from += most_at_once) void this.#ask_for(wanted.slice(from, from + most_at_once));
  }

  async #ask_for(codes: string[]) {
    try {
      const { items } = await get<Page<Area>>(`/areas${query_of({ codes: codes.join(), limit: most_at_once })}`);
      this.know(items);
      for (const code of codes) {
        if (items.some((area) => area.code === code)) continue;
        this.#asked.delete(code);
        this.#gone[code] = true;
      }
    } catch {
      for (const code of codes) this.#asked.delete(code);
    }
  }
}

export const area_names = new AreaNames();
