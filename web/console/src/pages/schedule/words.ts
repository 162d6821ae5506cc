import { en } from './words.en';
import { vi } from './words.vi';

export const words = { vi, en };
export type ScheduleWords = typeof vi;
