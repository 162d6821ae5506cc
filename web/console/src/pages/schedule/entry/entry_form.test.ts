import { describe, expect, test } from 'vitest';
import type { Detail, Entry } from '../../../lib/contract';
import { parse_day } from '../civil';
import { check, entry_of, form_of, new_form, times_in, when_of } from './entry_form';
import { fits } from '../fitting';
import { whole } from '../merge';
import { at_fields, times_named } from './refusals';
import { uuid7 } from './uuid';
import { everywhere, nothing, target_of } from './where_form';
import { words } from '../words';

const say = words.vi.wrong;
const day = parse_day('2026-11-21')!;
const filled = { ...new_form(day, 18_000), messages: ['m'] };
const weekly: Entry = {
  id: 'a', title: 'Bản tin', class: 'priority', messages: ['m', 'n'], cycle: 'one', repeat: 2, volume_db: -6, outputs: ['sound'],
  where: { include: [{ tags: ['chợ'], areas: ['02.026'], below: false }], exclude: [{ sites: ['cho-dem'] }, { profiles: ['loa-48k'] }] },
  start: 'hard', late_s: 1800, lose: 'postpone', postpone_to: '09:00:00', beyond: ['night'], cut_from: { entry: 'z', start: '2026-11-20T05:00:00', following: true },
  when: { rule: 'FREQ=WEEKLY;BYDAY=MO,FR', times: ['05:00:00', '17:00:30'], from: '2026-11-21', until: '2026-12-31', except: ['2026-12-04'], also: ['2026-12-05T05:00:00'], only: ['le'], never: ['tet'] },
};
const all_day: Entry = { id: 'b', title: 'Nền', class: 'background', messages: ['m'], when: { rule: 'FREQ=DAILY', from: '2026-11-21', window: { start: '00:00:00', end: '24:00:00' } } };
const every: Entry = { ...all_day, when: { ...all_day.when, every_s: 600, most: 5 } };
const share: Entry = { ...all_day, when: { ...all_day.when, share: { percent: 10 } } };
const once: Entry = { ...all_day, when: { times: ['05:00:00'], from: '2026-11-21' } };
const rule: Entry = { ...all_day, when: { rule: 'FREQ=YEARLY;BYMONTH=4;BYMONTHDAY=30;COUNT=3', daypart: 'sang', from: '2026-11-21' } };
const monthly: Entry = { ...all_day, when: { rule: 'FREQ=MONTHLY;INTERVAL=2;BYDAY=-1SU', times: ['05:00:00'], from: '2026-11-21' } };
const tangled: Entry = { ...once, where: { include: [{ tags: ['a'] }, { tags: ['b'] }] } };

describe('the form', () => {
  test('gives back the entry it was filled with', () => {
    for (const entry of [weekly, all_day, every, share, once, rule, monthly, tangled]) {
      const made = entry_of(form_of(entry), entry.id!, '', '02');
      expect(whole(made), JSON.stringify(entry.when)).toEqual(whole(entry));
    }
  });
  test('keeps what another choice would need, but does not send it', () => {
    const form = { ...form_of(weekly), freq: 'once' as const, also: [], only: [], never: [] };
    expect(when_of(form)).toEqual({ times: ['05:00:00', '17:00:30'], from: '2026-11-21' });
    expect(when_of({ ...form, freq: 'weekly' })).toMatchObject({ until: '2026-12-31', except: ['2026-12-04'] });
    expect(when_of({ ...form_of(every), kind: 'times' }).every_s).toBeUndefined();
    expect(entry_of({ ...form_of(weekly), messages: ['m'] }, 'a', '', '02').cycle).toBeUndefined();
    expect(entry_of({ ...form_of(weekly), lose: 'skip' }, 'a', '', '02').postpone_to).toBeUndefined();
    expect(entry_of({ ...form_of(weekly), where: { ...form_of(weekly).where, some: false } }, 'a', '', '02').where).toBeUndefined();
  });
  test('takes a time that was typed but not added', () => {
    expect(when_of({ ...filled, adding: '17h, 5h00' }).times).toEqual(['05:00:00', '17:00:00']);
    expect(times_in('5h; 17:00')).toEqual({ times: ['05:00:00', '17:00:00'], not: '' });
    expect(times_in('5h, mai')).toEqual({ times: [], not: 'mai' });
    expect(times_in('24:00').not).toBe('24:00');
  });
  test('without the areas below the own area is named, for nothing else can say it', () => {
    const where = { ...everywhere(), some: true, below: false };
    expect(target_of(where, '02.026')).toEqual({ include: [{ areas: ['02.026'], below: false }] });
    expect(target_of({ ...where, below: true }, '02.026')).toBeUndefined();
  });
  test('tags are read as everywhere else: blanks part them as commas do', () => {
    const only = { ...nothing(), tags: ' thon cho,  thon;truong ' };
    expect(target_of({ ...everywhere(), some: true, only }, '02')).toEqual({ include: [{ tags: ['thon', 'cho', 'truong'] }] });
  });
  test('an entry without a name has that of its message', () => expect(entry_of(filled, 'a', 'Cài đặt Bluezone', '02').title).toBe('Cài đặt Bluezone'));
});

describe('what is wrong', () => {
  test('nothing, when all is there', () => expect(check(filled, say)).toEqual({}));
  test('is told at its field', () => {
    expect(Object.keys(check({ ...filled, messages: [] }, say))).toEqual(['messages']);
    expect(check({ ...filled, times: [] }, say).times).toBe(say.times);
    expect(check({ ...filled, adding: 'mai' }, say).times).toBe(say.time('mai'));
    expect(check({ ...filled, freq: 'weekly', days: [] }, say).days).toBe(say.days);
    expect(check({ ...filled, freq: 'daily', until: '2026-11-20' }, say).until).toBe(say.until);
    expect(check({ ...filled, from: '' }, say).from).toBe(say.day);
    expect(check({ ...filled, kind: 'window', start: '5h', end: '05:00' }, say).window).toBe(say.window);
    expect(check({ ...filled, kind: 'window', start: '22:00', end: '05:00' }, say)).toEqual({});
    expect(check({ ...filled, kind: 'window', start: '00:00', end: '24:00' }, say)).toEqual({});
    expect(check({ ...filled, repeat: 0 }, say).repeat).toBe(say.repeat);
    expect(check({ ...filled, picture: false, sound: false }, say).outputs).toBe(say.outputs);
    expect(check({ ...filled, freq: 'other', rule: ' ' }, say).rule).toBe(say.rule);
    expect(check({ ...filled, freq: 'daily', interval: 0 }, say).interval).toBe(say.interval);
    expect(check({ ...filled, kind: 'window', fill: 'percent', percent: 101 }, say).fill).toBe(say.percent);
    expect(check({ ...filled, kind: 'window', fill: 'every', every_min: 0 }, say).fill).toBe(say.every);
    expect(check({ ...filled, lose: 'postpone', postpone_to: 'mai' }, say).lose).toBe(say.postpone);
    expect(check({ ...filled, late_min: -1 }, say).late).toBe(say.late);
  });
  test('the server’s pointers find the field; what is of another entry is told apart', () => {
    const detail = (pointer: string, code = 'bad_value'): Detail => ({ pointer, code, vi: pointer, en: pointer });
    const details = [detail('/entries/3/when/times/1'), detail('/entries/3/volume_db'), detail('/entries/3', 'bad_rule_count'), detail('/entries/3/messages/1', 'not_entitled_class'), detail('/entries/2/messages/0'), detail('/entries/31/title'), detail('/entries')];
    const { wrong, others } = at_fields(details, 3, (one) => one.vi);
    expect(wrong).toEqual({ times: '/entries/3/when/times/1', volume: '/entries/3/volume_db', rule: '/entries/3', class: '/entries/3/messages/1' });
    expect(others.map((one) => one.pointer)).toEqual(['/entries/2/messages/0', '/entries/31/title', '/entries']);
    expect(times_named(details, 3)).toEqual([1]);
  });
});

test('a message may play in areas it is approved for, up to its class, until it expires', () => {
  const message = { areas: ['02.026'], valid_until_ms: 0, highest_class: 'routine' as const };
  const line = ['02.026.00715', '02.026', '02'];
  expect(fits(message, line, 'routine', 1)).toBe(true);
  expect(fits(message, line, 'priority', 1)).toBe(false);
  expect(fits(message, ['02.030', '02'], 'routine', 1)).toBe(false);
  expect(fits({ ...message, areas: ['*'] }, line, 'background', 1)).toBe(true);
  expect(fits({ ...message, valid_until_ms: 5 }, line, 'routine', 5)).toBe(false);
});

test('entries are named by UUID version 7', () => {
  expect(uuid7(1_795_273_873_647, new Uint8Array(16).fill(0xff))).toMatch(/^01a1fea9-[0-9a-f]{4}-7fff-bfff-ffffffffffff$/);
  expect(uuid7(0, new Uint8Array(16))).toBe('00000000-0000-7000-8000-000000000000');
});
