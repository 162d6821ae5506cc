import { words, type Words } from './words';

export type Language = 'vi' | 'en';

const key = 'vang.language';

/** The language of the console: Vietnamese unless this browser chose otherwise. */
class LanguageChoice {
  current = $state<Language>(localStorage.getItem(key) === 'en' ? 'en' : 'vi');
  words = $derived<Words>(words[this.current]);

  choose(language: Language) {
    this.current = language;
    localStorage.setItem(key, language);
    document.documentElement.lang = language;
  }

  /** What the server says in both languages, in this one. */
  of(text: { vi: string; en: string }): string {
    return text[this.current];
  }
}

export const language = new LanguageChoice();
