import type { Language } from './language.svelte';

/** 14:02:31, 24-hour, in the province's zone. */
export function clock_time(ms: number, seconds = true): string {
  return new Intl.DateTimeFormat('vi-VN', {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' as const } : {}),
    hour12: false,
    timeZone: 'Asia/Ho_Chi_Minh',
  }).format(ms);
}

/** 14:02 today, 21/11/2026 14:02 on another day. */
export function short_time(ms: number, now_ms: number): string {
  const day = (at: number) =>
    new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Asia/Ho_Chi_Minh' }).format(at);
  const time = clock_time(ms, false);
  return day(ms) === day(now_ms) ? time : `${day(ms)} ${time}`;
}

/** −21,5 in Vietnamese, −21.5 in English. */
export function decibels(value: number, language: Language): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
    .format(value)
    .replace('-', '−');
}

/** Letters without marks and case, so that "dong van" finds "Đồng Văn". */
export function search_key(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();
}

/** 0:07, 12:34, 1:02:03: how long something has gone on. */
export function elapsed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** 25 giây, 1 phút 5 giây, 4 giờ 12 phút: the two greatest parts, in words. */
export function length_text(ms: number, words: Record<'seconds' | 'minutes' | 'hours', (n: string) => string>): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  const parts = [hours > 0 ? words.hours(String(hours)) : '', minutes > 0 ? words.minutes(String(minutes)) : '', seconds % 60 > 0 ? words.seconds(String(seconds % 60)) : ''];
  return parts.slice(hours > 0 ? 0 : 1, hours > 0 ? 2 : 3).filter(Boolean).join(' ') || words.seconds('0');
}

/** 21/11/2026 14:02:31, for the exact time behind "2 phút trước". */
export function exact_time(ms: number): string {
  return `${date_text(ms)} ${clock_time(ms)}`;
}

/** 21/11/2026 in the province's zone. */
export function date_text(ms: number): string {
  return new Intl.DateTimeFormat('en-GB', { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'Asia/Ho_Chi_Minh' }).format(ms);
}

/** 1.234,5 in Vietnamese, 1,234.5 in English. */
export function number_text(value: number, language: Language, decimals = 0): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(value);
}

/** 1,4 MB: powers of ten, as disks are sold. */
export function bytes_text(bytes: number, language: Language): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${number_text(bytes / 1000 ** power, language, power === 0 ? 0 : 1)} ${units[power]}`;
}
