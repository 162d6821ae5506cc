// What the form of an entry holds, as it is typed, and the entry it makes. Texts stay as written until they are sent.
import type { CutFrom, Entry, OutputKind, When } from '../../../lib/contract';
import { day_s, day_text, parse_day, parse_time, read_time, shown_time, time_text, weekday_of, weekdays } from '../civil';
import { usual_late_s } from '../merge';
import { read_rule, rule_text, type Rule } from '../rule';
import { everywhere, target_of, where_form, type WhereForm } from './where_form';
import type { ScheduleWords } from '../words';

export interface EntryForm extends Omit<Rule, 'freq'> {
  title: string;
  messages: string[];
  cycle: 'all' | 'one';
  class: Entry['class'];
  freq: 'once' | Rule['freq'] | 'other';
  /** Of `other`, as typed. */
  rule: string;
  kind: 'times' | 'window' | 'daypart';
  /** hh:mm:ss */
  times: string[];
  /** Written beside the times and not added yet; saving adds it. */
  adding: string;
  start: string;
  end: string;
  daypart: string;
  /** What happens in a window: all through it, a playing every so many minutes, so many an hour, so much of its time. */
  fill: 'all' | 'every' | 'plays' | 'percent';
  every_min: number;
  /** 0 = no limit. */
  most: number;
  plays: number;
  percent: number;
  from: string;
  until: string;
  except: string[];
  also: string[];
  only: string[];
  never: string[];
  repeat: number;
  volume_db: number;
  picture: boolean;
  sound: boolean;
  where: WhereForm;
  starting: NonNullable<Entry['start']>;
  late_min: number;
  lose: NonNullable<Entry['lose']>;
  postpone_to: string;
  beyond: string[];
  cut_from: CutFrom | null;
}

export type Field = 'title' | 'messages' | 'class' | 'interval' | 'days' | 'rule' | 'times' | 'window' | 'fill' | 'from' | 'until' | 'repeat' | 'volume' | 'outputs' | 'where' | 'starting' | 'late' | 'lose';
/** What is wrong, at its field. */
export type Wrong = Partial<Record<Field, string>>;

export const most_times = 200;
const most_repeats = 100;
const most_in_window = 1440;
const most_late_min = 1440;
const minute_s = 60;

export function new_form(day: number, time: number | null): EntryForm {
  const weekday = weekdays[weekday_of(day)]!;
  const month_day = Number(day_text(day).slice(8));
  return {
    title: '',
    messages: [],
    cycle: 'all',
    class: 'routine',
    freq: time === null ? 'daily' : 'once',
    interval: 1,
    days: [weekday],
    monthly: 'day',
    month_day,
    nth: Math.ceil(month_day / 7) > 4 ? -1 : Math.ceil(month_day / 7),
    nth_day: weekday,
    rule: '',
    kind: 'times',
    times: time === null ? [] : [time_text(time)],
    adding: '',
    start: '06:00',
    end: '22:00',
    daypart: '',
    fill: 'all',
    every_min: 30,
    most: 0,
    plays: 4,
    percent: 10,
    from: day_text(day),
    until: '',
    except: [],
    also: [],
    only: [],
    never: [],
    repeat: 1,
    volume_db: 0,
    picture: true,
    sound: true,
    where: everywhere(),
    starting: 'prompt',
    late_min: usual_late_s / minute_s,
    lose: 'resume',
    postpone_to: '',
    beyond: [],
    cut_from: null,
  };
}

const shown = (text: string | undefined, otherwise: string) => {
  const time = parse_time(text ?? '');
  return time === null ? otherwise : shown_time(time);
};

function rule_form({ rule }: When): Partial<EntryForm> {
  if (!rule) return { freq: 'once' };
  const { days = [], ...read } = read_rule(rule) ?? { freq: 'other' as const };
  return { ...read, rule, ...(days.length > 0 ? { days } : {}) };
}

function fill_form({ every_s, most, share }: When): Partial<EntryForm> {
  if (every_s) return { fill: 'every', every_min: every_s / minute_s, most: most ?? 0 };
  if (share?.plays) return { fill: 'plays', plays: share.plays };
  if (share?.percent) return { fill: 'percent', percent: share.percent };
  return {};
}

export function form_of(entry: Entry): EntryForm {
  const { when } = entry;
  const outputs = entry.outputs ?? [];
  const has = (kind: OutputKind) => outputs.length === 0 || outputs.includes(kind);
  const first = parse_day(when.from ?? '');
  return {
    ...new_form(first ?? 0, null),
    ...rule_form(when),
    ...fill_form(when),
    title: entry.title,
    messages: [...entry.messages],
    cycle: entry.cycle ?? 'all',
    class: entry.class,
    kind: when.daypart ? 'daypart' : when.window ? 'window' : 'times',
    times: [...(when.times ?? [])],
    start: shown(when.window?.start, '06:00'),
    end: shown(when.window?.end, '22:00'),
    daypart: when.daypart ?? '',
    from: when.from ?? '',
    until: when.until ?? '',
    except: [...(when.except ?? [])],
    also: [...(when.also ?? [])],
    only: [...(when.only ?? [])],
    never: [...(when.never ?? [])],
    repeat: entry.repeat ?? 1,
    volume_db: entry.volume_db ?? 0,
    picture: has('picture'),
    sound: has('sound'),
    where: where_form(entry.where),
    starting: entry.start ?? 'prompt',
    late_min: (entry.late_s ?? usual_late_s) / minute_s,
    lose: entry.lose ?? 'resume',
    postpone_to: shown(entry.postpone_to, ''),
    beyond: [...(entry.beyond ?? [])],
    cut_from: entry.cut_from ?? null,
  };
}

export const rule_of = (form: EntryForm) => (form.freq === 'once' ? '' : form.freq === 'other' ? form.rule.trim() : rule_text({ ...form, freq: form.freq }));

function fill_of(form: EntryForm): Partial<When> {
  if (form.kind === 'times' || form.fill === 'all') return {};
  if (form.fill === 'plays') return { share: { plays: form.plays } };
  if (form.fill === 'percent') return { share: { percent: form.percent } };
  return { every_s: Math.round(form.every_min * minute_s), ...(form.most > 0 ? { most: form.most } : {}) };
}

function hours_of(form: EntryForm): Partial<When> {
  if (form.kind === 'daypart') return { daypart: form.daypart };
  if (form.kind === 'times') {
    const adding = form.adding.split(/[,;]/).map(read_time).filter((time): time is number => time !== null && time < day_s);
    return { times: [...new Set([...form.times, ...adding.map(time_text)])].sort() };
  }
  const [start, end] = [read_time(form.start), read_time(form.end)];
  return start !== null && end !== null ? { window: { start: time_text(start), end: time_text(end) } } : {};
}

const if_any = <T>(name: string, list: T[]) => (list.length > 0 ? { [name]: [...list] } : {});

/** When it plays, as far as it is written; what is not yet a time or day is left out. */
export function when_of(form: EntryForm): When {
  const rule = rule_of(form);
  return {
    ...(rule ? { rule } : {}),
    ...hours_of(form),
    ...fill_of(form),
    ...(form.from ? { from: form.from } : {}),
    ...(form.until && form.freq !== 'once' ? { until: form.until } : {}),
    ...if_any('except', form.freq === 'once' && form.also.length === 0 ? [] : form.except),
    ...if_any('also', form.also),
    ...if_any('only', form.only),
    ...if_any('never', form.never),
  };
}

/** `fallback` = the first message's title, for an entry without one of its own; `area` = whose programme it is. */
export function entry_of(form: EntryForm, id: string, fallback: string, area: string): Entry {
  const outputs: OutputKind[] = form.picture && form.sound ? [] : form.picture ? ['picture'] : ['sound'];
  const when = when_of(form);
  const where = target_of(form.where, area);
  const postpone_to = form.lose === 'postpone' ? read_time(form.postpone_to) : null;
  return {
    id,
    title: form.title.trim() || fallback,
    class: form.class,
    messages: [...form.messages],
    ...(form.cycle === 'one' && form.messages.length > 1 && !loops(when) ? { cycle: 'one' as const } : {}),
    when,
    repeat: form.repeat,
    volume_db: form.volume_db,
    outputs,
    ...(where ? { where } : {}),
    start: form.starting,
    late_s: Math.round(form.late_min * minute_s),
    lose: form.lose,
    ...(postpone_to === null ? {} : { postpone_to: time_text(postpone_to) }),
    ...(form.beyond.length > 0 ? { beyond: [...form.beyond] } : {}),
    ...(form.cut_from ? { cut_from: form.cut_from } : {}),
  };
}

/** Whether its content fills windows; else each occurrence is one playing. */
export const loops = ({ times, every_s, share }: When) => (times ?? []).length === 0 && !every_s && !share;

/** Times out of what is typed: 5h30, 17:00. The first part that is none is named. */
export function times_in(text: string): { times: string[]; not: string } {
  const parts = text.split(/[,;]/).map((part) => part.trim()).filter(Boolean);
  const read = parts.map((part) => ({ part, time: read_time(part) }));
  const bad = read.find(({ time }) => time === null || time >= day_s);
  return { times: bad ? [] : read.map(({ time }) => time_text(time!)), not: bad?.part ?? '' };
}

const is_count = (n: number, least: number, most: number) => Number.isInteger(n) && n >= least && n <= most;

function check_days(form: EntryForm, say: ScheduleWords['wrong'], wrong: Wrong) {
  const [from, until] = [parse_day(form.from), parse_day(form.until)];
  if (form.freq === 'weekly' && form.days.length === 0) wrong.days = say.days;
  if (form.freq === 'other' && !form.rule.trim()) wrong.rule = say.rule;
  if (form.freq !== 'once' && form.freq !== 'other' && !is_count(form.interval, 1, 99)) wrong.interval = say.interval;
  if (from === null && (form.from !== '' || form.freq === 'once')) wrong.from = say.day;
  if (form.freq === 'once' || !form.until) return;
  if (until === null) wrong.until = say.day;
  else if (from !== null && until < from) wrong.until = say.until;
}

function check_times(form: EntryForm, say: ScheduleWords['wrong'], wrong: Wrong) {
  const { not } = times_in(form.adding);
  const { times = [] } = when_of(form);
  if (not) wrong.times = say.time(not);
  else if (times.length === 0) wrong.times = say.times;
  else if (times.length > most_times) wrong.times = say.many;
}

function check_window(form: EntryForm, say: ScheduleWords['wrong'], wrong: Wrong) {
  const [start, end] = [read_time(form.start), read_time(form.end)];
  if (form.kind === 'window' && (start === null || start >= day_s || end === null || start === end)) wrong.window = say.window;
  if (form.fill === 'every' && !(form.every_min > 0 && form.every_min <= day_s / minute_s)) wrong.fill = say.every;
  if (form.fill === 'every' && !is_count(form.most || 0, 0, most_in_window)) wrong.fill = say.most;
  if (form.fill === 'plays' && !is_count(form.plays, 1, 60)) wrong.fill = say.plays;
  if (form.fill === 'percent' && !is_count(form.percent, 1, 100)) wrong.fill = say.percent;
}

export function check(form: EntryForm, say: ScheduleWords['wrong']): Wrong {
  const wrong: Wrong = {};
  if (form.messages.length === 0) wrong.messages = say.message;
  check_days(form, say, wrong);
  if (form.kind === 'times') check_times(form, say, wrong);
  else check_window(form, say, wrong);
  if (!is_count(form.repeat, 1, most_repeats)) wrong.repeat = say.repeat;
  if (!form.picture && !form.sound) wrong.outputs = say.outputs;
  if (!(form.late_min >= 0 && form.late_min <= most_late_min)) wrong.late = say.late;
  if (form.lose === 'postpone' && read_time(form.postpone_to) === null) wrong.lose = say.postpone;
  return wrong;
}
