import { expect, test } from 'vitest';
import { id_from, is_id } from './suggest';

test('an id is the name without marks', () => {
  expect(id_from('Cụm loa thôn Lô Lô Chải')).toBe('cum-loa-thon-lo-lo-chai');
  expect(id_from('  Bảng  (chợ) Đồng Văn #2 ')).toBe('bang-cho-dong-van-2');
});

test('an id is cut between words, and a single long word anywhere', () => {
  expect(id_from('Bảng điện tử trước trụ sở Ủy ban nhân dân xã')).toBe('bang-dien-tu-truoc-tru-so-uy-ban-nhan');
  expect(id_from('x'.repeat(60))).toBe('x'.repeat(40));
});

test('a name too short for an id suggests none', () => {
  expect(id_from('Ab')).toBe('');
  expect(id_from('!!!')).toBe('');
});

test('what is suggested is an id', () => {
  for (const name of ['Đ Đ Đ', 'Loa số 1', '2 loa']) expect(is_id(id_from(name)), name).toBe(true);
  expect(is_id('-abc')).toBe(false);
  expect(is_id('Abc')).toBe(false);
});
