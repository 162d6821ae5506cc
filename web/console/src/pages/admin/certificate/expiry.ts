const day_ms = 86_400_000;
/** Early enough to get another from an authority that works by letter. */
const warn_before_days = 30;

export interface Expiry {
  state: 'good' | 'soon' | 'over';
  /** Whole days left; since it is over: whole days ago. */
  days: number;
}

export function expiry(not_after_ms: number, now_ms: number): Expiry {
  const left = not_after_ms - now_ms;
  if (left <= 0) return { state: 'over', days: Math.floor((now_ms - not_after_ms) / day_ms) };
  const days = Math.floor(left / day_ms);
  return { state: days < warn_before_days ? 'soon' : 'good', days };
}

/** The bytes of a fingerprint as phones and browsers show them: AB, CD, … */
export const fingerprint = (hex: string): string[] => hex.toUpperCase().match(/../g) ?? [];
