// What somebody has half written, kept in this browser until it is sent or thrown away: a session that ends, a tab that is
// closed or a battery that dies costs nothing. One draft a person and form.
const name_of = (person: string, form: string) => `vang.draft.${person}.${form}`;

export function kept_draft<T extends object>(person: string, form: string): Partial<T> {
  try {
    return JSON.parse(localStorage.getItem(name_of(person, form)) ?? '{}') as Partial<T>;
  } catch {
    return {};
  }
}

/** False when the browser has no room or refuses: the person should know that nothing is kept. */
export function keep_draft(person: string, form: string, draft: object): boolean {
  try {
    localStorage.setItem(name_of(person, form), JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function drop_draft(person: string, form: string) {
  localStorage.removeItem(name_of(person, form));
}
