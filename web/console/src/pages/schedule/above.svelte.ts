import { get, Problem } from '../../lib/api';
import type { Area, Entry, Published } from '../../lib/contract';
import { is_code, told } from '../../lib/failure';

export interface Above {
  area: Area;
  entries: Entry[];
  state: 'shown' | 'not_published' | 'not_yours' | 'failed';
  failure: string;
}

/** What the areas above have published: devices of an area below follow that too. Entries for their own devices only are left out. */
export async function published_above(chain: Area[]): Promise<Above[]> {
  return Promise.all(
    chain.map(async (area): Promise<Above> => {
      try {
        const published = await get<Published>(`/areas/${encodeURIComponent(area.code)}/programme/published`);
        return { area, entries: published.entries.filter((entry) => entry.below !== false), state: 'shown', failure: '' };
      } catch (thrown) {
        const state = is_code(thrown, 'not_published') ? 'not_published' : thrown instanceof Problem && thrown.status === 403 ? 'not_yours' : 'failed';
        return { area, entries: [], state, failure: told(thrown) };
      }
    }),
  );
}
