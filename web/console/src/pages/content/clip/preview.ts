import { address_of, problem_from } from '../../../lib/api';
import { usual_ms, within } from '../../../lib/patience';

export type PreviewState = { state: 'ready' } | { state: 'being_made'; wait_ms: number } | { state: 'none' };

const usual_wait_s = 3;

/** What an answer to the preview's address means. Pure. */
export function preview_state(status: number, retry_after: string | null): PreviewState {
  if (status === 200 || status === 206) return { state: 'ready' };
  if (status === 503) return { state: 'being_made', wait_ms: (Number(retry_after) || usual_wait_s) * 1000 };
  return { state: 'none' };
}

export const preview_address = (sha256: string) => address_of(`/clips/${sha256}/preview.mp4`);
export const content_address = (sha256: string) => address_of(`/clips/${sha256}/content`);

/** Asks for one byte: the player itself cannot tell "not yet" from "never". */
export const ask_preview = (sha256: string, signal: AbortSignal): Promise<PreviewState> => within(usual_ms, signal, (over) => asked_preview(sha256, over));

async function asked_preview(sha256: string, signal: AbortSignal): Promise<PreviewState> {
  const answer = await fetch(preview_address(sha256), { headers: { Range: 'bytes=0-0' }, signal, credentials: 'same-origin', cache: 'no-store' });
  const state = preview_state(answer.status, answer.headers.get('Retry-After'));
  if (state.state === 'ready') await answer.body?.cancel();
  else if (answer.status === 401) throw problem_from(answer.status, await answer.text(), null);
  return state;
}
