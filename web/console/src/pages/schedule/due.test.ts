import { beforeEach, expect, test, vi } from 'vitest';
import { instant_of } from './civil';
import { Due, Upcoming } from './due.svelte';

vi.mock('../../lib/language.svelte', () => ({ language: { of: (said: { vi: string }) => said.vi, words: { noAnswer: 'Không trả lời' } } }));

const monday = 20_786; // 2026-11-30
const asked: URLSearchParams[] = [];
let answer: (query: URLSearchParams) => { status: number; body: object };
const occurrence = (start_ms: number) => ({ entry: 'a', start_ms, end_ms: start_ms + 5000, loops: false });
const refused = { status: 422, body: { code: 'invalid', vi: 'Sai', en: 'Wrong', errors: [{ pointer: '?until_ms', code: 'too_many', vi: '', en: '' }] } };

vi.stubGlobal('fetch', (address: string) => {
  const query = new URL(address, 'https://x').searchParams;
  asked.push(query);
  const { status, body } = answer(query);
  return Promise.resolve({ ok: status < 300, status, headers: new Headers(), json: () => Promise.resolve(body), text: () => Promise.resolve(JSON.stringify(body)) });
});

beforeEach(() => void asked.splice(0));

test('a week is asked for at once, of the draft or of what is published', async () => {
  answer = () => ({ status: 200, body: { occurrences: [occurrence(instant_of(monday, 0))] } });
  const due = new Due('02', 'published');
  await due.look(monday);
  expect(asked.map((query) => [query.get('from_ms'), query.get('until_ms'), query.get('of')])).toEqual([[`${instant_of(monday, 0)}`, `${instant_of(monday + 7, 0)}`, 'published']]);
  expect(due.found.get('a')).toHaveLength(1);
});

test('too much for one answer is asked for day by day; a day that is still too much is told', async () => {
  const over_midnight = occurrence(instant_of(monday, 86_399));
  answer = (query) => {
    const days = (Number(query.get('until_ms')) - Number(query.get('from_ms'))) / 86_400_000;
    if (days > 1 || query.get('from_ms') === `${instant_of(monday + 3, 0)}`) return refused;
    return { status: 200, body: { occurrences: [over_midnight] } };
  };
  const due = new Due('02', 'draft');
  await due.look(monday);
  expect(asked).toHaveLength(8);
  expect(due.crowded).toEqual([monday + 3]);
  expect(due.found.get('a'), 'what two days tell is one').toHaveLength(1);
  expect(due.failure).toBe('');
});

test('what cannot be asked is told, and what was known stays', async () => {
  answer = () => ({ status: 200, body: { occurrences: [occurrence(instant_of(monday, 0))] } });
  const due = new Due('02', 'draft');
  await due.look(monday);
  answer = () => ({ status: 503, body: { code: 'busy', vi: 'Bận', en: 'Busy' } });
  await due.look(monday);
  expect(due.failure).not.toBe('');
  expect(due.found.get('a')).toHaveLength(1);
});

test('the list is asked for again when what is next has come', async () => {
  const now = instant_of(monday, 0);
  answer = () => ({ status: 200, body: { occurrences: [occurrence(now - 1000), occurrence(now + 60_000)] } });
  const upcoming = new Upcoming('02');
  await upcoming.look(now);
  expect([upcoming.known, upcoming.until_ms]).toEqual([true, now + 4000]);
});
