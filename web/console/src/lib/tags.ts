/** What somebody typed between blanks and commas, each once: as the CSV file and everybody else has it. */
export const tags_from = (text: string): string[] => [...new Set(text.split(/[\s,;]+/).filter(Boolean))];

export const tags_text = (tags: string[]) => tags.join(' ');
