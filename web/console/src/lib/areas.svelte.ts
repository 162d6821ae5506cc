import { area_name } from './api';

/** Names of areas by code, asked for once each; the code stands in until the name is known. */
export class AreaNames {
  #names = $state<Record<string, string>>({});
  #asked = new Set<string>();

  name(code: string): string {
    return this.#names[code] ?? code;
  }

  want(codes: string[]) {
    for (const code of codes) {
      if (this.#asked.has(code)) continue;
      this.#asked.add(code);
      area_name(code).then(
        (name) => (this.#names[code] = name),
        () => this.#asked.delete(code),
      );
    }
  }
}
