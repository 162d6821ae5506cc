import { describe, expect, test } from 'vitest';
import type { Entry } from '../../lib/contract';
import { merge, same, settle } from './merge';

const entry = (id: string, title = id): Entry => ({ id, title, class: 'routine', messages: ['m'], when: { rule: 'FREQ=DAILY', from: '2026-01-01', times: ['05:00:00'] } });
const [a, b, c] = [entry('a'), entry('b'), entry('c')];
const titles = (entries: Entry[]) => entries.map((one) => one.title);

describe('what two people changed', () => {
  test('in different entries is all kept', () => {
    const merged = merge([a, b], [{ ...a, title: 'mine' }, b, c], [a, { ...b, title: 'theirs' }, entry('d')]);
    expect(merged.clashes).toEqual([]);
    expect(titles(merged.entries).sort()).toEqual(['c', 'd', 'mine', 'theirs']);
  });
  test('in one entry is laid before the person; theirs stands until then', () => {
    const merged = merge([a], [{ ...a, title: 'mine' }], [{ ...a, title: 'theirs' }]);
    expect(titles(merged.entries)).toEqual(['theirs']);
    expect(merged.clashes.map(({ id }) => id)).toEqual(['a']);
    expect(titles(settle(merged.entries, merged.clashes, () => true))).toEqual(['mine']);
    expect(titles(settle(merged.entries, merged.clashes, () => false))).toEqual(['theirs']);
  });
  test('in the same way is no clash: a save whose answer was lost', () => {
    const merged = merge([a], [a, c], [a, c]);
    expect(merged).toEqual({ entries: [a, c], clashes: [] });
  });
  test('removed by one, untouched by the other, is gone', () => {
    expect(merge([a, b], [a], [a, b]).entries).toEqual([a]);
    expect(merge([a, b], [a, b], [a]).entries).toEqual([a]);
    expect(merge([a, b], [a], [a]).entries).toEqual([a]);
  });
  test('removed by one and changed by the other is a clash, both ways', () => {
    const changed = { ...b, title: 'changed' };
    const removed_mine = merge([a, b], [a], [a, changed]);
    expect(removed_mine.clashes).toMatchObject([{ id: 'b', mine: null, theirs: changed }]);
    expect(settle(removed_mine.entries, removed_mine.clashes, () => true)).toEqual([a]);
    const removed_theirs = merge([a, b], [a, changed], [a]);
    expect(removed_theirs.entries).toEqual([a]);
    expect(settle(removed_theirs.entries, removed_theirs.clashes, () => true)).toEqual([a, changed]);
  });
});

test('what is not written is what it means when it is', () => {
  const written: Entry = { ...a, repeat: 1, volume_db: 0, outputs: [], where: { include: [], exclude: [] }, start: 'prompt', late_s: 600, lose: 'resume', cycle: 'all', beyond: [], when: { ...a.when, until: '', except: [], also: [], only: [], never: [], every_s: 0, most: 0 } };
  expect(same(a, written)).toBe(true);
  expect(same(a, { ...a, where: { exclude: [{ tags: ['cho'] }] } })).toBe(false);
  expect(same({ ...a, messages: ['m', 'n'] }, { ...a, messages: ['n', 'm'] })).toBe(false);
  expect(same({ ...a, where: { include: [{ tags: ['a', 'b'] }] } }, { ...a, where: { include: [{ tags: ['b', 'a'], below: true }] } })).toBe(true);
  expect(same(a, null)).toBe(false);
  expect(same(null, null)).toBe(true);
});
