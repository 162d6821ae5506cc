// What an entry says, in words: for the list, for the form and for what publishing would change.
import type { Entry, Selector, When } from '../../lib/contract';
import { decibels } from '../../lib/format';
import type { Language } from '../../lib/language.svelte';
import { words as shared } from '../../lib/words';
import { day_s, parse_day, parse_start, parse_time, rounded_length, shown_day, shown_time, weekday_of, weekdays } from './civil';
import { whole } from './merge';
import { read_rule, type Rule } from './rule';
import { words, type ScheduleWords } from './words';

const usually_named = 6;
const usually_excepted = 2;

export function listed(parts: string[], and: string): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${and} ${parts.at(-1)}`;
}

export const weekday_word = (day: number, say: ScheduleWords) => say.weekdays[weekdays[weekday_of(day)]!];

/** thứ Hai, 30/11/2026; empty for what is no day. */
export function date_words(text: string, say: ScheduleWords): string {
  const day = parse_day(text);
  return day === null ? '' : say.form.dayIs(weekday_word(day, say), shown_day(day));
}

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

function window_words(when: When, language: Language): string | null {
  const say = words[language].when;
  if (when.daypart) return say.daypart(when.daypart);
  const [start, end] = [parse_time(when.window?.start ?? ''), parse_time(when.window?.end ?? '')];
  if (start === null || end === null) return null;
  if (start === 0 && end === day_s) return say.wholeDay;
  return say.between(shown_time(start), end <= start ? say.nextDay(shown_time(end)) : shown_time(end));
}

/** What happens in a window. */
function fill_words(when: When, window: string, language: Language): string {
  const say = words[language].when;
  if (when.every_s) {
    const said = say.everySo(length_words(when.every_s * 1000, language), window);
    return when.most ? `${said}, ${say.most(when.most)}` : said;
  }
  if (when.share?.plays) return say.plays(when.share.plays, window);
  if (when.share?.percent) return say.percent(when.share.percent, window);
  return say.through(window);
}

function hours_words(when: When, language: Language, named: number): string {
  const window = window_words(when, language);
  if (window !== null) return fill_words(when, window, language);
  const times = (when.times ?? []).map(parse_time).filter((time): time is number => time !== null);
  return times.length === 0 ? words[language].when.none : times_words([...new Set(times)].sort((a, b) => a - b), language, named);
}

function weekly_words(rule: Rule, language: Language): string {
  const say = words[language];
  const at = weekdays.flatMap((name, i) => (rule.days.includes(name) ? [i] : []));
  const names = at.map((i) => say.weekdays[weekdays[i]!]);
  if (names.length === 0) return say.when.noDay;
  if (rule.interval > 1) return say.when.everyWeeks(rule.interval, listed(names, say.when.and));
  if (at.length === 7) return say.when.daily;
  const run = at.length > 2 && at.at(-1)! - at[0]! === at.length - 1;
  return run ? say.when.days(names[0]!, names.at(-1)!) : listed(names, say.when.and);
}

function monthly_words({ monthly, month_day, nth, nth_day, interval }: Rule, language: Language): string {
  const say = words[language];
  const day = monthly === 'weekday' ? say.when.nthDay(say.nth(nth), say.weekdays[nth_day]) : month_day < 0 ? say.when.lastDay : say.when.monthDay(month_day);
  return interval > 1 ? say.when.everyMonths(interval, day) : say.when.everyMonth(day);
}

function days_words(when: When, language: Language): string {
  const say = words[language];
  const from = parse_day(when.from ?? '');
  if (!when.rule) return from === null ? say.when.noDay : say.when.once(weekday_word(from, say), shown_day(from));
  const rule = read_rule(when.rule);
  if (!rule) return say.when.byRule(when.rule);
  if (rule.freq === 'weekly') return weekly_words(rule, language);
  if (rule.freq === 'monthly') return monthly_words(rule, language);
  return rule.interval > 1 ? say.when.everyDays(rule.interval) : say.when.daily;
}

/** A day or a start: 01/12/2026, 01/12/2026 05:00 */
export function start_words(text: string): string {
  const start = parse_start(text);
  const day = start?.day ?? parse_day(text);
  return day === null ? text : start ? `${shown_day(day)} ${shown_time(start.time)}` : shown_day(day);
}

function exceptions_words({ except = [], also = [], only = [], never = [] }: When, language: Language, named: number): string[] {
  const say = words[language].when;
  const list = (starts: string[]) => (starts.length <= named ? starts.map(start_words).join('; ') : say.starts(starts.length));
  return [
    ...(except.length > 0 ? [say.except(list(except))] : []),
    ...(also.length > 0 ? [say.also(list(also))] : []),
    ...(only.length > 0 ? [say.only(only.join(', '))] : []),
    ...(never.length > 0 ? [say.never(never.join(', '))] : []),
  ];
}

/**
 * thứ Hai và thứ Sáu lúc 05:00 và 17:00, từ 01/12/2026, đến 31/12/2026. The first day is said while it is after `today`; of many
 * times `named` are. */
export function when_words(when: When, language: Language, today: number, named = usually_named): string {
  const say = words[language].when;
  const from = parse_day(when.from ?? '');
  const until = parse_day(when.until ?? '');
  const [days, hours] = [days_words(when, language), hours_words(when, language, named)];
  const parts = days === say.noDay || hours === say.none ? [days, hours] : [`${days} ${hours}`];
  if (when.rule && from !== null && from > today) parts.push(say.from(shown_day(from)));
  if (when.rule && until !== null) parts.push(say.until(shown_day(until)));
  return [...parts, ...exceptions_words(when, language, named > usually_named ? named : usually_excepted)].join(', ');
}

export function volume_words(db: number, language: Language): string {
  const say = words[language].volume;
  if (db === 0) return say.standard;
  const size = decibels(Math.abs(db), language).replace(/[.,]0$/, '');
  return db < 0 ? say.lower(size) : say.higher(size);
}

type Name = (code: string) => string;

function selector_words({ areas = [], below = true, sites = [], profiles = [], tags = [] }: Selector, language: Language, area_name: Name): string {
  const say = words[language].target;
  const names = areas.map(area_name).join(', ');
  return [
    ...(areas.length === 0 ? [] : [below ? say.areas(names) : say.here(names)]),
    ...(sites.length > 0 ? [say.sites(sites.join(', '))] : []),
    ...(profiles.length > 0 ? [say.profiles(profiles.join(', '))] : []),
    ...(tags.length > 0 ? [say.tags(tags.join(', '))] : []),
  ].join(', ');
}

/** Which areas a target names: their names must be wanted. */
export const areas_named = ({ where }: Entry) => [...(where?.include ?? []), ...(where?.exclude ?? [])].flatMap(({ areas = [] }) => areas);

export function target_words(entry: Entry, language: Language, area_name: Name): string {
  const say = words[language].target;
  const { outputs } = whole(entry);
  const { include = [], exclude = [] } = entry.where ?? {};
  const kinds = outputs.length === 1 ? say[outputs[0]!] : say.all;
  const only = include.map((one) => selector_words(one, language, area_name)).filter(Boolean);
  const not = exclude.map((one) => selector_words(one, language, area_name)).filter(Boolean);
  return [kinds, ...(only.length > 0 ? [only.join(say.or)] : []), ...(not.length > 0 ? [say.but(not.join(say.or))] : [])].join(', ');
}

/** An hour and a half, 10 minutes, at once. */
export const late_words = (late_s: number, language: Language) => (late_s === 0 ? words[language].late.none : length_words(late_s * 1000, language));

export function lose_words(entry: Entry, language: Language): string {
  const say = words[language].lose;
  const { lose, postpone_to } = whole(entry);
  return lose === 'postpone' ? say.postponeTo(shown_time(parse_time(postpone_to) ?? 0)) : say[lose];
}

export interface Difference {
  name: string;
  before: string;
  after: string;
}

/** Only what differs. `title_of` names a message by its hash. */
export function differences(before: Entry, after: Entry, language: Language, title_of: Name, area_name: Name): Difference[] {
  const say = words[language];
  const classes = shared[language].classes;
  const [was, is] = [whole(before), whole(after)];
  const told = (name: string, one: string, other: string): Difference[] => (one === other ? [] : [{ name, before: one, after: other }]);
  const titles = (list: string[]) => list.map(title_of).join(', ');
  // Two messages may have one title.
  const messages = JSON.stringify(was.messages) === JSON.stringify(is.messages) ? [] : [{ name: say.fields.message, before: titles(was.messages), after: titles(is.messages) }];
  // The first day is said when it is what changed; every time is named, or a change of one of many would not be seen.
  const today = was.when.from === is.when.from ? Infinity : -1;
  const [when_was, when_is] = [before, after].map((entry) => when_words(entry.when, language, today, Infinity)) as [string, string];
  return [
    ...told(say.fields.title, was.title, is.title),
    ...messages,
    ...told(say.fields.cycle, say.cycle[was.cycle], say.cycle[is.cycle]),
    ...told(say.fields.class, classes[was.class], classes[is.class]),
    ...told(say.fields.when, when_was, when_is),
    ...told(say.fields.repeat, String(was.repeat), String(is.repeat)),
    ...told(say.fields.volume, volume_words(was.volume_db, language), volume_words(is.volume_db, language)),
    ...told(say.fields.target, target_words(before, language, area_name), target_words(after, language, area_name)),
    ...told(say.fields.start, say.start[was.start], say.start[is.start]),
    ...told(say.fields.late, late_words(was.late_s, language), late_words(is.late_s, language)),
    ...told(say.fields.lose, lose_words(before, language), lose_words(after, language)),
    ...told(say.fields.beyond, was.beyond.join(', ') || say.none, is.beyond.join(', ') || say.none),
  ];
}
