import { expect, test } from 'vitest';
import type { DeviceHealth, DeviceNow } from '../../lib/contract';
import { last_heard, warnings_of } from './health';

const well: DeviceHealth = {
  at_ms: 5000,
  world: 'live',
  clock: 'trusted',
  clock_error_ms: 6,
  software: 'vang-player 0.1.0',
  boot: 1,
  uptime_s: 60,
  storage: { free_bytes: 50, total_bytes: 100, cache_bytes: 1, state: 'ok' },
  held: { keyring: 1, placement: 1, programmes: {}, messages: 0, media_have: 0, media_want: 0 },
  plays_waiting: 0,
};

test('nothing is said of a device that is well, or of which nothing is known', () => {
  expect(warnings_of(well)).toEqual([]);
  expect(warnings_of(null)).toEqual([]);
});

test('a clock that is not trusted is said once, not also as wrong', () => {
  expect(warnings_of({ ...well, clock: 'untrusted', clock_error_ms: 99_000 })).toEqual(['clock_untrusted']);
  expect(warnings_of({ ...well, clock_error_ms: -1500 })).toEqual(['clock_off']);
});

test('storage is low below a tenth, full when the device says so; an unknown size is no warning', () => {
  expect(warnings_of({ ...well, storage: { ...well.storage, free_bytes: 9 } })).toEqual(['storage_low']);
  expect(warnings_of({ ...well, storage: { ...well.storage, state: 'full' } })).toEqual(['storage_full']);
  expect(warnings_of({ ...well, storage: { free_bytes: 0, total_bytes: 0, cache_bytes: 0, state: 'ok' } })).toEqual([]);
});

test('last heard is the newest sign of life', () => {
  const now = { link: 'online', since_ms: 1000, health: well } as DeviceNow;
  expect(last_heard(now)).toBe(5000);
  expect(last_heard({ ...now, health: null })).toBe(1000);
  expect(last_heard({ ...now, link: 'offline', since_ms: 9000 })).toBe(9000);
  expect(last_heard({ ...now, link: 'never' })).toBe(0);
  expect(last_heard(undefined)).toBe(0);
});
