import type { DeviceNow, DeviceState } from './contract';

/** The one word for what a device does now, as the API's filter `state` has it. */
export function state_of(device: DeviceNow): DeviceState {
  if (device.link !== 'online') return device.link;
  const states = device.outputs.map((output) => output.state);
  if (states.includes('error')) return 'error';
  return states.includes('playing') ? 'playing' : 'idle';
}

/** The worst first: what needs somebody. */
export const rank: Record<DeviceState, number> = { error: 0, offline: 1, never: 2, playing: 3, idle: 4 };

export const by_rank = (Object.keys(rank) as DeviceState[]).sort((a, b) => rank[a] - rank[b]);

export const device_states: DeviceState[] = ['playing', 'idle', 'error', 'offline', 'never'];
export const state_shape: Record<DeviceState, string> = { playing: '●', idle: '◌', error: '■', offline: '○', never: '◇' };
