import { beforeEach, expect, test, vi } from 'vitest';

const tabs = { own: 'mine', others: new Set(['open']) };
vi.mock('./tabs', () => ({ tabs }));
const { drop_old_drafts, keep_draft, kept_draft } = await import('./drafts');

// As browsers have it: what is kept are the members of the object itself.
class Kept {
  getItem(name: string) {
    return (this as unknown as Record<string, string>)[name] ?? null;
  }
  setItem(name: string, text: string) {
    Object.assign(this, { [name]: text });
  }
  removeItem(name: string) {
    delete (this as unknown as Record<string, string>)[name];
  }
}
const day_ms = 86_400_000;
const now = 100 * day_ms;
const names = () => Object.keys(localStorage).sort();
const left = (name: string, days_ago: number) => localStorage.setItem(name, JSON.stringify({ at_ms: now - days_ago * day_ms, draft: { text: name } }));
beforeEach(() => vi.stubGlobal('localStorage', new Kept()));

test('what was left behind long ago goes; what a tab is writing, and everything else, stays', () => {
  left('vang.draft.a.announce@closed', 31);
  left('vang.draft.a.entry.02.new@closed', 29);
  left('vang.draft.a.announce@open', 90);
  left('vang.draft.a.announce@mine', 90);
  localStorage.setItem('vang.draft.a.form@closed', 'not what we keep');
  localStorage.setItem('vang.language', 'vi');
  drop_old_drafts(now);
  expect(names()).toEqual(['vang.draft.a.announce@mine', 'vang.draft.a.announce@open', 'vang.draft.a.entry.02.new@closed', 'vang.language']);
});

test('what another tab left behind is taken up once', () => {
  left('vang.draft.a.announce@closed', 1);
  expect(kept_draft('a', 'announce')).toEqual({ text: 'vang.draft.a.announce@closed' });
  expect(names()).toEqual(['vang.draft.a.announce@mine']);
  expect(keep_draft('a', 'announce', { text: 'x' })).toBe(true);
  expect(kept_draft('a', 'announce')).toEqual({ text: 'x' });
});
