import { get } from './api';
import type { Profile } from './contract';

/** The kinds of equipment, asked for once. */
class Profiles {
  all = $state.raw<Profile[]>([]);
  #asked = false;

  /** Of a kind's board; null until it is known, and of one without a board. Never asks: say want() first. */
  board(name: string): { width: number; height: number } | null {
    const board = this.all.find((profile) => profile.name === name)?.outputs.find((output) => output.kind === 'picture');
    return board?.width && board.height ? { width: board.width, height: board.height } : null;
  }

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
