import { describe, expect, test } from 'vitest';
import type { Entry } from '../../lib/contract';
import { instant_of, parse_day, time_text } from './civil';
import { crowds, fold, side_by_side, type Block } from './day_layout';
import { by_next_start, day_of_week } from './week';

const day = parse_day('2026-11-21')!;
const entry = (id: string, when: Partial<Entry['when']>): Entry => ({ id, title: id, class: 'routine', message: 'm', when: { freq: 'daily', from: '2026-01-01', ...when } });
const shown = (...entries: Entry[]) => entries.map((one) => ({ entry: one, above: null }));
const ten_minutes = Array.from({ length: 144 }, (_, i) => time_text(i * 600));

describe('blocks of a day', () => {
  test('an entry every ten minutes is one block', () => {
    const { timed, lanes } = day_of_week(shown(entry('a', { times: ten_minutes })), day, () => 8000);
    expect([timed.length, lanes.length]).toEqual([0, 1]);
    expect(lanes[0]).toMatchObject({ count: 144, start: 0, end: 85_808, columns: 1 });
  });
  test('playings far enough apart stay apart, and last message × repeat', () => {
    const twice = { ...entry('a', { times: ['05:00:00', '05:30:00'] }), repeat: 2 };
    const { timed } = day_of_week(shown(twice), day, () => 300_000);
    expect(timed.map(({ start, end, count }) => [start, end, count])).toEqual([[18_000, 18_600, 1], [19_800, 20_400, 1]]);
  });
  test('a window past midnight is drawn on both days', () => {
    const night = shown(entry('a', { freq: 'once', from: '2026-11-20', window: { start: '22:00:00', end: '05:00:00' } }));
    expect(day_of_week(night, day - 1, () => 0).lanes.map(({ start, end }) => [start, end])).toEqual([[79_200, 86_400]]);
    expect(day_of_week(night, day, () => 0).lanes.map(({ start, end }) => [start, end])).toEqual([[0, 18_000]]);
    expect(day_of_week(night, day + 1, () => 0).lanes).toEqual([]);
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
  const entries = [
    entry('over', { freq: 'once', from: '2026-11-20', times: ['05:00:00'] }),
    entry('tomorrow', { times: ['05:00:00'] }),
    entry('today', { times: ['17:00:00'] }),
    entry('open', { window: { start: '06:00:00', end: '22:00:00' } }),
  ];
  expect(by_next_start(entries, now).map((one) => one.entry.id)).toEqual(['open', 'today', 'tomorrow', 'over']);
});
