import { expect, test, vi } from 'vitest';
import { EnrolForm } from './form.svelte';

vi.mock('../../../lib/drafts', () => ({ kept_draft: () => ({ name: 'Loa' }), keep_draft: () => true, drop_draft: () => {} }));
const device = { id: 'loa-1', name: 'Loa một' };
const asked: string[] = [];
vi.stubGlobal('fetch', (address: string) => {
  asked.push(address);
  if (address.endsWith('/devices/loa-1')) return Promise.resolve({ ok: true, status: 200, headers: new Headers(), json: () => Promise.resolve(device) });
  const status = address.endsWith('/devices/loa-2') ? 404 : 503;
  return Promise.resolve({ ok: false, status, headers: new Headers(), text: () => Promise.resolve('{"code":"x","vi":"x","en":"x"}') });
});
const taken = (id: string) => {
  const form = new EnrolForm('a');
  form.written.id = id;
  return form.taken();
};

test('the one device with this id is asked for, however many others resemble it', async () => {
  expect(await taken('loa-1')).toEqual(device);
  expect(await taken('loa-2')).toBe(null);
  expect(asked).toEqual(['/api/v1/devices/loa-1', '/api/v1/devices/loa-2']);
});

test('no answer is not taken for a free id', async () => {
  await expect(taken('loa-3')).rejects.toMatchObject({ status: 503 });
});
