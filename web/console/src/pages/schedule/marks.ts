import type { Entry } from '../../lib/contract';

/** The shape that tells a class beside its colour and word. */
export const class_shape: Record<Entry['class'], string> = { background: '▤', routine: '●', priority: '▲' };
