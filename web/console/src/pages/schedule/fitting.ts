// Which approved messages may play in an area, and in which class.
import type { Class, Entry, Message } from '../../lib/contract';

const rank: Record<Class, number> = { background: 1, routine: 2, priority: 3, emergency: 4 };

export const entry_classes: Entry['class'][] = ['background', 'routine', 'priority'];

export const allows = (message: Pick<Message, 'highest_class'>, wanted: Class) => rank[wanted] <= rank[message.highest_class];

/** `line` = the area's own code and those above it. */
export function fits(message: Pick<Message, 'areas' | 'valid_until_ms' | 'highest_class'>, line: string[], wanted: Class, now_ms: number): boolean {
  const here = message.areas.some((area) => area === '*' || line.includes(area));
  const in_time = message.valid_until_ms === 0 || message.valid_until_ms > now_ms;
  return here && in_time && allows(message, wanted);
}
