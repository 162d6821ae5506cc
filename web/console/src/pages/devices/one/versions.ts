// What a device holds against what it should hold (REST: Versions), as lines that words can be put to.
import type { Versions } from '../../../lib/contract';

export interface VersionLine {
  what: 'keyring' | 'placement' | 'programme' | 'messages' | 'media';
  /** Of a programme: the area it belongs to. */
  area: string;
  have: number;
  want: number;
  state: 'same' | 'behind' | 'ahead' | 'unneeded';
}

const state_of = (have: number, want: number): VersionLine['state'] => (have === want ? 'same' : have < want ? 'behind' : want === 0 ? 'unneeded' : 'ahead');

/**
 * `held` is null before the device has told anything. Areas in the order given, nearest first; programmes of other areas come last,
 * and what is neither held nor wanted does not come at all.
 */
export function version_lines(held: Versions | null, wanted: Versions, areas: string[]): VersionLine[] {
  const line = (what: VersionLine['what'], have: number, want: number, area = ''): VersionLine => ({ what, area, have, want, state: state_of(have, want) });
  const codes = [...new Set([...Object.keys(wanted.programmes), ...Object.keys(held?.programmes ?? {})])].sort();
  const place = (code: string) => (areas.includes(code) ? areas.indexOf(code) : areas.length);
  const programmes = codes
    .sort((a, b) => place(a) - place(b))
    .map((code) => line('programme', held?.programmes[code] ?? 0, wanted.programmes[code] ?? 0, code));
  return [
    line('keyring', held?.keyring ?? 0, wanted.keyring),
    line('placement', held?.placement ?? 0, wanted.placement),
    ...programmes,
    line('messages', held?.messages ?? 0, wanted.messages),
    // Only the device knows which files its messages need.
    line('media', held?.media_have ?? 0, held?.media_want ?? 0),
  ].filter(({ have, want }) => have > 0 || want > 0);
}
