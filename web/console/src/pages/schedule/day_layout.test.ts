import { describe, expect, test } from 'vitest';
import type { Entry } from '../../lib/contract';
import { instant_of, parse_day } from './civil';
import { crowds, fold, side_by_side, type Block } from './day_layout';
import type { Occurrence } from './occurrences';
import { by_next_start, day_of_week } from './week';

const day = parse_day('2026-11-21')!;
const entry = (id: string): Entry => ({ id, title: id, class: 'routine', messages: ['m'], when: { rule: 'FREQ=DAILY', times: ['05:00:00'] } });
const playing = (of: number, start: number, ms: number): Occurrence => ({ day: of, start_ms: instant_of(of, start), end_ms: instant_of(of, start) + ms, timed: true });
const window_of = (of: number, start: number, end: number): Occurrence => ({ day: of, start_ms: instant_of(of, start), end_ms: instant_of(of, end), timed: false });
const shown = (due: Occurrence[]) => [{ entry: entry('a'), above: null, due }];

describe('blocks of a day', () => {
  test('an entry every ten minutes is one block', () => {
    const { timed, lanes } = day_of_week(shown(Array.from({ length: 144 }, (_, i) => playing(day, i * 600, 8000))), day);
    expect([timed.length, lanes.length]).toEqual([0, 1]);
    expect(lanes[0]).toMatchObject({ count: 144, start: 0, end: 85_808, columns: 1 });
  });
  test('playings far enough apart stay apart, and last as long as they take', () => {
    const { timed } = day_of_week(shown([playing(day, 18_000, 600_000), playing(day, 19_800, 600_000)]), day);
    expect(timed.map(({ start, end, count }) => [start, end, count])).toEqual([[18_000, 18_600, 1], [19_800, 20_400, 1]]);
  });
  test('a block knows each playing that is folded into it', () => {
    const { timed } = day_of_week(shown([playing(day, 18_000, 8000), playing(day, 18_600, 8000)]), day);
    expect(timed.map(({ all }) => all.length)).toEqual([2]);
  });
  test('a window past midnight is drawn on both days', () => {
    const night = shown([window_of(day - 1, 22 * 3600, 29 * 3600)]);
    expect(day_of_week(night, day - 1).lanes.map(({ start, end }) => [start, end])).toEqual([[79_200, 86_400]]);
    expect(day_of_week(night, day).lanes.map(({ start, end }) => [start, end])).toEqual([[0, 18_000]]);
    expect(day_of_week(night, day + 1).lanes).toEqual([]);
  });
  test('past midnight a timed one only ends: it is drawn on the day it begins', () => {
    const late = shown([playing(day - 1, 86_000, 1_200_000)]);
    expect(day_of_week(late, day - 1).timed).toHaveLength(1);
    expect(day_of_week(late, day).timed).toHaveLength(0);
  });
  test('folding nothing gives nothing', () => expect(fold('a', [], day)).toEqual([]));
});

describe('side by side', () => {
  const block = (start: number, end: number) => ({ of: start, start, end, count: 1 }) as Block<number>;
  test('what overlaps as drawn stands in columns, what comes after begins anew', () => {
    const placed = side_by_side([block(0, 3600), block(600, 660), block(1200, 5000), block(9000, 9100)]);
    expect(placed.map(({ column, columns }) => [column, columns])).toEqual([[0, 3], [1, 3], [2, 3], [0, 1]]);
  });
  test('of three or more one is drawn, the others are counted where they stand', () => {
    const { drawn, crowds: found } = crowds(side_by_side([block(0, 60), block(300, 360), block(600, 660), block(1900, 1960), block(9000, 9060), block(9000, 9060)]));
    expect(drawn.map(({ start }) => start)).toEqual([0, 1900, 9000, 9000]);
    expect(found.map(({ start, end, hidden, blocks }) => [start, end, hidden, blocks.length])).toEqual([[300, 2400, 2, 4]]);
  });
  test('a freed column is used again', () => {
    const placed = side_by_side([block(0, 7200), block(0, 1800), block(1800, 3600)]);
    expect(placed.map(({ column, columns }) => [column, columns])).toEqual([[0, 2], [1, 2], [1, 2]]);
  });
});

test('the list begins with what is open or next and ends with what is over', () => {
  const now = instant_of(day, 12 * 3600);
  const due = new Map([
    ['tomorrow', [playing(day + 1, 18_000, 8000)]],
    ['today', [playing(day, 61_200, 8000)]],
    ['on air', [playing(day, 43_190, 60_000), playing(day, 50_000, 60_000)]],
    ['open', [window_of(day, 21_600, 79_200)]],
  ]);
  const listed = by_next_start(['over', 'tomorrow', 'today', 'on air', 'open'].map(entry), due, now);
  expect(listed.map((one) => one.entry.id)).toEqual(['open', 'on air', 'today', 'tomorrow', 'over']);
  expect(listed[1]?.next_ms).toBe(instant_of(day, 50_000));
  expect(listed[0]?.open?.end_ms).toBe(instant_of(day, 79_200));
});
