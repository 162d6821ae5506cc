import type { Clip } from '../../lib/contract';

export type Loudness = NonNullable<Clip['loudness']>;

export type LoudnessVerdict = 'no_sound' | 'silent' | 'short' | 'right';

/** Less than half a unit is what nobody hears; the server draws the line there too. */
const worth_telling_lu = 0.5;

/** What a person who chooses clips has to know of how loud it will be. */
export function loudness_verdict(clip: Pick<Clip, 'has_sound' | 'loudness'>): LoudnessVerdict | null {
  if (!clip.has_sound) return 'no_sound';
  if (!clip.loudness) return null;
  if (clip.loudness.silent) return 'silent';
  return clip.loudness.short_lu > worth_telling_lu ? 'short' : 'right';
}

/** "2" or "3,1": a whole number when it is one to a tenth. */
export function lu_text(value: number, write: (value: number, decimals: number) => string): string {
  const tenths = Math.round(value * 10) / 10;
  return write(tenths, Number.isInteger(tenths) ? 0 : 1);
}
