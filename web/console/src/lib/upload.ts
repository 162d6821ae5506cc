// One file on its way to the controller, as a value: what can happen to it, and how fast it goes. Pure; uploads.svelte.ts drives it.

export type UploadState = 'waiting' | 'sending' | 'checking' | 'kept' | 'lost' | 'refused' | 'stopped';

export interface Upload {
  id: number;
  /** Who brought it: nobody else who signs in on this machine sees it. */
  person: string;
  name: string;
  bytes: number;
  state: UploadState;
  /** Bytes handed to the network. */
  sent: number;
  /** The last seconds of progress, oldest first. */
  samples: { at: number; sent: number }[];
  /** When a byte last moved, ms. */
  moved_at: number;
  /** Its SHA-256 once the controller keeps it. */
  clip: string;
  /** Status of the answer that refused it; 0 = none. */
  status: number;
  /** What the server says of the refusal. */
  why: { vi: string; en: string };
}

export type Happened =
  | { what: 'begun'; at: number }
  | { what: 'moved'; at: number; sent: number }
  | { what: 'all_sent'; at: number }
  | { what: 'kept'; clip: string }
  | { what: 'refused'; status: number; vi: string; en: string }
  | { what: 'lost' | 'stopped' | 'again' };

const window_ms = 6_000;
/** Long enough for a weak link to breathe, short enough to be told while one still looks. */
export const quiet_ms = 8_000;
/** The server itself gives up on a link that moves nothing for 20 s. */
export const dead_ms = 45_000;

export const new_upload = (id: number, person: string, name: string, bytes: number): Upload => ({
  id, person, name, bytes, state: 'waiting', sent: 0, samples: [], moved_at: 0, clip: '', status: 0, why: { vi: '', en: '' },
});

export const on_the_way = (upload: Upload) => upload.state === 'sending' || upload.state === 'checking';
/** Would be lost if the tab closed now. */
export const unfinished = (upload: Upload) => on_the_way(upload) || upload.state === 'waiting';

/** What comes too late (progress after a stop) changes nothing. */
export function after(upload: Upload, happened: Happened): Upload {
  switch (happened.what) {
    case 'begun':
      if (upload.state !== 'waiting') return upload;
      return { ...upload, state: 'sending', sent: 0, moved_at: happened.at, samples: [{ at: happened.at, sent: 0 }] };
    case 'moved': {
      if (upload.state !== 'sending' || happened.sent <= upload.sent) return upload;
      const sent = Math.min(happened.sent, upload.bytes);
      const samples = [...upload.samples, { at: happened.at, sent }].filter((sample) => happened.at - sample.at <= window_ms);
      return { ...upload, sent, moved_at: happened.at, samples };
    }
    case 'all_sent':
      return upload.state === 'sending' ? { ...upload, state: 'checking', sent: upload.bytes, moved_at: happened.at } : upload;
    case 'kept':
      return on_the_way(upload) ? { ...upload, state: 'kept', sent: upload.bytes, clip: happened.clip } : upload;
    case 'refused':
      return on_the_way(upload) ? { ...upload, state: 'refused', status: happened.status, why: { vi: happened.vi, en: happened.en } } : upload;
    case 'lost':
      return on_the_way(upload) ? { ...upload, state: 'lost' } : upload;
    case 'stopped':
      return unfinished(upload) ? { ...upload, state: 'stopped' } : upload;
    case 'again':
      return may_try_again(upload) ? { ...new_upload(upload.id, upload.person, upload.name, upload.bytes) } : upload;
  }
}

// A file that is too large or not allowed stays so, however often it is sent.
const final = [403, 413, 422];
export const may_try_again = (upload: Upload) =>
  upload.state === 'lost' || upload.state === 'stopped' || (upload.state === 'refused' && !final.includes(upload.status));

/** Bytes a second over the last seconds; 0 = not known yet. */
export function speed_of(upload: Upload): number {
  const first = upload.samples[0];
  const last = upload.samples.at(-1);
  if (upload.state !== 'sending' || !first || !last || last.at - first.at < 500) return 0;
  return ((last.sent - first.sent) * 1000) / (last.at - first.at);
}

/** Seconds until it is all sent; 0 = not known. */
export function seconds_left(upload: Upload): number {
  const speed = speed_of(upload);
  return speed > 0 ? Math.ceil((upload.bytes - upload.sent) / speed) : 0;
}

/** How long nothing has moved, ms, once that is worth telling; else 0. */
export function quiet_for(upload: Upload, now: number): number {
  const quiet = now - upload.moved_at;
  return upload.state === 'sending' && quiet >= quiet_ms ? quiet : 0;
}

const longest_name = 200;

/** At most 200 characters as the controller takes them, marks composed, the ending kept. */
export function name_for(file_name: string): string {
  const name = file_name.normalize('NFC');
  if (name.length <= longest_name) return name;
  const ending = /\.[^.]{1,8}$/.exec(name)?.[0] ?? '';
  return name.slice(0, longest_name - ending.length) + ending;
}
