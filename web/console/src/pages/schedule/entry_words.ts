// What an entry says, in words: for the list, for the form and for what publishing would change.
import type { Entry, When } from '../../lib/contract';
import { decibels } from '../../lib/format';
import type { Language } from '../../lib/language.svelte';
import { words as shared } from '../../lib/words';
import { day_s, parse_day, parse_time, rounded_length, shown_day, shown_time, weekday_of, weekdays } from './civil';
import { whole } from './merge';
import { words, type ScheduleWords } from './words';

const usually_named = 6;

export function listed(parts: string[], and: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`;
}

export const weekday_word = (day: number, say: ScheduleWords) => say.weekdays[weekdays[weekday_of(day)]!];

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** 45 giây, 5 phút */
export function length_words(ms: number, language: Language): string {
  const length = rounded_length(ms);
  return 'seconds' in length ? shared[language].seconds(String(length.seconds)) : shared[language].minutes(String(length.minutes));
}

function times_words(times: number[], language: Language, named: number): string {
  const say = words[language].when;
  const shown = times.map(shown_time);
  if (shown.length <= usually_named) return say.at(listed(shown, say.and));
  const step = times[1]! - times[0]!;
  const even = times.every((time, i) => i === 0 || time - times[i - 1]! === step);
  if (even) return say.every(length_words(step * 1000, language), shown[0]!, shown.at(-1)!);
  if (shown.length <= named) return say.at(listed(shown, say.and));
  return say.at(say.andMore(shown.slice(0, named).join(', '), shown.length - named));
}

function hours_words(when: When, language: Language, named: number): string {
  const say = words[language].when;
  const start = parse_time(when.window?.start ?? '');
  const end = parse_time(when.window?.end ?? '');
  if (start !== null && end !== null) {
    if (start === 0 && end === day_s) return say.allDay;
    return say.between(shown_time(start), end <= start ? say.nextDay(shown_time(end)) : shown_time(end));
  }
  const times = (when.times ?? []).map(parse_time).filter((time): time is number => time !== null);
  return times.length === 0 ? say.none : times_words([...new Set(times)].sort((a, b) => a - b), language, named);
}

function days_words(when: When, language: Language): string {
  const say = words[language];
  const from = parse_day(when.from);
  if (when.freq === 'once') return from === null ? say.when.noDay : say.when.once(weekday_word(from, say), shown_day(from));
  if (when.freq === 'daily') return say.when.daily;
  const at = weekdays.flatMap((name, i) => ((when.days ?? []).includes(name) ? [i] : []));
  if (at.length === 7) return say.when.daily;
  const names = at.map((i) => say.weekdays[weekdays[i]!]);
  const run = at.length > 2 && at.at(-1)! - at[0]! === at.length - 1;
  if (run) return say.when.days(names[0]!, names.at(-1)!);
  return names.length === 0 ? say.when.noDay : listed(names, say.when.and);
}

/**
 * thứ Hai và thứ Sáu lúc 05:00 và 17:00, từ 01/12/2026, đến 31/12/2026. The first day is said while it is after `today`; of many
 * times `named` are. */
export function when_words(when: When, language: Language, today: number, named = usually_named): string {
  const say = words[language].when;
  const from = parse_day(when.from);
  const until = parse_day(when.until ?? '');
  const [days, hours] = [days_words(when, language), hours_words(when, language, named)];
  const parts = days === say.noDay || hours === say.none ? [days, hours] : [`${days} ${hours}`];
  if (when.freq !== 'once' && from !== null && from > today) parts.push(say.from(shown_day(from)));
  if (when.freq !== 'once' && until !== null) parts.push(say.until(shown_day(until)));
  return parts.join(', ');
}

export function volume_words(db: number, language: Language): string {
  const say = words[language].volume;
  if (db === 0) return say.standard;
  const size = decibels(Math.abs(db), language).replace(/[.,]0$/, '');
  return db < 0 ? say.lower(size) : say.higher(size);
}

export function target_words(entry: Entry, language: Language): string {
  const say = words[language].target;
  const { outputs, tags, below } = whole(entry);
  const kinds = outputs.length === 1 ? say[outputs[0]!] : say.all;
  return [kinds, ...(tags.length > 0 ? [say.tags(tags.join(', '))] : []), ...(below ? [] : [say.here])].join(', ');
}

export interface Difference {
  name: string;
  before: string;
  after: string;
}

/** Only what differs. `title_of` names a message. */
export function differences(before: Entry, after: Entry, language: Language, title_of: (hash: string) => string): Difference[] {
  const say = words[language];
  const classes = shared[language].classes;
  const [was, is] = [whole(before), whole(after)];
  const told = (name: string, one: string, other: string): Difference[] => (one === other ? [] : [{ name, before: one, after: other }]);
  const messages = was.message === is.message ? [] : [{ name: say.fields.message, before: title_of(was.message), after: title_of(is.message) }];
  // The first day is said when it is what changed; every time is named, or a change of one of many would not be seen.
  const today = was.when.from === is.when.from ? Infinity : -1;
  const [when_was, when_is] = [before, after].map((entry) => when_words(entry.when, language, today, Infinity)) as [string, string];
  return [
    ...told(say.fields.title, was.title, is.title),
    ...messages,
    ...told(say.fields.class, classes[was.class], classes[is.class]),
    ...told(say.fields.when, when_was, when_is),
    ...told(say.fields.repeat, String(was.repeat), String(is.repeat)),
    ...told(say.fields.volume, volume_words(was.volume_db, language), volume_words(is.volume_db, language)),
    ...told(say.fields.target, target_words(before, language), target_words(after, language)),
    ...told(say.fields.resume, say.resume[was.resume], say.resume[is.resume]),
  ];
}
