// What of a device's health somebody should hear about: nothing is said while all is well.
import type { DeviceHealth, DeviceNow } from '../../lib/contract';

export type Warning = 'clock_untrusted' | 'clock_off' | 'storage_full' | 'storage_low';

/** Beyond this the ear notices that two loudspeakers disagree, and a schedule is late. */
const clock_error_worth_saying_ms = 1000;
const low_share = 0.1;

export function warnings_of(health: DeviceHealth | null | undefined): Warning[] {
  if (!health) return [];
  const warnings: Warning[] = [];
  if (health.clock === 'untrusted') warnings.push('clock_untrusted');
  else if (Math.abs(health.clock_error_ms) > clock_error_worth_saying_ms) warnings.push('clock_off');
  const { free_bytes, total_bytes, state } = health.storage;
  if (state === 'full') warnings.push('storage_full');
  else if (total_bytes > 0 && free_bytes / total_bytes < low_share) warnings.push('storage_low');
  return warnings;
}

/** Last sign of life, ms; 0 = never. */
export function last_heard(now: DeviceNow | undefined): number {
  if (!now || now.link === 'never') return 0;
  return now.link === 'offline' ? now.since_ms : Math.max(now.since_ms, now.health?.at_ms ?? 0);
}
