import { expect, test } from 'vitest';
import { title_of } from './title';

test('the first sentence is the title, without its full stop', () => {
  expect(title_of('Khẩn cấp! Lũ quét ở suối Nậm Ngần.')).toBe('Khẩn cấp! Lũ quét ở suối Nậm Ngần');
  expect(title_of('  Mời bà con\nđi tiêm phòng.  Mang theo sổ.')).toBe('Mời bà con đi tiêm phòng');
  expect(title_of('Số 3.500 là số nhà')).toBe('Số 3.500 là số nhà');
});

test('a long sentence is cut between words, counted in letters with their marks', () => {
  const long = 'Ủy ban nhân dân xã thông báo lịch cắt điện để sửa chữa đường dây trung thế';
  const title = title_of(long);
  expect([...title].length).toBeLessThanOrEqual(61);
  expect(long.startsWith(title.slice(0, -1))).toBe(true);
  expect(title.endsWith('…')).toBe(true);
  expect(title_of('a'.repeat(200)).length).toBe(61);
});

test('nothing gives nothing', () => expect(title_of('  ')).toBe(''));
