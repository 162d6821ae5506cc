import { address_of } from './api';
import type { World } from './contract';
import { usual_ms, within } from './patience';

/** Which world this centre is. Read before anybody signs in: a page of a drill must never look like the real one. */
class CentreWorld {
  current = $state<World>('live');

  /** Throws when the server does not say. */
  async look() {
    // Also when it is not well (503) it says which world it is.
    const said = await within(usual_ms, null, async (signal) => (await (await fetch(address_of('/healthz'), { cache: 'no-store', signal })).json()) as { world?: World });
    if (said.world !== 'live' && said.world !== 'drill') throw new TypeError('the server does not say which world it is');
    this.current = said.world;
  }
}

export const world = new CentreWorld();
