import { describe, expect, test } from 'vitest';
import type { Entry, When } from '../../../lib/contract';
import { instant_of, parse_day } from '../civil';
import { again, alone, apply_cut, can_follow, ended_before, onwards, recurs, start_of, without } from './cut';

const entry = (when: When): Entry => ({ id: 'a', title: 'Bản tin', class: 'routine', messages: ['m'], volume_db: -3, when });
const daily = entry({ rule: 'FREQ=DAILY', times: ['05:00:00', '17:00:00'], from: '2026-11-01' });
const night = entry({ rule: 'FREQ=DAILY', window: { start: '22:00:00', end: '05:00:00' }, every_s: 600, from: '2026-11-01' });
const start = '2026-12-01T17:00:00';
const at = (day: string, time: number) => instant_of(parse_day(day)!, time);

describe('the start an occurrence belongs to', () => {
  test('is its own', () => expect(start_of(daily.when, at('2026-12-01', 61_200))).toBe(start));
  test('is that of its window, also past midnight', () => {
    expect(start_of(night.when, at('2026-12-01', 82_800))).toBe('2026-12-01T22:00:00');
    expect(start_of(night.when, at('2026-12-02', 3600))).toBe('2026-12-01T22:00:00');
  });
});

describe('only this time', () => {
  test('is taken out of the entry, once, and can be put back', () => {
    const gone = without(without(daily, start), start);
    expect(gone.when.except).toEqual([start]);
    expect(again(gone, start)).toEqual(daily);
  });
  test('is an entry of its own without a rule', () => {
    expect(alone(daily, start)).toEqual({ title: 'Bản tin', class: 'routine', messages: ['m'], volume_db: -3, when: { times: ['17:00:00'], from: '2026-12-01' }, cut_from: { entry: 'a', start, following: false } });
    expect(alone(night, '2026-12-01T22:00:00').when).toEqual({ window: { start: '22:00:00', end: '05:00:00' }, every_s: 600, from: '2026-12-01' });
  });
});

describe('this time and all after it', () => {
  test('end the old entry the day before', () => {
    const morning = '2026-12-01T05:00:00';
    expect(ended_before(daily, morning)?.when).toEqual({ ...daily.when, until: '2026-11-30' });
    expect(onwards(daily, morning)).toMatchObject({ when: { rule: 'FREQ=DAILY', times: daily.when.times, from: '2026-12-01' }, cut_from: { entry: 'a', start: morning, following: true } });
  });
  test('share a day of several times between both: nothing is lost, nothing twice', () => {
    expect(ended_before(daily, start)?.when).toEqual({ ...daily.when, until: '2026-12-01', except: [start] });
    expect(onwards(daily, start).when).toEqual({ ...daily.when, from: '2026-12-01', except: ['2026-12-01T05:00:00'] });
  });
  test('take what was taken out and added after it with them', () => {
    const changed = entry({ ...daily.when, except: ['2026-11-10', '2026-12-24'], also: ['2026-11-11T06:00:00', '2026-12-25T06:00:00'] });
    expect(ended_before(changed, start)?.when).toMatchObject({ except: ['2026-11-10', start], also: ['2026-11-11T06:00:00'] });
    expect(onwards(changed, start).when).toMatchObject({ except: ['2026-12-01T05:00:00', '2026-12-24'], also: ['2026-12-25T06:00:00'] });
  });
  test('from the first on leave nothing of the old entry', () => {
    expect(ended_before(daily, '2026-11-01T05:00:00')).toBeNull();
    expect(apply_cut([daily], { from: daily, start: '2026-11-01T05:00:00', following: true })).toEqual([]);
  });
  test('are not cut off a rule that counts', () => {
    expect([daily.when, { ...daily.when, rule: 'FREQ=DAILY;COUNT=9' }, { times: ['05:00:00'] }].map(can_follow)).toEqual([true, false, false]);
  });
});

test('an entry that comes once is no choice', () => {
  expect(recurs({ from: '2026-12-01', times: ['05:00:00'] })).toBe(false);
  expect(recurs({ from: '2026-12-01', times: ['05:00:00', '06:00:00'] })).toBe(true);
  expect(recurs({ from: '2026-12-01', window: { start: '05:00:00', end: '06:00:00' }, also: ['2026-12-03T05:00:00'] })).toBe(true);
});

test('others’ changes of the entry stay when an occurrence is cut out of it', () => {
  const other = { ...night, id: 'b' };
  const theirs = { ...daily, title: 'Khác', when: { ...daily.when, except: ['2026-11-10'] } };
  expect(apply_cut([theirs, other], { from: daily, start, following: false })).toEqual([{ ...theirs, when: { ...theirs.when, except: ['2026-11-10', start] } }, other]);
});
