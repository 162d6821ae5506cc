// What the form of an entry holds, as it is typed, and the entry it makes. Texts stay as written until they are sent.
import type { Entry, OutputKind, Weekday, When } from '../../lib/contract';
import { tags_from, tags_text } from '../../lib/tags';
import { day_s, day_text, parse_day, parse_time, read_time, shown_time, time_text, weekday_of, weekdays } from './civil';
import type { ScheduleWords } from './words';

export interface EntryForm {
  title: string;
  message: string;
  class: Entry['class'];
  freq: When['freq'];
  days: Weekday[];
  kind: 'times' | 'window';
  /** hh:mm:ss */
  times: string[];
  /** Written beside the times and not added yet; saving adds it. */
  adding: string;
  start: string;
  end: string;
  from: string;
  until: string;
  repeat: number;
  volume_db: number;
  picture: boolean;
  sound: boolean;
  tags: string;
  below: boolean;
  resume: NonNullable<Entry['resume']>;
}

export type Field = 'title' | 'message' | 'class' | 'days' | 'times' | 'window' | 'from' | 'until' | 'repeat' | 'volume' | 'outputs' | 'tags' | 'resume';
/** What is wrong, at its field. */
export type Wrong = Partial<Record<Field, string>>;

export const most_times = 200;
const most_repeats = 100;

export function new_form(day: number, time: number | null): EntryForm {
  return {
    title: '',
    message: '',
    class: 'routine',
    freq: time === null ? 'daily' : 'once',
    days: [weekdays[weekday_of(day)]!],
    kind: 'times',
    times: time === null ? [] : [time_text(time)],
    adding: '',
    start: '06:00',
    end: '22:00',
    from: day_text(day),
    until: '',
    repeat: 1,
    volume_db: 0,
    picture: true,
    sound: true,
    tags: '',
    below: true,
    resume: 'continue',
  };
}

const shown = (text: string | undefined, otherwise: string) => {
  const time = parse_time(text ?? '');
  return time === null ? otherwise : shown_time(time);
};

export function form_of(entry: Entry): EntryForm {
  const { when } = entry;
  const outputs = entry.outputs ?? [];
  const has = (kind: OutputKind) => outputs.length === 0 || outputs.includes(kind);
  const first = parse_day(when.from);
  return {
    ...new_form(first ?? 0, null),
    title: entry.title,
    message: entry.message,
    class: entry.class,
    freq: when.freq,
    ...(when.days && when.days.length > 0 ? { days: [...when.days] } : {}),
    kind: when.window ? 'window' : 'times',
    times: [...(when.times ?? [])],
    start: shown(when.window?.start, '06:00'),
    end: shown(when.window?.end, '22:00'),
    from: when.from,
    until: when.until ?? '',
    repeat: entry.repeat ?? 1,
    volume_db: entry.volume_db ?? 0,
    picture: has('picture'),
    sound: has('sound'),
    tags: tags_text(entry.tags ?? []),
    below: entry.below ?? true,
    resume: entry.resume ?? 'continue',
  };
}

/** The rule as far as it is written; what is not yet a time or day is left out. */
export function when_of(form: EntryForm): When {
  const start = read_time(form.start);
  const end = read_time(form.end);
  const adding = form.adding.split(/[,;]/).map(read_time).filter((time): time is number => time !== null && time < day_s);
  const times = [...new Set([...form.times, ...adding.map(time_text)])].sort();
  return {
    freq: form.freq,
    ...(form.freq === 'weekly' ? { days: weekdays.filter((day) => form.days.includes(day)) } : {}),
    ...(form.kind === 'times' ? { times } : {}),
    ...(form.kind === 'window' && start !== null && end !== null ? { window: { start: time_text(start), end: time_text(end) } } : {}),
    from: form.from,
    ...(form.until && form.freq !== 'once' ? { until: form.until } : {}),
  };
}

/** `fallback` = the message's title, for an entry without one of its own. */
export function entry_of(form: EntryForm, id: string, fallback: string): Entry {
  const outputs: OutputKind[] = form.picture && form.sound ? [] : form.picture ? ['picture'] : ['sound'];
  return {
    id,
    title: form.title.trim() || fallback,
    class: form.class,
    message: form.message,
    when: when_of(form),
    repeat: form.repeat,
    volume_db: form.volume_db,
    outputs,
    tags: tags_from(form.tags),
    below: form.below,
    resume: form.resume,
  };
}

/** Times out of what is typed: 5h30, 17:00. The first part that is none is named. */
export function times_in(text: string): { times: string[]; not: string } {
  const parts = text.split(/[,;]/).map((part) => part.trim()).filter(Boolean);
  const read = parts.map((part) => ({ part, time: read_time(part) }));
  const bad = read.find(({ time }) => time === null || time >= day_s);
  return { times: bad ? [] : read.map(({ time }) => time_text(time!)), not: bad?.part ?? '' };
}

export function check(form: EntryForm, say: ScheduleWords['wrong']): Wrong {
  const wrong: Wrong = {};
  const from = parse_day(form.from);
  const until = parse_day(form.until);
  if (!form.message) wrong.message = say.message;
  if (form.freq === 'weekly' && form.days.length === 0) wrong.days = say.days;
  if (from === null) wrong.from = say.day;
  if (form.freq !== 'once' && form.until && (until === null || (from !== null && until < from))) wrong.until = until === null ? say.day : say.until;
  if (form.kind === 'times') {
    const { not } = times_in(form.adding);
    const { times = [] } = when_of(form);
    if (not) wrong.times = say.time(not);
    else if (times.length === 0) wrong.times = say.times;
    else if (times.length > most_times) wrong.times = say.many;
  } else {
    const start = read_time(form.start);
    const end = read_time(form.end);
    if (start === null || start >= day_s || end === null || start === end) wrong.window = say.window;
  }
  if (!Number.isInteger(form.repeat) || form.repeat < 1 || form.repeat > most_repeats) wrong.repeat = say.repeat;
  if (!form.picture && !form.sound) wrong.outputs = say.outputs;
  return wrong;
}
