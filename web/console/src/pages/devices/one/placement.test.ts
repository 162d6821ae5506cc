import { expect, test } from 'vitest';
import type { Device } from '../../../lib/contract';
import { change_of, differing, placed, rebased } from './placement';

const device = {
  name: 'Loa chợ',
  area: '02.026',
  site: { id: 'cho', name: 'Chợ' },
  profile: { name: 'loa-48k', outputs: [] },
  tags: ['cho', 'loa'],
} as unknown as Device;
const before = placed(device);

test('only what was edited is sent', () => {
  expect(change_of(device, before, { ...before, name: ' Loa chợ mới ' })).toEqual({ name: 'Loa chợ mới' });
  expect(change_of(device, before, before)).toEqual({});
});

test('tags typed otherwise are the same tags', () => {
  expect(differing(before, { ...before, tags: ' cho,  loa ' })).toEqual([]);
  expect(change_of(device, before, { ...before, tags: '' })).toEqual({ tags: [] });
});

test('when two change one device, mine stays and the rest is theirs', () => {
  const theirs = { ...before, name: 'Loa mới', tags: 'x' };
  const both = rebased(before, { ...before, tags: 'y' }, theirs);
  expect(both).toEqual({ ...before, name: 'Loa mới', tags: 'y' });
  expect(change_of(device, theirs, both)).toEqual({ tags: ['y'] });
});

test('another site name is another site', () => {
  expect(change_of(device, before, { ...before, site: 'Nhà văn hóa' })).toEqual({ site: { id: 'nha-van-hoa', name: 'Nhà văn hóa' } });
});
