import { expect, test } from 'vitest';
import type { Versions } from '../../../lib/contract';
import { version_lines } from './versions';

const versions: Versions = { keyring: 3, placement: 2, programmes: {}, messages: 0, media_have: 0, media_want: 0 };
const told = (held: Versions | null, wanted: Versions) => version_lines(held, wanted, ['02.026', '02']).map((l) => `${l.what}${l.area} ${l.have}/${l.want} ${l.state}`);

test('a device that holds everything is the same throughout', () => {
  expect(told(versions, versions)).toEqual(['keyring 3/3 same', 'placement 2/2 same']);
});

test('an older programme is behind, one that is wanted no more is unneeded', () => {
  const held = { ...versions, programmes: { '02': 7, '99': 1 } };
  const wanted = { ...versions, programmes: { '02': 8 } };
  expect(told(held, wanted)).toContain('programme02 7/8 behind');
  expect(told(held, wanted)).toContain('programme99 1/0 unneeded');
});

test('programmes come nearest area first', () => {
  const wanted = { ...versions, programmes: { '02': 8, '02.026': 1 } };
  expect(told(versions, wanted).filter((l) => l.startsWith('programme'))).toEqual(['programme02.026 0/1 behind', 'programme02 0/8 behind']);
});

test('before the device has told anything it lacks all', () => {
  expect(told(null, { ...versions, messages: 4 })).toEqual(['keyring 0/3 behind', 'placement 0/2 behind', 'messages 0/4 behind']);
});

test('media are what the device itself counts', () => {
  const held = { ...versions, media_have: 12, media_want: 14 };
  expect(told(held, { ...versions, media_have: 99, media_want: 99 })).toContain('media 12/14 behind');
});
