import { get } from '../../lib/api';
import type { Profile } from '../../lib/contract';

/** How many pixels the board of each kind of equipment has; asked for once. */
class Boards {
  #profiles = $state.raw<Profile[]>([]);
  #asking = false;

  /** Never asks: say want() first. Null until it is known. */
  size(name: string): { width: number; height: number } | null {
    const board = this.#profiles.find((profile) => profile.name === name)?.outputs.find((output) => output.kind === 'picture');
    return board?.width && board.height ? { width: board.width, height: board.height } : null;
  }

  want() {
    if (this.#asking) return;
    this.#asking = true;
    get<{ items: Profile[] }>('/profiles').then(
      (answer) => (this.#profiles = answer.items),
      () => (this.#asking = false),
    );
  }
}

export const boards = new Boards();
