import { describe, expect, test } from 'vitest';
import type { Entry, When } from '../../lib/contract';
import { parse_day, time_text } from './civil';
import { differences, target_words, volume_words, when_words } from './entry_words';

const today = parse_day('2026-11-21')!;
const vi = (when: Partial<When>) => when_words({ freq: 'weekly', from: '2026-11-01', ...when }, 'vi', today);
const entry: Entry = { id: 'a', title: 'Bản tin sáng', class: 'routine', message: 'm1', when: { freq: 'daily', from: '2026-11-01', times: ['05:00:00'] } };
const told = (after: Partial<Entry>) => differences(entry, { ...entry, ...after }, 'vi', (hash) => hash).map(({ name, before, after: is }) => `${name}: ${before} → ${is}`);
const many = Array.from({ length: 12 }, (_, i) => time_text(i * 3600 + (i === 5 ? 60 : 0)));

describe('when, in words', () => {
  test('days and times as people say them', () => {
    expect(vi({ days: ['fr', 'mo'], times: ['17:00:00', '05:00:00'], until: '2026-12-31' })).toBe('thứ Hai và thứ Sáu lúc 05:00 và 17:00, đến 31/12/2026');
    expect(vi({ days: ['mo', 'tu', 'we', 'th', 'fr'], times: ['05:00:00'] })).toBe('thứ Hai đến thứ Sáu lúc 05:00');
    expect(vi({ days: ['mo', 'tu', 'we', 'th', 'fr', 'sa', 'su'], times: ['05:00:30'] })).toBe('hằng ngày lúc 05:00:30');
    expect(vi({ freq: 'once', from: '2026-12-31', times: ['05:00:00'] })).toBe('thứ Năm 31/12/2026 lúc 05:00');
    expect(vi({ freq: 'daily', from: '2026-12-01', times: ['05:00:00'] })).toBe('hằng ngày lúc 05:00, từ 01/12/2026');
  });
  test('windows, past midnight and all day', () => {
    expect(vi({ freq: 'daily', window: { start: '06:00:00', end: '22:00:00' } })).toBe('hằng ngày suốt từ 06:00 đến 22:00');
    expect(vi({ freq: 'daily', window: { start: '22:00:00', end: '05:00:00' } })).toBe('hằng ngày suốt từ 22:00 đến 05:00 hôm sau');
    expect(vi({ freq: 'daily', window: { start: '00:00:00', end: '24:00:00' } })).toBe('hằng ngày suốt cả ngày');
  });
  test('many times are summed up', () => {
    expect(vi({ freq: 'daily', times: Array.from({ length: 144 }, (_, i) => time_text(i * 600)) })).toBe('hằng ngày cứ 10 phút một lần, từ 00:00 đến 23:50');
    expect(vi({ freq: 'daily', times: many })).toMatch(/lúc 00:00, .*05:01 và 6 giờ khác$/);
  });
  test('what is not chosen yet is said', () => {
    expect(vi({ days: [] })).toBe('chưa chọn ngày, chưa chọn giờ');
    expect(when_words({ freq: 'weekly', days: ['mo', 'fr'], times: ['05:00:00'], from: '2026-12-01' }, 'en', today)).toBe('Monday and Friday at 05:00, from 01/12/2026');
  });
});

test('volume and target in words', () => {
  expect([0, -6, 3, -2.5].map((db) => volume_words(db, 'vi'))).toEqual(['như chuẩn', 'nhỏ hơn chuẩn 6 dB', 'to hơn chuẩn 3 dB', 'nhỏ hơn chuẩn 2,5 dB']);
  expect(target_words(entry, 'vi')).toBe('bảng và loa');
  expect(target_words({ ...entry, outputs: ['sound'], tags: ['chợ', 'trường'], below: false }, 'vi')).toBe('chỉ loa, có nhãn chợ, trường, không gồm địa bàn bên dưới');
});

describe('a change in words', () => {
  test('names only what differs', () => {
    expect(told({})).toEqual([]);
    expect(told({ title: 'Bản tin chiều', volume_db: -6 })).toEqual(['Tên mục: Bản tin sáng → Bản tin chiều', 'Âm lượng: như chuẩn → nhỏ hơn chuẩn 6 dB']);
    expect(told({ message: 'm2', class: 'priority', repeat: 2, resume: 'drop' })).toEqual([
      'Bản tin: m1 → m2',
      'Mức: thông thường → ưu tiên',
      'Số lần phát liền nhau: 1 → 2',
      'Sau khi bị cắt ngang: Phát tiếp từ chỗ bị cắt → Bỏ, không phát lại lần đó',
    ]);
  });
  test('a first day in the past is said when it is what changed', () => {
    expect(told({ when: { ...entry.when, from: '2026-11-02' } })).toEqual(['Khi nào: hằng ngày lúc 05:00, từ 01/11/2026 → hằng ngày lúc 05:00, từ 02/11/2026']);
  });
  test('one of many times is seen', () => {
    const before = { ...entry, when: { ...entry.when, times: many } };
    const after = { ...entry, when: { ...entry.when, times: [...many.slice(0, 11), '11:30:00'] } };
    const [one] = differences(before, after, 'vi', (hash) => hash);
    expect([one?.before.includes('11:00'), one?.after.includes('11:30')]).toEqual([true, true]);
  });
});
