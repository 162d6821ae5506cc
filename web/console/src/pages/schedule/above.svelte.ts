import { get, Problem } from '../../lib/api';
import type { Area, Entry, Published } from '../../lib/contract';
import { is_code, told } from '../../lib/failure';
import { Due } from './due.svelte';

export interface Above {
  area: Area;
  entries: Entry[];
  state: 'shown' | 'not_published' | 'not_yours' | 'failed';
  failure: string;
  due: Due;
}

/** Whether it counts on devices of areas below, too. */
export function reaches_below({ where }: Entry): boolean {
  const include = where?.include ?? [];
  return include.length === 0 || include.some(({ areas = [], below = true }) => below || areas.length === 0);
}

/** What the areas above have published: devices of an area below follow that too. Entries for their own devices only are left out. */
export async function published_above(chain: Area[]): Promise<Above[]> {
  return Promise.all(
    chain.map(async (area): Promise<Above> => {
      const due = new Due(area.code, 'published');
      try {
        const published = await get<Published>(`/areas/${encodeURIComponent(area.code)}/programme/published`);
        return { area, entries: published.entries.filter(reaches_below), state: 'shown', failure: '', due };
      } catch (thrown) {
        const state = is_code(thrown, 'not_published') ? 'not_published' : thrown instanceof Problem && thrown.status === 403 ? 'not_yours' : 'failed';
        return { area, entries: [], state, failure: told(thrown), due };
      }
    }),
  );
}
