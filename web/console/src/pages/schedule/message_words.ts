import type { Message } from '../../lib/contract';
import type { Language } from '../../lib/language.svelte';
import { words as shared } from '../../lib/words';
import { length_words } from './entry_words';
import { words } from './words';

/** dài 17 giây · duyệt đến mức ưu tiên · Quản trị duyệt */
export function message_words(message: Message, language: Language, day: (ms: number) => string): string {
  const say = words[language].pick;
  const parts = [say.length(length_words(message.duration_ms, language)), say.highest(shared[language].classes[message.highest_class])];
  if (message.valid_until_ms > 0) parts.push(say.until(day(message.valid_until_ms)));
  return [...parts, say.approved(message.approved_by)].join(' · ');
}
