import { get } from '../../lib/api';
import type { Output, Profile } from '../../lib/contract';
import { language } from '../../lib/language.svelte';
import { words } from './words';

/** "Bảng 192 × 96, Loa": what a device puts out, in words. */
export function outputs_text(outputs: Output[]): string {
  const say = words[language.current];
  return outputs.map((output) => (output.kind === 'picture' ? say.board(`${output.width} × ${output.height}`) : say.speaker)).join(', ');
}

/** The kinds of equipment, asked for once. */
class Profiles {
  all = $state.raw<Profile[]>([]);
  #asked = false;

  want() {
    if (this.#asked) return;
    this.#asked = true;
    get<{ items: Profile[] }>('/profiles').then(
      (answer) => (this.all = answer.items),
      () => (this.#asked = false),
    );
  }
}

export const profiles = new Profiles();
