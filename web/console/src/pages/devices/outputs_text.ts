import type { Output } from '../../lib/contract';
import { language } from '../../lib/language.svelte';
import { words } from './words';

/** "Bảng 192 × 96, Loa": what a device puts out, in words. */
export function outputs_text(outputs: Output[]): string {
  const say = words[language.current];
  return outputs.map((output) => (output.kind === 'picture' ? say.board(`${output.width} × ${output.height}`) : say.speaker)).join(', ');
}
