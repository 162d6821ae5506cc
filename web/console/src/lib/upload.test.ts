import { expect, test } from 'vitest';
import { after, may_try_again, name_for, new_upload, quiet_for, seconds_left, speed_of, unfinished, type Happened, type Upload } from './upload';

const through = (upload: Upload, ...all: Happened[]) => all.reduce(after, upload);
const fresh = () => new_upload(1, 'p', 'phim.mp4', 1000);
const sending = () => through(fresh(), { what: 'begun', at: 0 });

test('a file that is sent, checked and kept', () => {
  const upload = through(sending(), { what: 'moved', at: 1000, sent: 400 }, { what: 'all_sent', at: 2000 });
  expect(upload.state).toBe('checking');
  expect(upload.sent).toBe(1000);
  expect(after(upload, { what: 'kept', clip: 'abc' })).toMatchObject({ state: 'kept', clip: 'abc' });
});

test('the bar never goes back', () => {
  expect(through(sending(), { what: 'moved', at: 1, sent: 400 }, { what: 'moved', at: 2, sent: 300 }).sent).toBe(400);
  expect(through(sending(), { what: 'moved', at: 1, sent: 1200 }).sent).toBe(1000);
});

test('what comes after it was stopped changes nothing', () => {
  const stopped = through(sending(), { what: 'stopped' });
  for (const late of [{ what: 'moved', at: 9, sent: 900 }, { what: 'kept', clip: 'x' }, { what: 'lost' }, { what: 'all_sent', at: 9 }] as Happened[]) {
    expect(after(stopped, late)).toBe(stopped);
  }
});

test('a lost one starts over from nothing', () => {
  const lost = through(sending(), { what: 'moved', at: 1, sent: 400 }, { what: 'lost' });
  expect(unfinished(lost)).toBe(false);
  expect(after(lost, { what: 'again' })).toEqual(fresh());
});

test('what is refused for good is not offered again', () => {
  const refused = (status: number) => after(sending(), { what: 'refused', status, vi: '', en: '' });
  expect([413, 403, 422, 507, 503, 401].map((status) => may_try_again(refused(status)))).toEqual([false, false, false, true, true, true]);
});

test('speed and what is left come from the last seconds only', () => {
  let upload = sending();
  expect(speed_of(upload)).toBe(0);
  for (let at = 1000; at <= 4000; at += 1000) upload = after(upload, { what: 'moved', at, sent: at / 40 });
  expect(speed_of(upload)).toBe(25);
  expect(seconds_left(upload)).toBe(36);
  for (let at = 5000; at <= 20000; at += 1000) upload = after(upload, { what: 'moved', at, sent: 100 + (at - 4000) / 20 });
  expect(speed_of(upload)).toBe(50);
});

test('a link that moves nothing is told', () => {
  expect(quiet_for(sending(), 5_000)).toBe(0);
  expect(quiet_for(sending(), 10_000)).toBe(10_000);
  expect(quiet_for(through(sending(), { what: 'all_sent', at: 0 }), 60_000)).toBe(0);
});

test('names are composed and cut before their ending', () => {
  expect(name_for('Bản tin'.normalize('NFD'))).toBe('Bản tin');
  const long = name_for(`${'a'.repeat(300)}.mp4`);
  expect(long.length).toBe(200);
  expect(long.endsWith('a.mp4')).toBe(true);
});
