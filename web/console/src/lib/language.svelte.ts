import { en } from './en';
import { vi, type Words } from './vi';

export type Language = 'vi' | 'en';

const key = 'vang.language';

/** The language of the console: Vietnamese unless this browser chose otherwise. */
class LanguageChoice {
  current = $state<Language>(localStorage.getItem(key) === 'en' ? 'en' : 'vi');
  words = $derived<Words>(this.current === 'vi' ? vi : en);

  choose(language: Language) {
    this.current = language;
    localStorage.setItem(key, language);
    document.documentElement.lang = language;
  }
}

export const language = new LanguageChoice();
