import { Problem } from './api';
import type { Detail } from './contract';
import { language } from './language.svelte';

/** What to tell a person about something thrown by api.ts: what happened, in their language. */
export function told(thrown: unknown): string {
  if (thrown instanceof Problem) return language.of(thrown) || language.words.noAnswer;
  if (thrown instanceof TypeError || (thrown instanceof DOMException && thrown.name === 'TimeoutError')) return language.words.noAnswer;
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The single things that are wrong, if the server named them. */
export const details_of = (thrown: unknown): Detail[] => (thrown instanceof Problem ? thrown.errors : []);

export const is_code = (thrown: unknown, code: string) => thrown instanceof Problem && thrown.code === code;
