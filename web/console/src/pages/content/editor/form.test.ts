import { expect, test } from 'vitest';
import type { Message } from '../../../lib/contract';
import { day_end, day_start } from '../days';
import { ask_of, empty_form, form_for_clip, form_of, lacks, moved, restored, speech_from_card, takes_card, takes_speech, type Form } from './form';

const now = Date.UTC(2026, 10, 21, 8);
const bluezone = (): Form => ({
  ...empty_form(),
  title: ' Cài đặt Bluezone ',
  steps: ['Quét mã QR', ' ', 'Bấm Cài đặt!'],
  url: 'https://www.bluezone.gov.vn ',
  areas: ['02'],
});

test('an install card is asked for without its empty lines', () => {
  expect(ask_of({ ...bluezone(), speech: ' Kính mời bà con. ' }, null, now)).toEqual({
    kind: 'install-card',
    title: 'Cài đặt Bluezone',
    variants: [{ lang: 'vi', speech: 'Kính mời bà con.', card: { template: 'install-card', title: 'Cài đặt Bluezone', steps: ['Quét mã QR', 'Bấm Cài đặt!'], url: 'https://www.bluezone.gov.vn' } }],
    highest_class: 'routine',
    areas: ['02'],
  });
});

test('what belongs to another kind is kept in the form but not sent', () => {
  const notice = ask_of({ ...bluezone(), kind: 'notice', lines: ['Khẩu trang'] }, null, now);
  expect(notice.variants?.[0]?.card).toMatchObject({ template: 'notice', lines: ['Khẩu trang'] });
  expect(notice.variants?.[0]?.card?.steps).toBeUndefined();
});

test('a film brings its own picture and sound, a silent one takes a voice, a sound takes a card', () => {
  const film = { has_picture: true, has_sound: true };
  const form = { ...bluezone(), kind: 'clip' as const, clip: 'ab', speech: 'Nghe', lines: ['Một'] };
  expect(ask_of(form, film, now)).toMatchObject({ kind: 'clip', clip: 'ab' });
  expect(ask_of(form, film, now).variants).toBeUndefined();
  expect(takes_speech(form, { ...film, has_sound: false })).toBe(true);
  expect(takes_card(form, { ...film, has_picture: false })).toBe(true);
  expect(ask_of(form, { ...film, has_picture: false }, now).variants?.[0]?.card?.template).toBe('notice');
  expect(ask_of({ ...form, lines: [''], url: '' }, { ...film, has_picture: false }, now).variants).toBeUndefined();
});

test('a day that has begun means from now; the last day is used to its end', () => {
  const ask = ask_of({ ...bluezone(), from: '2026-11-21', until: '2026-12-31' }, null, now);
  expect(ask.valid_from_ms).toBeUndefined();
  expect(ask.valid_until_ms).toBe(day_end('2026-12-31'));
  expect(ask_of({ ...bluezone(), from: '2026-11-22' }, null, now).valid_from_ms).toBe(day_start('2026-11-22'));
});

test('what is missing, in the order of the form', () => {
  expect(lacks(empty_form(), now)).toEqual(['title', 'areas']);
  expect(lacks({ ...bluezone(), kind: 'clip', until: '2026-11-20' }, now)).toEqual(['clip', 'until']);
  expect(lacks({ ...bluezone(), from: '2026-12-02', until: '2026-12-01' }, now)).toEqual(['until']);
  expect(lacks({ ...bluezone(), from: '2026-12-01', until: '2026-12-01' }, now)).toEqual([]);
});

test('speech is composed of title and numbered steps, each a sentence', () => {
  expect(speech_from_card(bluezone())).toBe('Cài đặt Bluezone. Bước 1: Quét mã QR. Bước 2: Bấm Cài đặt!');
  expect(speech_from_card({ ...bluezone(), kind: 'notice', card_title: 'Thực hiện 5K', lines: ['Khẩu trang', 'Khử khuẩn'] })).toBe('Thực hiện 5K. Khẩu trang. Khử khuẩn.');
  expect(speech_from_card(empty_form())).toBe('');
});

test('an approved message becomes a form again, without dates that are over', () => {
  const message = {
    kind: 'install-card', title: 'Cài Bluezone', clip: '', highest_class: 'priority', areas: ['02', '02.026'], valid_from_ms: 1, valid_until_ms: day_end('2026-12-31'),
    payload: { variants: [{ lang: 'vi', speech: 'Lời', card: { template: 'install-card', title: 'BLUEZONE', steps: ['Một'], url: 'https://x.vn' } }] },
  } as unknown as Message;
  const form = form_of(message, now);
  expect(form).toMatchObject({ card_title: 'BLUEZONE', steps: ['Một'], lines: [''], from: '', until: '2026-12-31', speech: 'Lời' });
  expect(ask_of(form, null, now)).toMatchObject({ variants: message.payload.variants, areas: ['02', '02.026'], highest_class: 'priority' });
  expect(form_of({ ...message, valid_until_ms: now - 1 }, now).until).toBe('');
});

test('a clip names its message', () => {
  expect(form_for_clip({ sha256: 'ab', name: 'Lễ hội. Phần 2.mp4' })).toMatchObject({ kind: 'clip', clip: 'ab', title: 'Lễ hội. Phần 2' });
});

test('a broken draft does no harm', () => {
  const form = restored(empty_form(), { title: 'Giữ', steps: ['a', 'b'], lines: 'x', areas: [1], kind: 'gì', url: null });
  expect(form).toEqual({ ...empty_form(), title: 'Giữ', steps: ['a', 'b'] });
});

test('lines move by one and no further than the ends', () => {
  expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b'], 0, -1)).toEqual(['a', 'b']);
});
