// What somebody has half written, kept in this browser until it is sent or thrown away: a session that ends, a tab that is
// closed or a battery that dies costs nothing. One draft a person, form and tab: two tabs never write over each other's, and what a
// closed one left behind is taken up by the next that opens the form.
import { tabs } from './tabs';

interface Kept {
  at_ms: number;
  draft: object;
}

const begins = 'vang.draft.';
const keep_ms = 30 * 86_400_000;

const prefix_of = (person: string, form: string) => `${begins}${person}.${form}@`;
const name_of = (person: string, form: string) => prefix_of(person, form) + tabs.own;

function read(name: string): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

/** What was left behind for good; else it would fill the room that the browser gives, and nothing new would be kept. */
export function drop_old_drafts(now_ms: number) {
  for (const name of Object.keys(localStorage)) {
    const tab = name.slice(name.lastIndexOf('@') + 1);
    if (!name.startsWith(begins) || tab === tabs.own || tabs.others.has(tab)) continue;
    const kept = read(name);
    if (!kept || kept.at_ms < now_ms - keep_ms) localStorage.removeItem(name);
  }
}

/** The newest that no open tab is writing on. */
function left_behind(prefix: string): string {
  const free = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && !tabs.others.has(name.slice(prefix.length)));
  const at = (name: string) => read(name)?.at_ms ?? 0;
  return free.sort((a, b) => at(b) - at(a))[0] ?? '';
}

export function kept_draft<T extends object>(person: string, form: string): Partial<T> {
  const own = name_of(person, form);
  const mine = read(own);
  if (mine) return mine.draft as Partial<T>;
  const found = left_behind(prefix_of(person, form));
  const kept = read(found);
  if (!kept) return {};
  localStorage.removeItem(found);
  keep_draft(person, form, kept.draft);
  return kept.draft as Partial<T>;
}

/** False when the browser has no room or refuses: the person should know that nothing is kept. */
export function keep_draft(person: string, form: string, draft: object): boolean {
  try {
    localStorage.setItem(name_of(person, form), JSON.stringify({ at_ms: Date.now(), draft } satisfies Kept));
    return true;
  } catch {
    return false;
  }
}

export function drop_draft(person: string, form: string) {
  localStorage.removeItem(name_of(person, form));
}
