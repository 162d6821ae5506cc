// Which devices, as the form of an entry has it: one choice of what is wanted, one of what is not.
import type { Selector, Target } from '../../../lib/contract';
import { tags_from, tags_text } from '../../../lib/tags';

export interface Chosen {
  areas: string[];
  sites: string[];
  profiles: string[];
  /** As typed. */
  tags: string;
}

export interface WhereForm {
  /** False = every device of the area and below; what is chosen stays written. */
  some: boolean;
  below: boolean;
  /** Of each kind that is chosen something must fit. */
  only: Chosen;
  /** Whatever fits one of these is left out. */
  not: Chosen;
  /** A target that this form cannot show, kept as it is until somebody throws it away. */
  other: Target | null;
}

export const nothing = (): Chosen => ({ areas: [], sites: [], profiles: [], tags: '' });
export const everywhere = (): WhereForm => ({ some: false, below: true, only: nothing(), not: nothing(), other: null });

const kinds = ['areas', 'sites', 'profiles', 'tags'] as const;
const list_of = (selector: Selector, kind: (typeof kinds)[number]) => selector[kind] ?? [];
const named = (selector: Selector) => kinds.filter((kind) => list_of(selector, kind).length > 0);

const chosen_of = (selector: Selector): Chosen => ({
  areas: [...list_of(selector, 'areas')],
  sites: [...list_of(selector, 'sites')],
  profiles: [...list_of(selector, 'profiles')],
  tags: tags_text(list_of(selector, 'tags')),
});

export function where_form(target: Target | undefined): WhereForm {
  const { include = [], exclude = [] } = target ?? {};
  const whole = everywhere();
  if (include.length === 0 && exclude.length === 0) return whole;
  const shown = include.length <= 1 && include.every((one) => named(one).length > 0) && exclude.every((one) => named(one).length === 1 && one.below !== false);
  if (!shown) return { ...whole, some: true, other: target! };
  const not = Object.fromEntries(kinds.map((kind) => [kind, [...new Set(exclude.flatMap((one) => list_of(one, kind)))]])) as Selector;
  const only = include[0] ?? {};
  return { some: true, below: only.below ?? true, only: chosen_of(only), not: chosen_of(not), other: null };
}

function selector_of(chosen: Chosen): Selector {
  const tags = tags_from(chosen.tags);
  return {
    ...(chosen.areas.length > 0 ? { areas: [...chosen.areas] } : {}),
    ...(chosen.sites.length > 0 ? { sites: [...chosen.sites] } : {}),
    ...(chosen.profiles.length > 0 ? { profiles: [...chosen.profiles] } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  };
}

/** `own` = the programme's area, which “not the areas below” needs by name. */
export function target_of(form: WhereForm, own: string): Target | undefined {
  if (!form.some) return undefined;
  if (form.other) return form.other;
  const only = selector_of(form.only);
  if (!form.below) Object.assign(only, { areas: only.areas ?? [own], below: false });
  const not = selector_of(form.not);
  const exclude = named(not).map((kind): Selector => ({ [kind]: not[kind] }));
  const include = named(only).length > 0 ? [only] : [];
  if (include.length + exclude.length === 0) return undefined;
  return { ...(include.length > 0 ? { include } : {}), ...(exclude.length > 0 ? { exclude } : {}) };
}
