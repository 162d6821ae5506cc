import type { Language } from './language.svelte';

export const reason_text = (code: string, _language: Language) => code;
