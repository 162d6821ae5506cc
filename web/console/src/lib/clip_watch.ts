import { get } from './api';
import type { Clip } from './contract';

export const in_work = (clip: Clip) => clip.state === 'queued' || clip.state === 'working';

/** Thumbnails are taken from what boards get; before any kind of board is known there is none. */
export const has_thumbnail = (clip: Clip) => clip.state === 'ready' && clip.renditions.some((made) => made.for.startsWith('picture:'));

const every_ms = 1_500;

/** Asks again for clips that the server still works on, until the function it returns is called. */
export function watch_clips(busy: () => Clip[], heard: (clip: Clip) => void): () => void {
  const over = new AbortController();
  const ask = async () => {
    // A hidden tab asks nothing; it catches up when somebody looks.
    if (!document.hidden) {
      for (const clip of busy()) {
        const newer = await get<Clip>(`/clips/${clip.sha256}`, over.signal).catch(() => null);
        if (over.signal.aborted) return;
        if (newer) heard(newer);
      }
    }
    timer = setTimeout(() => void ask(), every_ms);
  };
  let timer = setTimeout(() => void ask(), every_ms);
  return () => {
    over.abort();
    clearTimeout(timer);
  };
}
