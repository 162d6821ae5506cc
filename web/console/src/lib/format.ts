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
