import { describe, expect, test } from 'vitest';
import type { Entry, When } from '../../lib/contract';
import { parse_day, time_text } from './civil';
import { differences, target_words, volume_words, when_words } from './entry_words';

const today = parse_day('2026-11-21')!;
const vi = (when: Partial<When>) => when_words({ rule: 'FREQ=DAILY', from: '2026-11-01', ...when }, 'vi', today);
const entry: Entry = { id: 'a', title: 'Bản tin sáng', class: 'routine', messages: ['m1'], when: { rule: 'FREQ=DAILY', from: '2026-11-01', times: ['05:00:00'] } };
const told = (after: Partial<Entry>) => differences(entry, { ...entry, ...after }, 'vi', (hash) => hash, (code) => code).map(({ name, before, after: is }) => `${name}: ${before} → ${is}`);
const many = Array.from({ length: 12 }, (_, i) => time_text(i * 3600 + (i === 5 ? 60 : 0)));

describe('when, in words', () => {
  test('days and times as people say them', () => {
    expect(vi({ rule: 'FREQ=WEEKLY;BYDAY=FR,MO', times: ['17:00:00', '05:00:00'], until: '2026-12-31' })).toBe('thứ Hai và thứ Sáu lúc 05:00 và 17:00, đến 31/12/2026');
    expect(vi({ rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', times: ['05:00:00'] })).toBe('thứ Hai đến thứ Sáu lúc 05:00');
    expect(vi({ rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU', times: ['05:00:30'] })).toBe('hằng ngày lúc 05:00:30');
    expect(when_words({ from: '2026-12-31', times: ['05:00:00'] }, 'vi', today)).toBe('thứ Năm 31/12/2026 lúc 05:00');
    expect(vi({ from: '2026-12-01', times: ['05:00:00'] })).toBe('hằng ngày lúc 05:00, từ 01/12/2026');
  });
  test('every so many days, weeks and months', () => {
    const at_five = (rule: string) => vi({ rule, times: ['05:00:00'] });
    expect(at_five('FREQ=DAILY;INTERVAL=2')).toBe('cứ 2 ngày một lần lúc 05:00');
    expect(at_five('FREQ=WEEKLY;INTERVAL=2;BYDAY=MO')).toBe('cứ 2 tuần một lần vào thứ Hai lúc 05:00');
    expect(at_five('FREQ=MONTHLY;BYMONTHDAY=1')).toBe('ngày 1 mỗi tháng lúc 05:00');
    expect(at_five('FREQ=MONTHLY;BYMONTHDAY=-1')).toBe('ngày cuối mỗi tháng lúc 05:00');
    expect(at_five('FREQ=MONTHLY;BYDAY=1MO')).toBe('thứ Hai đầu tiên mỗi tháng lúc 05:00');
    expect(at_five('FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2')).toBe('theo quy tắc FREQ=YEARLY;BYMONTH=9;BYMONTHDAY=2 lúc 05:00');
  });
  test('windows, past midnight and all day, and how often there', () => {
    const day_window = { window: { start: '06:00:00', end: '22:00:00' } };
    expect(vi(day_window)).toBe('hằng ngày suốt từ 06:00 đến 22:00');
    expect(vi({ window: { start: '22:00:00', end: '05:00:00' } })).toBe('hằng ngày suốt từ 22:00 đến 05:00 hôm sau');
    expect(vi({ window: { start: '00:00:00', end: '24:00:00' } })).toBe('hằng ngày suốt cả ngày');
    expect(vi({ ...day_window, every_s: 1800, most: 5 })).toBe('hằng ngày cứ 30 phút một lần từ 06:00 đến 22:00, tối đa 5 lần');
    expect(vi({ ...day_window, share: { plays: 4 } })).toBe('hằng ngày 4 lượt mỗi giờ từ 06:00 đến 22:00');
    expect(vi({ ...day_window, share: { percent: 10 } })).toBe('hằng ngày chiếm 10 % thời lượng từ 06:00 đến 22:00');
  });
  test('what is taken out and added', () => {
    const at_five = { times: ['05:00:00'] };
    expect(vi({ ...at_five, except: ['2026-12-04', '2026-12-07T05:00:00'] })).toBe('hằng ngày lúc 05:00, trừ 04/12/2026; 07/12/2026 05:00');
    expect(vi({ ...at_five, except: ['2026-12-01', '2026-12-02', '2026-12-03'], also: ['2026-12-05T06:00:00'], never: ['tet'] })).toBe('hằng ngày lúc 05:00, trừ 3 lần, thêm 05/12/2026 06:00, không phát những ngày thuộc tet');
  });
  test('many times are summed up', () => {
    expect(vi({ times: Array.from({ length: 144 }, (_, i) => time_text(i * 600)) })).toBe('hằng ngày cứ 10 phút một lần, từ 00:00 đến 23:50');
    expect(vi({ times: many })).toMatch(/lúc 00:00, .*05:01 và 6 giờ khác$/);
  });
  test('what is not chosen yet is said', () => {
    expect(vi({ rule: 'FREQ=WEEKLY;BYDAY=' })).toBe('theo quy tắc FREQ=WEEKLY;BYDAY=, chưa chọn giờ');
    expect(when_words({ rule: 'FREQ=WEEKLY;BYDAY=MO,FR', times: ['05:00:00'], from: '2026-12-01' }, 'en', today)).toBe('Monday and Friday at 05:00, from 01/12/2026');
  });
});

test('volume and target in words', () => {
  expect([0, -6, 3, -2.5].map((db) => volume_words(db, 'vi'))).toEqual(['như chuẩn', 'nhỏ hơn chuẩn 6 dB', 'to hơn chuẩn 3 dB', 'nhỏ hơn chuẩn 2,5 dB']);
  expect(target_words(entry, 'vi', (code) => code)).toBe('bảng và loa');
  expect(target_words({ ...entry, outputs: ['sound'], where: { include: [{ areas: ['02.026'], below: false, tags: ['chợ', 'trường'] }], exclude: [{ sites: ['dem'] }, { profiles: ['loa-48k'] }] } }, 'vi', (code) => code)).toBe(
    'chỉ loa, ở 02.026, không gồm địa bàn bên dưới, có nhãn chợ, trường, trừ ở điểm dem hoặc loại loa-48k',
  );
});

describe('a change in words', () => {
  test('names only what differs', () => {
    expect(told({})).toEqual([]);
    expect(told({ title: 'Bản tin chiều', volume_db: -6 })).toEqual(['Tên mục: Bản tin sáng → Bản tin chiều', 'Âm lượng: như chuẩn → nhỏ hơn chuẩn 6 dB']);
    expect(told({ messages: ['m2', 'm1'], class: 'priority', repeat: 2, lose: 'skip', start: 'hard', late_s: 1800 })).toEqual([
      'Bản tin: m1 → m2, m1',
      'Mức: thông thường → ưu tiên',
      'Số lần phát liền nhau: 1 → 2',
      'Bắt đầu: Đúng giờ, cắt ngang mục cùng mức đang lặp → Đúng giờ, cắt ngang mọi mục cùng mức',
      'Phát muộn tối đa: 10 phút → 30 phút',
      'Khi bị ngắt: Phát tiếp từ chỗ bị cắt → Bỏ lần đó',
    ]);
  });
  test('a first day in the past is said when it is what changed', () => {
    expect(told({ when: { ...entry.when, from: '2026-11-02' } })).toEqual(['Khi nào: hằng ngày lúc 05:00, từ 01/11/2026 → hằng ngày lúc 05:00, từ 02/11/2026']);
  });
  test('one of many times is seen', () => {
    const before = { ...entry, when: { ...entry.when, times: many } };
    const after = { ...entry, when: { ...entry.when, times: [...many.slice(0, 11), '11:30:00'] } };
    const [one] = differences(before, after, 'vi', (hash) => hash, (code) => code);
    expect([one?.before.includes('11:00'), one?.after.includes('11:30')]).toEqual([true, true]);
  });
});
