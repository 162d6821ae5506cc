// What a person writes about a message, and what is asked of the server from it. Pure.
import type { Card, Class, Clip, Message, MessageAsk, MessageKind, Variant } from '../../../lib/contract';
import { day_end, day_of, day_start, last_day } from '../days';

export interface Form {
  kind: MessageKind;
  title: string;
  /** SHA-256, or empty. */
  clip: string;
  /** First line on the board; empty = the title. */
  card_title: string;
  lines: string[];
  steps: string[];
  url: string;
  footer: string;
  speech: string;
  highest_class: Class;
  areas: string[];
  /** yyyy-mm-dd; empty = from now, without end. */
  from: string;
  until: string;
}

export const kinds: MessageKind[] = ['install-card', 'notice', 'clip', 'emergency'];
/** The only language this editor writes; messages in other languages come by vangctl. */
export const written_lang = 'vi';

export const empty_form = (): Form => ({
  kind: 'install-card', title: '', clip: '', card_title: '', lines: [''], steps: [''], url: '', footer: '', speech: '', highest_class: 'routine', areas: [], from: '', until: '',
});

type Media = Pick<Clip, 'has_picture' | 'has_sound'>;

/** A clip's own picture and sound come before a card and a voice. */
export const takes_card = (form: Form, clip: Media | null) => form.kind !== 'clip' || (clip !== null && !clip.has_picture);
export const takes_speech = (form: Form, clip: Media | null) => form.kind !== 'clip' || (clip !== null && !clip.has_sound);

const written = (lines: string[]) => lines.map((line) => line.trim()).filter(Boolean);

function card_of(form: Form): Card | null {
  const template = form.kind === 'clip' ? 'notice' : form.kind;
  const steps = template === 'install-card' ? written(form.steps) : [];
  const lines = template === 'install-card' ? [] : written(form.lines);
  const url = form.url.trim();
  const footer = form.footer.trim();
  // A clip needs no card at all.
  if (form.kind === 'clip' && lines.length === 0 && !url && !form.card_title.trim()) return null;
  return {
    template,
    title: form.card_title.trim() || form.title.trim(),
    ...(lines.length ? { lines } : {}),
    ...(steps.length ? { steps } : {}),
    ...(url ? { url } : {}),
    ...(footer ? { footer } : {}),
  };
}

export function ask_of(form: Form, clip: Media | null, now_ms: number): MessageAsk {
  const card = takes_card(form, clip) ? card_of(form) : null;
  const speech = takes_speech(form, clip) ? form.speech.trim() : '';
  const variant: Variant = { lang: written_lang, ...(speech ? { speech } : {}), ...(card ? { card } : {}) };
  const from = day_start(form.from);
  const until = day_end(form.until);
  return {
    kind: form.kind,
    title: form.title.trim(),
    ...(speech || card ? { variants: [variant] } : {}),
    ...(form.kind === 'clip' ? { clip: form.clip } : {}),
    highest_class: form.highest_class,
    areas: form.areas,
    // Today's midnight is over: from now on is what was meant.
    ...(from > now_ms ? { valid_from_ms: from } : {}),
    ...(until ? { valid_until_ms: until } : {}),
  };
}

export type Lack = 'title' | 'clip' | 'areas' | 'until';

/** What the person has to fill in before the server is asked, in the order of the form. */
export function lacks(form: Form, now_ms: number): Lack[] {
  const list: Lack[] = [];
  if (!form.title.trim()) list.push('title');
  if (form.kind === 'clip' && !form.clip) list.push('clip');
  if (form.areas.length === 0) list.push('areas');
  const end = day_end(form.until);
  if (form.until && (end <= now_ms || end <= day_start(form.from))) list.push('until');
  return list;
}

const ended = (text: string) => (/[.!?…:]$/.test(text) ? text : `${text}.`);

/** What a loudspeaker would say of the card: title, then its steps or lines. Vietnamese, as the message is. */
export function speech_from_card(form: Form): string {
  const title = form.card_title.trim() || form.title.trim();
  const install = form.kind === 'install-card';
  const rest = install ? written(form.steps).map((step, index) => `Bước ${index + 1}: ${step}`) : written(form.lines);
  return [title, ...rest].filter(Boolean).map(ended).join(' ');
}

const or_one = (lines: string[] | undefined) => (lines?.length ? [...lines] : ['']);

/** A new form from an approved message; dates that are over do not come along. */
export function form_of(message: Message, now_ms: number): Form {
  const variant = message.payload.variants?.find((one) => one.lang.startsWith(written_lang)) ?? message.payload.variants?.[0];
  const card = variant?.card;
  return {
    kind: message.kind,
    title: message.title,
    clip: message.clip,
    card_title: card && card.title !== message.title ? card.title : '',
    lines: or_one(card?.lines),
    steps: or_one(card?.steps),
    url: card?.url ?? '',
    footer: card?.footer ?? '',
    speech: variant?.speech ?? '',
    highest_class: message.highest_class,
    areas: [...message.areas],
    from: message.valid_from_ms > now_ms ? day_of(message.valid_from_ms) : '',
    until: message.valid_until_ms > now_ms ? last_day(message.valid_until_ms) : '',
  };
}

/** "Lễ hội.mp4" makes a message "Lễ hội". */
export const form_for_clip = (clip: Pick<Clip, 'sha256' | 'name'>): Form => ({
  ...empty_form(),
  kind: 'clip',
  clip: clip.sha256,
  title: clip.name.replace(/\.[A-Za-z0-9]{1,5}$/, '').trim().slice(0, 200),
});

/** A kept draft laid over a form: only what still has the right shape, so that an old or broken draft does no harm. */
export function restored(start: Form, kept: Partial<Record<keyof Form, unknown>>): Form {
  const form = { ...start };
  for (const name of Object.keys(start) as (keyof Form)[]) {
    const value = kept[name];
    const is_list = Array.isArray(start[name]);
    const fits = is_list ? Array.isArray(value) && value.every((line) => typeof line === 'string') : typeof value === 'string';
    if (fits) Object.assign(form, { [name]: value });
  }
  if (!kinds.includes(form.kind)) form.kind = start.kind;
  return form;
}

export const same_form = (a: Form, b: Form) => JSON.stringify(a) === JSON.stringify(b);

/** Moves one line; out of bounds it stays. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return list;
  const copy = [...list];
  copy.splice(to, 0, ...copy.splice(from, 1));
  return copy;
}
