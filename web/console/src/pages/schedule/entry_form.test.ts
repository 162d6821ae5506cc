import { describe, expect, test } from 'vitest';
import type { Detail, Entry } from '../../lib/contract';
import { parse_day } from './civil';
import { check, entry_of, form_of, new_form, times_in, when_of } from './entry_form';
import { fits } from './fitting';
import { same } from './merge';
import { at_fields, times_named } from './refusals';
import { uuid7 } from './uuid';
import { words } from './words';

const say = words.vi.wrong;
const day = parse_day('2026-11-21')!;
const filled = { ...new_form(day, 18_000), message: 'm' };
const weekly: Entry = {
  id: 'a', title: 'Bản tin', class: 'priority', message: 'm', repeat: 2, volume_db: -6, outputs: ['sound'], tags: ['chợ'], below: false, resume: 'drop',
  when: { freq: 'weekly', days: ['mo', 'fr'], times: ['05:00:00', '17:00:30'], from: '2026-11-21', until: '2026-12-31' },
};
const all_day: Entry = { id: 'b', title: 'Nền', class: 'background', message: 'm', when: { freq: 'daily', from: '2026-11-21', window: { start: '00:00:00', end: '24:00:00' } } };

describe('the form', () => {
  test('gives back the entry it was filled with', () => {
    for (const entry of [weekly, all_day]) expect(same(entry_of(form_of(entry), entry.id!, ''), entry), entry.title).toBe(true);
  });
  test('keeps what another choice would need, but does not send it', () => {
    const form = { ...form_of(weekly), freq: 'once' as const };
    expect(when_of(form)).toEqual({ freq: 'once', times: ['05:00:00', '17:00:30'], from: '2026-11-21' });
    expect(when_of({ ...form, freq: 'weekly' }).until).toBe('2026-12-31');
  });
  test('takes a time that was typed but not added', () => {
    expect(when_of({ ...filled, adding: '17h, 5h00' }).times).toEqual(['05:00:00', '17:00:00']);
    expect(times_in('5h; 17:00')).toEqual({ times: ['05:00:00', '17:00:00'], not: '' });
    expect(times_in('5h, mai')).toEqual({ times: [], not: 'mai' });
    expect(times_in('24:00').not).toBe('24:00');
  });
  test('tags are read as everywhere else: blanks part them as commas do', () => {
    expect(entry_of({ ...filled, tags: ' thon cho,  thon;truong ' }, 'a', '').tags).toEqual(['thon', 'cho', 'truong']);
    expect(form_of({ ...weekly, tags: ['thon', 'cho'] }).tags).toBe('thon cho');
  });
  test('an entry without a name has that of its message', () => expect(entry_of(filled, 'a', 'Cài đặt Bluezone').title).toBe('Cài đặt Bluezone'));
});

describe('what is wrong', () => {
  test('nothing, when all is there', () => expect(check(filled, say)).toEqual({}));
  test('is told at its field', () => {
    expect(Object.keys(check({ ...filled, message: '' }, say))).toEqual(['message']);
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
  });
  test('the server’s pointers find the field; what is of another entry is told apart', () => {
    const detail = (pointer: string, code = 'bad_value'): Detail => ({ pointer, code, vi: pointer, en: pointer });
    const details = [detail('/entries/3/when/times/1'), detail('/entries/3/volume_db'), detail('/entries/3', 'no_days'), detail('/entries/3/message', 'not_entitled_class'), detail('/entries/2/message'), detail('/entries/31/title'), detail('/entries')];
    const { wrong, others } = at_fields(details, 3, (one) => one.vi);
    expect(wrong).toEqual({ times: '/entries/3/when/times/1', volume: '/entries/3/volume_db', days: '/entries/3', class: '/entries/3/message' });
    expect(others.map((one) => one.pointer)).toEqual(['/entries/2/message', '/entries/31/title', '/entries']);
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
