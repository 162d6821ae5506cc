// From when to when a programme counts, and what devices do that have not heard their centre for long.
import type { ProgrammeDraft, Published } from '../../lib/contract';
import { day_of, day_text, instant_of, parse_day, shown_day } from './civil';
import type { ScheduleWords } from './words';

export type Terms = Pick<ProgrammeDraft, 'valid_from_ms' | 'valid_until_ms' | 'offline'>;

export function terms_of(of: ProgrammeDraft | Published | null): Terms {
  return { valid_from_ms: of?.valid_from_ms ?? 0, valid_until_ms: of?.valid_until_ms ?? 0, offline: { days: of?.offline.days ?? 0, filler: of?.offline.filler ?? '' } };
}

export interface TermsForm {
  /** Days as 2026-12-01; empty = at once, for ever. */
  from: string;
  until: string;
  rests: boolean;
  days: number;
  filler: string;
}

const usual_days = 30;
const most_days = 3650;

export function terms_form({ valid_from_ms, valid_until_ms, offline }: Terms): TermsForm {
  return {
    from: valid_from_ms ? day_text(day_of(valid_from_ms)) : '',
    // The first instant at which it counts no more: people say the last day.
    until: valid_until_ms ? day_text(day_of(valid_until_ms - 1)) : '',
    rests: offline.days > 0,
    days: offline.days || usual_days,
    filler: offline.filler ?? '',
  };
}

export function terms_from(form: TermsForm): Terms {
  const [from, until] = [parse_day(form.from), parse_day(form.until)];
  return {
    valid_from_ms: from === null ? 0 : instant_of(from, 0),
    valid_until_ms: until === null ? 0 : instant_of(until + 1, 0),
    offline: { days: form.rests ? form.days : 0, filler: form.rests ? form.filler : '' },
  };
}

export function check_terms(form: TermsForm, say: ScheduleWords['terms']): Partial<Record<'until' | 'days', string>> {
  const [from, until] = [parse_day(form.from), parse_day(form.until)];
  return {
    ...(from !== null && until !== null && until < from ? { until: say.wrongUntil } : {}),
    ...(form.rests && !(Number.isInteger(form.days) && form.days >= 1 && form.days <= most_days) ? { days: say.wrongDays } : {}),
  };
}

/** One sentence each: what counts when, what is done offline. */
export function terms_words(terms: Terms, say: ScheduleWords['terms'], title_of: (hash: string) => string): string[] {
  const { from, until } = terms_form(terms);
  const { days, filler } = terms.offline;
  const shown = (text: string) => shown_day(parse_day(text) ?? 0);
  return [
    ...(from ? [say.from(shown(from))] : []),
    ...(until ? [say.until(shown(until))] : []),
    days === 0 ? say.playsOn : filler ? say.onlyFiller(days, title_of(filler)) : say.silence(days),
  ];
}
