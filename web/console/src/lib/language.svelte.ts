import { words, type Words } from './words';

export type Language = 'vi' | 'en';

const key = 'vang.language';

/** The language of the console: Vietnamese unless this browser chose otherwise. */
class LanguageChoice {
  current = $state<Language>(localStorage.getItem(key) === 'en' ? 'en' : 'vi');
  words = $derived<Words>(words[this.current]);

  constructor() {
    // Chosen in another tab of this browser.
    addEventListener('storage', (change) => {
      if (change.key === key) this.#speak(change.newValue === 'en' ? 'en' : 'vi');
    });
  }

  choose(language: Language) {
    localStorage.setItem(key, language);
    this.#speak(language);
  }

  #speak(language: Language) {
    this.current = language;
    document.documentElement.lang = language;
  }

  /** What the server says in both languages, in this one. */
  of(text: { vi: string; en: string }): string {
    return text[this.current];
  }
}

export const language = new LanguageChoice();
