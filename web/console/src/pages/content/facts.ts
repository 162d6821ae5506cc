import type { Clip, Message } from '../../lib/contract';
import { date_text, elapsed, number_text } from '../../lib/format';
import type { Language } from '../../lib/language.svelte';
import { validity } from './days';
import type { words } from './words';

type Say = (typeof words)['vi'];

/** Until when something may be used, as a sentence. */
export function use_text(message: Pick<Message, 'valid_from_ms' | 'valid_until_ms'>, now_ms: number, say: Say): string {
  const { valid_from_ms: from, valid_until_ms: until } = message;
  const state = validity(from, until, now_ms);
  if (state === 'over') return say.overSince(date_text(until - 1));
  if (state === 'not_yet') return say.from(date_text(from));
  return until > 0 ? say.until(date_text(until - 1)) : say.noEnd;
}

/** What a rendition is for, in words: picture:192x96@25 or sound:48000x1. */
export function rendition_text(key: string, language: Language, say: Say): string {
  const picture = /^picture:(\d+)x(\d+)@/.exec(key);
  if (picture) return say.board(Number(picture[1]), Number(picture[2]));
  const sound = /^sound:(\d+)x(\d+)$/.exec(key);
  if (!sound) return key;
  const kilohertz = Number(sound[1]) / 1000;
  return say.loudspeaker(number_text(kilohertz, language, Number.isInteger(kilohertz) ? 0 : 1), Number(sound[2]));
}

export const board_text = (name: string, size: { width: number; height: number } | null, say: Say) => (size ? say.board(size.width, size.height) : name);

/** "Phim · 0:08 · 1280 × 720". */
export function clip_text(clip: Clip, say: Say): string {
  const size = clip.has_picture && clip.width > 0 ? [`${clip.width} × ${clip.height}`] : [];
  return [medium_text(clip, say), ...(clip.duration_ms > 0 ? [elapsed(clip.duration_ms)] : []), ...size].join(' · ');
}

export function medium_text(clip: Pick<Clip, 'has_picture' | 'has_sound' | 'duration_ms'>, say: Say): string {
  if (clip.has_picture) return clip.duration_ms > 0 ? say.film : say.picture;
  return clip.has_sound ? say.sound : say.unknown;
}
